// The two clocks of a question: as of which position, and through which effective date.

public import BudgetDomain

/// Up to where a question looks: “as of” is what we knew, “through” is what counts.
public struct Moment: Hashable, Sendable {
  /// Only events at positions below this one; `nil` looks at all.
  public var endPosition: UInt64?
  /// Only facts that count on this date or before; `nil` looks at all.
  public var throughDate: EffectiveDate?

  /// A moment; without arguments everything known now.
  public init(endPosition: UInt64? = nil, throughDate: EffectiveDate? = nil) {
    self.endPosition = endPosition
    self.throughDate = throughDate
  }
}
