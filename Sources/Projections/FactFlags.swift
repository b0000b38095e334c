// Marks of an event that auditors ask for.

/// What is remarkable about an event.
public struct FactFlags: OptionSet, Hashable, Sendable {
  /// The marks as bits, stable because columns keep them.
  public let rawValue: UInt8

  /// Marks from their bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// It counts for a year that was reopened at the time.
  public static let duringReopening = FactFlags(rawValue: 1)
  /// It was recorded against a control rule that somebody let pass.
  public static let overridden = FactFlags(rawValue: 2)
  /// It is an attempt that a rule refused.
  public static let refused = FactFlags(rawValue: 4)
  /// Deciding needs more of it than the sums of its movements, so the record itself is read again
  /// when the state of the books is rebuilt.
  public static let procedural = FactFlags(rawValue: 8)
}
