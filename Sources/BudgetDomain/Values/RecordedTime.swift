// The moment at which the ledger learnt a fact, in UTC.

/// The moment at which a fact was recorded: microseconds since 1970-01-01T00:00:00Z.
///
/// It belongs to the envelope and never decreases along the log. It differs from ``EffectiveDate``,
/// which says for when the fact counts.
public struct RecordedTime: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// The moment `microseconds` after 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The moment as RFC 3339 text in UTC with microseconds, such as `2026-11-21T05:57:09.123456Z`.
  public var text: String {
    let (day, rest) = split
    let seconds = rest / 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map {
      CivilCalendar.twoDigits(Int($0))
    }
    let fraction = String(rest % 1_000_000 + 1_000_000).dropFirst()
    return "\(EffectiveDate(dayNumber: day).text)T\(clock.joined(separator: ":")).\(fraction)Z"
  }

  /// The calendar day in Beijing time (UTC+8, the one legal time of the country), for filters such
  /// as “recorded since”: the same day on every machine.
  public var beijingDate: EffectiveDate {
    let shifted = RecordedTime(microseconds: microseconds + Self.beijingOffset)
    return EffectiveDate(dayNumber: shifted.split.day)
  }

  /// The moment in Beijing time to the second, such as `2026-11-21 13:57:09`, for people.
  public var beijingText: String {
    let shifted = RecordedTime(microseconds: microseconds + Self.beijingOffset).text
    return shifted.prefix(10) + " " + shifted.dropFirst(11).prefix(8)
  }

  /// The last microsecond of `day` in Beijing time.
  public static func end(ofBeijingDay day: EffectiveDate) -> RecordedTime {
    RecordedTime(microseconds: (Int64(day.dayNumber) + 1) * microsecondsPerDay - beijingOffset - 1)
  }

  private static let microsecondsPerDay: Int64 = 86_400_000_000
  private static let beijingOffset: Int64 = 8 * 3_600_000_000

  private var split: (day: Int32, rest: Int64) {
    let perDay = Self.microsecondsPerDay
    let rest = ((microseconds % perDay) + perDay) % perDay
    return (Int32((microseconds - rest) / perDay), rest)
  }

  /// Orders moments in time.
  public static func < (left: RecordedTime, right: RecordedTime) -> Bool {
    left.microseconds < right.microseconds
  }
}
