// A form of the final accounts as data: what is printed where, and how each amount is made.

public import BudgetDomain

/// A form (报表样式): one official table of one table set, read from a form file and valid as a whole.
///
/// A form is only the definition. Together with a position of the log it gives a ``Statement``.
/// Forms come from a ``FormLibrary``; none can be made that ``InvalidForm`` would refuse.
public struct Form: Hashable, Sendable {
  /// The name of the file it was read from, for messages.
  public let fileName: String
  /// The number used on the command line, such as `01`.
  public let code: String
  /// The name in sentences and JSON, such as `公开01`.
  public let name: String
  /// What is printed at the right of the title, such as `公开01表`; empty where nothing is.
  public let number: String
  /// 收入支出决算总表.
  public let title: String
  /// Which set of official tables it belongs to, such as `hunan-2018`.
  public internal(set) var tableSet: String
  /// All sets that use it; forms of several sets differ only in ``tableSet`` and ``years``.
  public let tableSets: [String]
  /// Counts changes of the form file from 1: the same log and the same edition give the same
  /// statement.
  public let edition: Int
  /// The years for which the form is known to be the official one.
  public internal(set) var years: ClosedRange<Int>
  /// The unit in which the form prints money.
  public let money: MoneyUnit
  /// How many decimals it prints.
  public let decimals: Int
  /// What stands before the name of the unit: `部门：`.
  public let unitLabel: String
  /// What stands before the unit of money: `金额单位：`.
  public let moneyLabel: String
  /// The header, level by level from top to bottom; its cells cover all columns of all levels.
  public let header: [HeaderCell]
  /// What stands before the numbers of the columns, such as `栏次`; `nil` prints no numbers.
  public let columnNumberLabel: String?
  /// The printed columns from left to right.
  public let columns: [Column]
  /// The rows from top to bottom.
  public let rows: [Row]
  /// The amounts of the form: tables side by side one after another, each row by row. A cell of a
  /// repeated row stands here once, in the row `@row`.
  public let cells: [Cell]
  /// 审核公式 inside the form.
  public let checks: [Check]
  /// 注：….
  public let footnote: String
  /// What is printed when the year has nothing to show (空表说明); `nil` where zeros are printed.
  public let emptyForm: EmptyForm?
  /// What a reader of certain cells must know.
  public let notes: [Note]
  /// What is not known for certain about the form, with its place; `""` is the form as a whole.
  public let uncertainties: [Uncertainty]

  /// One cell of the header.
  public struct HeaderCell: Hashable, Sendable {
    /// What is printed.
    public let text: String
    /// Its level, counted from 0 at the top.
    public let level: Int
    /// Its first column, counted from 0 at the left.
    public let column: Int
    /// How many columns it covers.
    public let span: Int
    /// How many levels it covers.
    public let rows: Int
  }

  /// What a column holds.
  public enum Column: Hashable, Sendable {
    /// Words: 项目, 科目名称.
    case label
    /// What rows are addressed by: 行次 or a code.
    case line
    /// Amounts, with 栏次.
    case amount(number: Int)
  }

  /// A row of the form.
  public struct Row: Hashable, Sendable {
    /// For which codes it is repeated; `nil` prints it once.
    public let repetition: Repetition?
    /// Its cells, one for each printed column.
    public let cells: [RowCell]
  }

  /// A row printed once for each function code that occurs, in the order of codes.
  public struct Repetition: Hashable, Sendable {
    /// Which levels get rows, as numbers of digits: 3 类, 5 款, 7 项.
    public let levels: [Int]
    /// Codes with at least so many digits have their words indented; `nil` indents none.
    public let indentedFrom: Int?
  }

  /// What a row says about one column.
  public enum RowCell: Hashable, Sendable {
    /// Nothing.
    case blank
    /// One cell with the one to its left.
    case merged
    /// These words.
    case text(Label)
    /// An amount, made in the way of this cell.
    case amount(Cell)
  }

  /// What a statement prints in one column of a row.
  public enum PrintedCell: Hashable, Sendable {
    /// Nothing.
    case blank
    /// One cell with the one to its left.
    case merged
    /// These words.
    case text(String)
    /// The amount of the cell with this address.
    case amount(CellAddress)
  }

  /// An amount of the form and how it is made.
  public struct Cell: Hashable, Sendable {
    /// Where it is printed.
    public let address: CellAddress
    /// The words to its left, without indentation.
    public let label: Label
    /// How it is made.
    public let expression: Expression
    /// Which of the tables side by side it stands in, counted from 0.
    let block: Int
  }

  /// How a form without anything to show is printed: amounts blank, and the sentence that the law
  /// asks for in place of them (地方预决算公开操作规程).
  public struct EmptyForm: Hashable, Sendable {
    /// The sentence below the table.
    public let sentence: String
    /// How many blank rows follow the others.
    public let blankRows: Int
  }

  /// A remark on cells that print something a reader may misunderstand.
  public struct Note: Hashable, Sendable {
    /// The cells it is about.
    public let cells: [CellAddress]
    /// The remark.
    public let text: Phrase
  }

  /// Something about the official form that is not known for certain.
  public struct Uncertainty: Hashable, Sendable {
    /// The row it is about, as a reader sees it; empty for the form as a whole.
    public let place: String
    /// What is uncertain.
    public let text: String
  }

  /// The cell with this address, or `nil`; cells of repeated rows have the row `@row`.
  ///
  /// - Complexity: O(n) in the cells of the form.
  public func cell(at address: CellAddress) -> Cell? { cells.first { $0.address == address } }

  /// Whether rows depend on what was recorded.
  var hasRepeatedRows: Bool { rows.contains { $0.repetition != nil } }
}
