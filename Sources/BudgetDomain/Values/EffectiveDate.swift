// The date on which a fact counts (业务日期), without a clock, a time zone or a locale.

/// The day on which a fact counts (业务日期): one of the two clocks of the ledger.
///
/// The other clock is the position, which says when we learnt the fact; the two are never mixed.
/// The value is a number of days since 1970-01-01 in the proleptic Gregorian calendar.
public struct EffectiveDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let dayNumber: Int32

  /// The date with this day number; used when columns are read back.
  public init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// A date of the calendar, or `nil` when that day does not exist or its year is outside
  /// ``FiscalYear/range``.
  public init?(year: Int, month: Int, day: Int) {
    guard FiscalYear.range.contains(year), (1...12).contains(month), day >= 1,
      day <= CivilCalendar.daysInMonth(year: year, month: month)
    else { return nil }
    dayNumber = Int32(CivilCalendar.dayNumber(year: year, month: month, day: day))
  }

  /// A date written `YYYY-MM-DD` (ISO 8601), or `nil` when written otherwise or no such day exists.
  public init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    var numbers: [Int] = []
    for part in [bytes[0..<4], bytes[5..<7], bytes[8..<10]] {
      var number = 0
      for byte in part {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      numbers.append(number)
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Year, month and day.
  public var civil: (year: Int, month: Int, day: Int) {
    CivilCalendar.civil(dayNumber: Int(dayNumber))
  }

  /// The date as `YYYY-MM-DD`.
  public var text: String {
    let (year, month, day) = civil
    return "\(year)-\(CivilCalendar.twoDigits(month))-\(CivilCalendar.twoDigits(day))"
  }

  /// Orders dates in time.
  public static func < (left: EffectiveDate, right: EffectiveDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}
