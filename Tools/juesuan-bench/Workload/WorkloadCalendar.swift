// Days of the workload, counted from 2021-01-01, and what they are called.

import BudgetDomain

/// The days of the workload; day 0 is 2021-01-01.
enum WorkloadCalendar {
  private static let base = dayNumber(ofFirstDayIn: WorkloadStream.firstYear)
  private static let earliest = -400
  private static let days: [(year: Int, month: Int, day: Int)] = (earliest..<1900).map {
    date($0).civil
  }

  /// Year, month and day of a day.
  static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) { days[day - earliest] }

  /// A day as the date on which a fact counts.
  static func date(_ day: Int) -> EffectiveDate { EffectiveDate(dayNumber: base + Int32(day)) }

  /// The first day of a year.
  static func firstDay(of year: Int) -> Int { Int(dayNumber(ofFirstDayIn: year) - base) }

  private static func dayNumber(ofFirstDayIn year: Int) -> Int32 {
    guard let date = EffectiveDate(year: year, month: 1, day: 1) else {
      preconditionFailure("the workload has no year outside the calendar")
    }
    return date.dayNumber
  }
}
