// What a state may ask about the past beyond what it keeps in memory itself.

/// Recorded facts that a state looks up when a rule needs them, instead of holding them all.
///
/// A state without one holds everything that it has evolved; a state with one has evolved only the
/// events that are more than money (``Event/isOfMoneyAlone``), and asks for the others here. What
/// it answers is fixed when the state is given it; later events the state evolves itself.
public protocol PastRecords: Sendable {
  /// Every line that was ever moved.
  ///
  /// - Complexity: O(n) in the facts.
  var movedLines: [BudgetLine] { get }

  /// Calls `body` with each movement on `line` by an event of money alone, in order of position.
  ///
  /// - Complexity: O(n) in the facts at first, later O(m) in those of the line.
  func forEachMovement(on line: BudgetLine, _ body: (PastMovement) -> Void)

  /// Where the entry at `position` was taken back by an event of money alone, or `nil`.
  func reversal(of position: UInt64) -> UInt64?
}

/// A movement of the past on a line that is known.
public struct PastMovement: Hashable, Sendable {
  /// Position of its event.
  public let position: UInt64
  /// What it is.
  public let kind: EntryKind
  /// The economic code, where there is one.
  public let economic: EconomicCode?
  /// How much, signed, in fen.
  public let amountInFen: Int64

  /// A movement made of its parts.
  public init(position: UInt64, kind: EntryKind, economic: EconomicCode?, amountInFen: Int64) {
    self.position = position
    self.kind = kind
    self.economic = economic
    self.amountInFen = amountInFen
  }
}
