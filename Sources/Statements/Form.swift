// A form of the final accounts as data: what is printed where, and how each amount is made.

public import BudgetDomain

/// A form (报表样式): one official table of one table set, read from a form file and valid as a whole.
///
/// A form is only the definition. Together with a position of the log it gives a ``Statement``.
/// Forms come from a ``FormLibrary``; none can be made that ``InvalidForm`` would refuse.
public struct Form: Hashable, Sendable {
  /// The number used on the command line, such as `01`.
  public let code: String
  /// The name in sentences and JSON, such as `公开01`.
  public let name: String
  /// What is printed at the right of the title, such as `公开01表`.
  public let number: String
  /// 收入支出决算总表.
  public let title: String
  /// Which set of official tables it belongs to, such as `hunan-2018`.
  public let tableSet: String
  /// Counts changes of the form file from 1: the same log and the same edition give the same
  /// statement.
  public let edition: Int
  /// The years for which the form is known to be the official one.
  public let years: ClosedRange<Int>
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
  /// The columns from left to right.
  public let columns: [Column]
  /// The rows from top to bottom, one cell for each column.
  public let rows: [[PrintedCell]]
  /// The amounts of the form: tables side by side one after another, each row by row.
  public let cells: [Cell]
  /// 审核公式 inside the form.
  public let checks: [Check]
  /// 注：….
  public let footnote: String
  /// What a reader of certain cells must know.
  public let notes: [Note]
  /// Indices of ``cells`` such that every cell comes after those its formula refers to.
  let evaluationOrder: [Int]

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

  /// What a row prints in one column.
  public enum PrintedCell: Hashable, Sendable {
    /// Nothing.
    case blank
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
    public let label: String
    /// How it is made.
    public let expression: Expression
  }

  /// 审核公式: two sides that must be equal to the fen.
  public struct Check: Hashable, Sendable {
    /// What a failure means.
    public enum Severity: String, CaseIterable, Hashable, Sendable {
      /// The books or the form are wrong.
      case error
      /// Someone should look.
      case warning
    }

    /// The name of the check, such as `C01-1`.
    public let id: String
    /// What a failure means.
    public let severity: Severity
    /// One side.
    public let left: Expression
    /// The other.
    public let right: Expression
    /// What must hold, in words.
    public let text: Phrase
  }

  /// A remark on cells that print something a reader may misunderstand.
  public struct Note: Hashable, Sendable {
    /// The cells it is about.
    public let cells: [CellAddress]
    /// The remark.
    public let text: Phrase
  }

  /// The cell with this address, or `nil`.
  ///
  /// - Complexity: O(n) in the cells of the form.
  public func cell(at address: CellAddress) -> Cell? { cells.first { $0.address == address } }
}
