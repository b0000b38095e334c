// The thresholds of the audit tests: settings of the policy, because every office has its own.

/// A number that an audit test compares with; set by policy, for one year or for all.
///
/// Thresholds refuse nothing and change no figure: they say what is told as a finding.
public enum FindingThreshold: String, CaseIterable, Hashable, Sendable {
  /// The amount in yuan from which on a payment needs another procedure (采购限额、审批限额); 0 where
  /// there is none, and then no payments are looked at as the parts of one.
  case splitLimit = "finding-split-limit"
  /// How many days an entry may count before entries that were recorded earlier.
  case backdatedDays = "finding-backdated-days"
  /// The share of payments of whole 10,000 yuan, in percent, beyond which it is told.
  case roundShare = "finding-round-share"
  /// The share of December in the spending of a year, in percent, beyond which it is told.
  case decemberShare = "finding-december-share"
  /// The mean absolute deviation of first digits from Benford's law beyond which it is told, in
  /// millionths. Nigrini (2012) calls 0.015 and more nonconformity.
  case digitDeviation = "finding-digit-deviation"
  /// How many years after its own year money may be carried over (财预〔2016〕18号: 连续两年).
  case idleYears = "finding-idle-years"
  /// How many days after a refusal the same amount is taken for a way around it.
  case bypassDays = "finding-bypass-days"

  /// The value where no policy sets another.
  public var defaultValue: Int64 {
    switch self {
    case .splitLimit: 0
    case .backdatedDays: 31
    case .roundShare: 25
    case .decemberShare: 30
    case .digitDeviation: 15_000
    case .idleYears: 2
    case .bypassDays: 30
    }
  }

  /// The largest value it can have.
  public var maximum: Int64 {
    switch self {
    case .splitLimit: 9_999_999_999
    case .backdatedDays, .bypassDays: 3_660
    case .roundShare, .decemberShare: 100
    case .digitDeviation: 1_000_000
    case .idleYears: 99
    }
  }

  /// The value written in `text` without a sign or leading zeros, or `nil` when it is none.
  func value(_ text: String) -> Int64? {
    guard (1...10).contains(text.utf8.count), text == "0" || text.utf8.first != 0x30,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text),
      number <= maximum
    else { return nil }
    return number
  }
}

/// The hours of the office on working days, in Beijing time; what is recorded outside is told.
public struct OfficeHours: Hashable, Sendable {
  /// The hour at which the office opens, from 0.
  public let opening: Int
  /// The hour at which it closes; larger than ``opening``, at most 24.
  public let closing: Int

  /// The hours as text, such as `08-18`.
  public var text: String {
    "\(CivilCalendar.twoDigits(opening))-\(CivilCalendar.twoDigits(closing))"
  }

  /// The hours written as `08-18`, or `nil` when that is not what `text` says.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let opening = Int(parts[0]), let closing = Int(parts[1]), opening < closing, closing <= 24
    else { return nil }
    self.opening = opening
    self.closing = closing
  }

  /// Whether `time` lies on Monday to Friday and within the hours. Public holidays and the weekends
  /// worked in their place change every year and are not known.
  public func contains(_ time: RecordedTime) -> Bool {
    // 1970-01-01 was a Thursday; 0 is Monday.
    let weekday = ((Int(time.beijingDate.dayNumber) + 3) % 7 + 7) % 7
    guard weekday < 5, let hour = Int(time.beijingText.dropFirst(11).prefix(2)) else {
      return false
    }
    return (opening..<closing).contains(hour)
  }
}
