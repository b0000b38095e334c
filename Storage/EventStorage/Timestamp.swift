// The time of a record: microseconds since 1970 in UTC, as a fixed text of 27 bytes.

/// Conversion between microseconds since 1970 (UTC) and `2026-11-21T05:57:09.123456Z` (RFC 3339).
///
/// There are no leap seconds and no zones in it: a Unix clock has neither.
enum Timestamp {
  static let byteCount = 27
  /// The last microsecond of the year 9999, the last that four digits can say.
  static let microsecondsMax: Int64 = 253_402_300_799_999_999
  private static let microsecondsPerDay: Int64 = 86_400_000_000
  /// A digit for each `0`; any other byte stands for itself.
  private static let pattern: StaticString = "0000-00-00T00:00:00.000000Z"

  /// The text of a time from 1970 to 9999.
  static func text(_ microseconds: Int64) -> [UInt8] {
    precondition((0...microsecondsMax).contains(microseconds), "The time is outside 1970...9999.")
    let (days, rest) = microseconds.quotientAndRemainder(dividingBy: microsecondsPerDay)
    let date = civilDate(daysSince1970: days)
    let seconds = rest / 1_000_000
    var text: [UInt8] = []
    text.reserveCapacity(byteCount)
    append(date.year, digits: 4, then: "-", to: &text)
    append(date.month, digits: 2, then: "-", to: &text)
    append(date.day, digits: 2, then: "T", to: &text)
    append(seconds / 3_600, digits: 2, then: ":", to: &text)
    append(seconds / 60 % 60, digits: 2, then: ":", to: &text)
    append(seconds % 60, digits: 2, then: ".", to: &text)
    append(rest % 1_000_000, digits: 6, then: "Z", to: &text)
    return text
  }

  /// The time that 27 bytes spell; `nil` if they do not, or name a day that does not exist.
  static func microseconds(_ text: UnsafeRawPointer) -> Int64? {
    for index in 0..<byteCount {
      let byte = text.load(fromByteOffset: index, as: UInt8.self)
      let expected = pattern.utf8Start[index]
      if expected == UInt8(ascii: "0") {
        guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      } else {
        guard byte == expected else { return nil }
      }
    }
    let year = number(text, 0, 4)
    let month = number(text, 5, 2)
    let day = number(text, 8, 2)
    let (hour, minute, second) = (number(text, 11, 2), number(text, 14, 2), number(text, 17, 2))
    guard year >= 1970, (1...12).contains(month), day >= 1, day <= dayCount(month, of: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    return seconds * 1_000_000 + number(text, 20, 6)
  }

  private static func number(_ text: UnsafeRawPointer, _ start: Int, _ count: Int) -> Int64 {
    var value: Int64 = 0
    for index in start..<(start + count) {
      let digit = text.load(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
      value = value * 10 + Int64(digit)
    }
    return value
  }

  private static func append(
    _ value: Int64, digits: Int, then separator: Unicode.Scalar, to text: inout [UInt8]
  ) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
    text.append(UInt8(ascii: separator))
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func dayCount(_ month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days before 1 January of `year`, counted from 1 January of the year 1.
  private static func daysBefore(_ year: Int64) -> Int64 {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400
  }

  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    var days = daysBefore(year) - daysBefore(1970) + day - 1
    for earlier in 1..<month { days += dayCount(earlier, of: year) }
    return days
  }

  private static func civilDate(
    daysSince1970 days: Int64
  ) -> (year: Int64, month: Int64, day: Int64) {
    // 365 days to the year can only guess too late a year, so the search goes down.
    var year = 1970 + days / 365
    while daysBefore(year) - daysBefore(1970) > days { year -= 1 }
    var day = days - (daysBefore(year) - daysBefore(1970))
    var month: Int64 = 1
    while day >= dayCount(month, of: year) {
      day -= dayCount(month, of: year)
      month += 1
    }
    return (year, month, day + 1)
  }
}
