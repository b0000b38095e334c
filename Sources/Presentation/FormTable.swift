// An official table as it is printed: header with spans, rows, title, footnote and evidence.

public import BudgetDomain
public import Statements

/// What a renderer prints for a statement: only texts and their places, nothing left to decide.
///
/// It differs from ``PlainTable``, which has one header line and no official surroundings.
public struct FormTable: Hashable, Sendable {
  /// 公开01表.
  public let number: String
  /// 收入支出决算总表.
  public let title: String
  /// `部门：` and the name of the unit.
  public let unitLine: String
  /// `金额单位：` and the unit of money.
  public let moneyLine: String
  /// How many levels the header has.
  public let headerLevels: Int
  /// The cells of the header; they cover all columns of all levels.
  public let header: [Form.HeaderCell]
  /// The columns from left to right.
  public let columns: [Form.Column]
  /// The 栏次 row as it is printed below the header, or `nil`.
  public let columnNumbers: [String]?
  /// The rows from top to bottom, one cell for each column.
  public let rows: [[Cell]]
  /// 注：….
  public let footnote: String
  /// What stands in place of figures in an empty table (空表说明), or `nil`.
  public let emptySentence: String?
  /// What a reader of certain cells must know.
  public let notes: [String]
  /// What it was made from and what the checks found, line by line.
  public let evidence: [String]

  /// One cell of the body.
  public struct Cell: Hashable, Sendable {
    /// What a cell holds.
    public enum Kind: Hashable, Sendable {
      /// Words.
      case label
      /// 行次 or a code.
      case line
      /// An amount, or nothing in a column of amounts.
      case amount
    }

    /// What it prints, with thousands separators.
    public let text: String
    /// The same as a plain number where it is an amount.
    public let plainText: String
    /// What it holds.
    public let kind: Kind
    /// How many levels it is indented; a level is two blanks.
    public let indent: Int
    /// The address, where it is an amount.
    public let address: CellAddress?
    /// How many columns it covers; 0 where it is one cell with the one to its left.
    public let span: Int
  }

  /// The table of `statement`, made from the log as of `asOf`; the official words stay Chinese,
  /// notes and evidence speak `language`.
  public init(_ statement: Statement, asOf: AsOf, language: Language) {
    let form = statement.form
    number = form.number
    title = form.title
    unitLine = form.unitLabel + statement.unit
    moneyLine = form.moneyLabel + statement.money.word
    headerLevels = (form.header.map { $0.level + $0.rows }).max() ?? 0
    header = form.header
    columns = form.columns
    columnNumbers = form.columnNumberLabel.map { label in
      form.columns.map { column in
        switch column {
        case .label: label
        case .line: ""
        case .amount(let number): String(number)
        }
      }
    }
    rows = statement.rows.map { row in
      row.indices.map { index in
        let merged = row[(index + 1)...].prefix { $0 == .merged }.count
        return Self.cell(row[index], in: form.columns[index], of: statement, span: 1 + merged)
      }
    }
    footnote = form.footnote
    emptySentence = statement.emptySentence
    notes = form.notes.map { note in
      let addresses = note.cells.map(\.text).joined(separator: language == .chinese ? "、" : ", ")
      return language == .chinese
        ? "\(addresses)：\(note.text.chinese)" : "\(addresses): \(note.text.english)"
    }
    evidence = Self.evidence(of: statement, asOf, language)
  }

  private static func cell(
    _ printed: Form.PrintedCell, in column: Form.Column, of statement: Statement, span: Int
  ) -> Cell {
    let kind: Cell.Kind =
      switch column {
      case .label: .label
      case .line: .line
      case .amount: .amount
      }
    func words(_ text: String, indent: Int = 0, span: Int = 1) -> Cell {
      Cell(text: text, plainText: text, kind: kind, indent: indent, address: nil, span: span)
    }
    switch printed {
    case .blank: return words("", span: span)
    case .merged: return words("", span: 0)
    case .text(let text):
      let trimmed = String(text.drop { $0 == " " })
      return words(trimmed, indent: (text.count - trimmed.count) / 2, span: span)
    case .amount(let address):
      guard let cell = statement.cell(at: address) else {
        preconditionFailure("a statement has a cell for every amount of its form")
      }
      return Cell(
        text: statement.text(of: cell), plainText: statement.text(of: cell, grouped: false),
        kind: kind, indent: 0, address: address, span: span)
    }
  }
}
