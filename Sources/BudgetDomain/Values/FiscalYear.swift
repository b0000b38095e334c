// The fiscal year (预算年度), which in China is the calendar year.

/// A fiscal year (预算年度): 1 January to 31 December (预算法 第18条).
public struct FiscalYear: Hashable, Comparable, Sendable {
  /// The years a ledger can hold; anything else is a slip of the finger.
  public static let range = 1950...2999

  /// The year as a number, such as 2018.
  public let number: Int

  /// The year `number`, or `nil` outside ``range``.
  public init?(_ number: Int) {
    guard Self.range.contains(number) else { return nil }
    self.number = number
  }

  /// The year written as four digits, or `nil`.
  public init?(text: some StringProtocol) {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text)
    else { return nil }
    self.init(number)
  }

  /// The year before, or `nil` at the beginning of ``range``.
  public var previous: FiscalYear? { FiscalYear(number - 1) }

  /// The following year, or `nil` at the end of ``range``.
  public var next: FiscalYear? { FiscalYear(number + 1) }

  /// Whether `date` lies in this year.
  public func contains(_ date: EffectiveDate) -> Bool { date.civil.year == number }

  /// Orders years in time.
  public static func < (left: FiscalYear, right: FiscalYear) -> Bool { left.number < right.number }
}
