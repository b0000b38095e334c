// The control policy of a ledger, set by events and valid for one year or for all.

/// How fine the control of spending is.
public enum ControlLevel: String, CaseIterable, Hashable, Sendable {
  /// By budget line.
  case line
  /// By budget line and economic code: budgets that name a code bind to it.
  case lineAndEconomic = "line-economic"
}

/// What happens when a control rule is broken.
public enum ShortfallPolicy: String, CaseIterable, Hashable, Sendable {
  /// Nothing is recorded.
  case refuse
  /// It is recorded where somebody allows it by name and with a reason.
  case recordWithOverride = "record-with-override"
}

/// Whether the three public items (三公经费) have ceilings.
public enum CeilingPolicy: String, CaseIterable, Hashable, Sendable {
  /// They have none.
  case none
  /// Their 年初预算 by economic code is the ceiling.
  case appropriation
}

/// When 财政拨款收入 is recognised.
public enum IncomeRecognition: String, CaseIterable, Hashable, Sendable {
  /// When the money is allotted (额度到账): income is recorded as such.
  case allotment
  /// When it is paid out (集中支付): each payment brings the income it needs with it.
  case payment
}

/// One setting of the control policy.
public enum PolicySetting: Hashable, Sendable {
  /// How fine control is.
  case controlLevel(ControlLevel)
  /// What a broken control rule leads to.
  case shortfall(ShortfallPolicy)
  /// Ceilings of 三公经费.
  case ceilings(CeilingPolicy)
  /// When 财政拨款收入 is recognised.
  case incomeRecognition(IncomeRecognition)
  /// Types of event that need a second person; empty for none.
  case fourEyes([EventType])
  /// The table set with which the statements of the year are made.
  case tableSet(String)
  /// With what an audit test compares.
  case threshold(FindingThreshold, Int64)
  /// When the office is open; `nil` where recording is not looked at by the hour.
  case officeHours(OfficeHours?)
  /// Words in memos whose budget and spending are compared (专项用途); empty for none.
  case purposes([String])

  /// The keys of all settings, as written on the command line and in the log.
  public static let keys =
    [
      "control-level", "shortfall", "ceilings", "income-recognition", "four-eyes", "table-set",
    ] + FindingThreshold.allCases.map(\.rawValue) + [officeHoursKey, purposesKey]

  private static let officeHoursKey = "finding-office-hours"
  private static let purposesKey = "finding-purposes"
  private static let none = "none"

  /// The key of this setting.
  public var key: String {
    switch self {
    case .controlLevel: "control-level"
    case .shortfall: "shortfall"
    case .ceilings: "ceilings"
    case .incomeRecognition: "income-recognition"
    case .fourEyes: "four-eyes"
    case .tableSet: "table-set"
    case .threshold(let threshold, _): threshold.rawValue
    case .officeHours: Self.officeHoursKey
    case .purposes: Self.purposesKey
    }
  }

  /// The value of this setting as text.
  public var value: String {
    switch self {
    case .controlLevel(let level): level.rawValue
    case .shortfall(let policy): policy.rawValue
    case .ceilings(let policy): policy.rawValue
    case .incomeRecognition(let recognition): recognition.rawValue
    case .fourEyes(let types):
      types.isEmpty ? "none" : types.map(\.word).joined(separator: ",")
    case .tableSet(let name): name
    case .threshold(_, let value): String(value)
    case .officeHours(let hours): hours?.text ?? Self.none
    case .purposes(let words): words.isEmpty ? Self.none : words.joined(separator: ",")
    }
  }

  /// The values a key can have, for messages and help.
  public static func values(of key: String) -> [String] {
    switch key {
    case "control-level": ControlLevel.allCases.map(\.rawValue)
    case "shortfall": ShortfallPolicy.allCases.map(\.rawValue)
    case "ceilings": CeilingPolicy.allCases.map(\.rawValue)
    case "income-recognition": IncomeRecognition.allCases.map(\.rawValue)
    case "four-eyes": ["none"] + EventType.fourEyesChoices.map(\.word)
    case officeHoursKey: [none, "08-18"]
    case purposesKey: [none, "大厅,接待"]
    default:
      FindingThreshold(rawValue: key).map { ["0…\($0.maximum)", "\($0.defaultValue)"] } ?? []
    }
  }

  /// The setting written as key and value, or `nil` when either is none.
  public init?(key: String, value: String) {
    let setting: PolicySetting? =
      switch key {
      case "control-level": ControlLevel(rawValue: value).map { .controlLevel($0) }
      case "shortfall": ShortfallPolicy(rawValue: value).map { .shortfall($0) }
      case "ceilings": CeilingPolicy(rawValue: value).map { .ceilings($0) }
      case "income-recognition": IncomeRecognition(rawValue: value).map { .incomeRecognition($0) }
      case "four-eyes": Self.fourEyes(value)
      case "table-set": Self.namedTableSet(value)
      case Self.officeHoursKey:
        value == Self.none
          ? .officeHours(nil) : OfficeHours(text: value).map { .officeHours($0) }
      case Self.purposesKey: Self.purposes(value)
      default:
        FindingThreshold(rawValue: key).flatMap { threshold in
          threshold.value(value).map { .threshold(threshold, $0) }
        }
      }
    guard let setting else { return nil }
    self = setting
  }

  private static func namedTableSet(_ value: String) -> PolicySetting? {
    let isName =
      (1...64).contains(value.utf8.count)
      && value.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
    return isName ? .tableSet(value) : nil
  }

  /// Distinct words of at most 64 bytes, ten at most, without blanks or control characters.
  private static func purposes(_ value: String) -> PolicySetting? {
    guard value != none else { return .purposes([]) }
    let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let areWords = words.allSatisfy { word in
      (1...64).contains(word.utf8.count) && word != none
        && word.unicodeScalars.allSatisfy {
          $0.value > 0x20 && !(0x7F...0x9F).contains($0.value)
        }
    }
    guard areWords, words.count <= 10, Set(words).count == words.count else { return nil }
    return .purposes(words)
  }

  private static func fourEyes(_ value: String) -> PolicySetting? {
    guard value != "none" else { return .fourEyes([]) }
    var types: Set<EventType> = []
    for word in value.split(separator: ",", omittingEmptySubsequences: false) {
      guard let type = EventType(word: word), EventType.fourEyesChoices.contains(type),
        types.insert(type).inserted
      else { return nil }
    }
    return .fourEyes(types.sorted { $0.rawValue < $1.rawValue })
  }
}

/// A setting with the year it is for; `nil` for every year that has no setting of its own.
public struct PolicyChange: Hashable, Sendable {
  /// What is set.
  public let setting: PolicySetting
  /// The year, or `nil` for all.
  public let year: FiscalYear?

  /// A change made of its parts.
  public init(setting: PolicySetting, year: FiscalYear?) {
    self.setting = setting
    self.year = year
  }
}

/// The policy in force for one year.
public struct Policy: Hashable, Sendable {
  /// How fine control is.
  public var controlLevel = ControlLevel.line
  /// What a broken control rule leads to.
  public var shortfall = ShortfallPolicy.refuse
  /// Ceilings of 三公经费.
  public var ceilings = CeilingPolicy.none
  /// When 财政拨款收入 is recognised.
  public var incomeRecognition = IncomeRecognition.allotment
  /// Types of event that need a second person.
  public var fourEyes: [EventType] = []
  /// The table set of the statements; `nil` for that of the ledger.
  public var tableSet: String?
  /// With what audit tests compare, where it is not ``FindingThreshold/defaultValue``.
  public var thresholds: [FindingThreshold: Int64] = [:]
  /// When the office is open; `nil` where recording is not looked at by the hour.
  public var officeHours: OfficeHours?
  /// Words in memos whose budget and spending are compared.
  public var purposes: [String] = []

  /// The policy of a ledger that set none.
  public init() {}

  mutating func apply(_ setting: PolicySetting) {
    switch setting {
    case .controlLevel(let level): controlLevel = level
    case .shortfall(let policy): shortfall = policy
    case .ceilings(let policy): ceilings = policy
    case .incomeRecognition(let recognition): incomeRecognition = recognition
    case .fourEyes(let types): fourEyes = types
    case .tableSet(let name): tableSet = name
    case .threshold(let threshold, let value): thresholds[threshold] = value
    case .officeHours(let hours): officeHours = hours
    case .purposes(let words): purposes = words
    }
  }

  /// With what the audit test compares.
  public func value(of threshold: FindingThreshold) -> Int64 {
    thresholds[threshold] ?? threshold.defaultValue
  }
}
