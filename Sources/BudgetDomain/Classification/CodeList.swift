// A yearly list of official codes: which code means what, and in which years it is valid.

/// One meaning of one code: its name and the years in which the pair is valid.
public struct CodeEntry: Hashable, Sendable {
  /// Three, five or seven digits (function) or three or five digits (economic).
  public let code: UInt32
  /// The official name.
  public let name: String
  /// First year of validity, or `nil` when that year is not known. The built-in lists begin in
  /// 2018, where it means “in force in 2018 or earlier”.
  public let validFromYear: Int?
  /// Last year of validity, or `nil` when the code is still in force or the year is not known.
  public let validToYear: Int?

  /// An entry made of its parts.
  public init(code: UInt32, name: String, validFromYear: Int?, validToYear: Int?) {
    self.code = code
    self.name = name
    self.validFromYear = validFromYear
    self.validToYear = validToYear
  }

  /// Whether the code carries this name in `year`.
  public func isValid(in year: FiscalYear) -> Bool {
    let begins = validFromYear.map { $0 <= CodeList.earliestKnownYear ? Int.min : $0 } ?? Int.min
    return begins <= year.number && year.number <= (validToYear ?? Int.max)
  }
}

/// Which of the two code systems a list belongs to.
public enum CodeSystem: UInt8, CaseIterable, Hashable, Sendable {
  /// 支出功能分类.
  case function = 1
  /// 部门预算支出经济分类.
  case economic

  /// The word used in the log and on the command line.
  public var word: String { self == .function ? "function" : "economic" }

  /// The system named by `word`.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = match
  }
}

/// A list of codes with their names by year; one code may have several names over time.
public struct CodeList: Sendable {
  /// The first year the built-in lists describe; older years use the meaning of this one.
  public static let earliestKnownYear = 2018

  private var entries: [UInt32: [CodeEntry]] = [:]

  /// A list without codes.
  public init() {}

  /// How many codes the list knows.
  public var count: Int { entries.count }

  /// Adds a meaning. A later one with the same code and first year replaces the earlier.
  public mutating func add(_ entry: CodeEntry) {
    Self.add(entry, to: &entries[entry.code, default: []])
  }

  private static func add(_ entry: CodeEntry, to meanings: inout [CodeEntry]) {
    meanings.removeAll { $0.validFromYear == entry.validFromYear }
    meanings.append(entry)
  }

  /// Makes room for so many codes.
  mutating func reserve(_ codeCount: Int) {
    entries.reserveCapacity(codeCount)
  }

  /// Drops every meaning of `code`, so that a ledger's own list can take its place.
  public mutating func removeAll(of code: UInt32) {
    entries[code] = nil
  }

  /// All meanings of `code` in the order they were added; empty when the code is unknown.
  public func meanings(of code: UInt32) -> [CodeEntry] { entries[code] ?? [] }

  /// The meaning of `code` in `year`, or `nil` when it is unknown or not valid then.
  public func entry(for code: UInt32, in year: FiscalYear) -> CodeEntry? {
    entries[code]?.last { $0.isValid(in: year) }
  }

  /// The name of `code` in `year`; where it is not valid then, its last known name, so that a
  /// table of an odd year still says what the money was for. `nil` when the code is unknown.
  public func name(of code: UInt32, in year: FiscalYear) -> String? {
    (entry(for: code, in: year) ?? entries[code]?.last)?.name
  }

  /// All meanings in code order, for printing.
  ///
  /// - Complexity: O(n log n).
  public var sortedEntries: [CodeEntry] {
    entries.values.flatMap { $0 }.sorted {
      ($0.code, $0.validFromYear ?? 0) < ($1.code, $1.validFromYear ?? 0)
    }
  }
}
