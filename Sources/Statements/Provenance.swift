// Where a figure comes from: its formula with the value of every part, down to sums over facts.

public import Projections

/// A formula with its value and the value of each of its parts.
///
/// The operands, added and subtracted, are the value: explaining a figure is reading this, not
/// computing it again.
public struct Provenance: Hashable, Sendable {
  /// The formula.
  public let expression: Expression
  /// Its exact value.
  public let fen: Int64
  /// Its parts; none for the literal `0` and for codes that did not occur.
  public let operands: [Operand]

  /// One part of a formula.
  public struct Operand: Hashable, Sendable {
    /// What the part is.
    public indirect enum Source: Hashable, Sendable {
      /// The facts of the year that pass this filter.
      case facts(FactFilter)
      /// The facts of the year before that pass this filter.
      case factsOfPreviousYear(FactFilter)
      /// Another cell of the statement.
      case cell(CellAddress)
      /// A cell of another statement of the set, named by the number of its form.
      case cellOfForm(String, CellAddress)
      /// A part of the formula with parts of its own.
      case expression(Provenance)
    }

    /// Whether the part is taken away.
    public let isSubtracted: Bool
    /// What the part is.
    public let source: Source
    /// The value of the part, before it is taken away.
    public let fen: Int64
  }

  /// A formula whose value is the sum of its parts.
  init(_ expression: Expression, operands: [Operand]) {
    self.expression = expression
    self.operands = operands
    fen = operands.reduce(0) { $1.isSubtracted ? $0 - $1.fen : $0 + $1.fen }
  }
}

/// A sum over facts that a figure is made of.
public struct FactSum: Hashable, Sendable {
  /// Whether it is taken away.
  public let isSubtracted: Bool
  /// Which facts it sums.
  public let filter: FactFilter
  /// Its value, before it is taken away.
  public let fen: Int64
}
