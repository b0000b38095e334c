// The days behind the numbers by which spreadsheets count them.

/// A calendar of spreadsheets: the days since a day in 1900 or, in old workbooks of a Macintosh, in
/// 1904.
public enum SheetCalendar: Hashable, Sendable {
  /// Day 1 is 1900-01-01, and there is a day 60 that never was, 1900-02-29.
  case from1900
  /// Day 0 is 1904-01-01.
  case from1904

  /// A day of the Gregorian calendar.
  public struct Day: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, from 1.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// The day as `2018-03-05`.
    public var text: String {
      func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
      }
      return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
  }

  /// The day on which the moment `number` lies, the time of day left aside; `nil` where it is no
  /// day of this calendar up to the year 9999.
  public func day(_ number: SheetNumber) -> Day? {
    guard !number.isNegative, let plain = number.plainText else { return nil }
    let whole = plain.prefix { $0 != "." }
    guard whole.utf8.count <= 7, let serial = Int(whole) else { return nil }
    switch self {
    case .from1900:
      guard (1...Self.serialMax).contains(serial), serial != 60 else { return nil }
      return Self.day(sinceEndOf1899: serial > 60 ? serial : serial + 1)
    case .from1904:
      let moved = serial + 1462
      guard moved <= Self.serialMax else { return nil }
      return Self.day(sinceEndOf1899: moved)
    }
  }

  /// The day that many days after 1899-12-30.
  private static func day(sinceEndOf1899 count: Int) -> Day {
    // Days since 0000-03-01, in eras of 400 years; the leap day is the last of its year.
    let days = count + 693_899
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return Day(year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// 9999-12-31.
  private static let serialMax = 2_958_465
}
