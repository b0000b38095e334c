// A text about the final accounts of a year, every figure of it with its formula and events.

public import BudgetDomain

/// 部门决算情况说明 of one year as of one moment: sentences whose every figure was computed.
public struct Narrative: Hashable, Sendable {
  /// The heading of the whole.
  public let title: String
  /// 预算单位名称.
  public let unit: String
  /// The year.
  public let year: FiscalYear
  /// Which template it was written by, and which edition of it.
  public let template: String
  /// Counts changes of the template from 1.
  public let edition: Int
  /// The table set of the cells that it names.
  public let tableSet: String
  /// The sections from top to bottom.
  public let sections: [Section]
  /// Every figure in the text, in order; sentences name them by number.
  public let figures: [Figure]

  /// A heading and what stands below it.
  public struct Section: Hashable, Sendable {
    /// 1 for 一、, 2 for （一）.
    public let level: Int
    /// The heading.
    public let heading: String
    /// The paragraphs.
    public let paragraphs: [[Piece]]
  }

  /// A piece of a paragraph.
  public enum Piece: Hashable, Sendable {
    /// Words.
    case text(String)
    /// The figure with this number in ``Narrative/figures``.
    case figure(Int)
  }

  /// What a figure is.
  public enum Value: Hashable, Sendable {
    /// An amount in fen.
    case money(Int64)
    /// People, vehicles, batches.
    case count(Int64)
    /// A percentage.
    case percentage(Percentage)
    /// A percentage of nothing.
    case noBase
    /// Something the ledger does not know.
    case unknown
  }

  /// One figure with where it comes from.
  public struct Figure: Hashable, Sendable {
    /// Its name in the template, where it has one.
    public let name: String?
    /// Its formula.
    public let formula: String
    /// Its exact value.
    public let value: Value
    /// What is printed.
    public let text: String
    /// The amounts it was made of.
    public let operands: [Operand]
  }

  /// An amount that a figure was made of.
  public struct Operand: Hashable, Sendable {
    /// The formula of the amount.
    public let formula: String
    /// The form and the cell, where it is one: `juesuan explain FORM CELL` explains it further.
    public var cell: (form: String, address: String)? {
      form.map { ($0, address) }
    }
    /// Its value: fen, or a count where it is a reported figure that is no money.
    public let value: Int64
    /// Positions of the events behind it.
    public let events: [UInt64]
    let form: String?
    let address: String
  }

  /// The words of a paragraph with its figures filled in.
  public func text(of paragraph: [Piece]) -> String {
    paragraph.map { piece in
      switch piece {
      case .text(let text): text
      case .figure(let number): figures[number].text
      }
    }.joined()
  }
}
