// An amount as somebody filed it: where it stands, what row it is said to be, and its figure.

/// An amount cell of a filed table.
public struct FiledFigure: Hashable, Sendable {
  /// Where it stands, such as `公开01!C9`.
  public let place: String
  /// The cell that it is by the numbers beside and above it, or by its name.
  public let address: CellAddress
  /// The words of its row; `nil` where nothing is said about them.
  public let label: String?
  /// What stands there.
  public let value: Value

  /// What an amount cell holds.
  public enum Value: Hashable, Sendable {
    /// Nothing, or a dash.
    case blank
    /// A number, with what it comes to in fen when it is read in either unit of money.
    case number(String, inYuan: Int64, inTenThousandYuan: Int64)
    /// Something that is no number.
    case words(String)
    /// A formula without a value.
    case notComputed

    /// The amount in fen when it is read in `money`; nothing is zero.
    public func fen(in money: MoneyUnit) -> Int64? {
      switch self {
      case .blank: 0
      case .number(_, let yuan, let tenThousand): money == .yuan ? yuan : tenThousand
      case .words, .notComputed: nil
      }
    }

    /// What stands there.
    public var text: String {
      switch self {
      case .blank, .notComputed: ""
      case .number(let text, _, _), .words(let text): text
      }
    }
  }

  /// A figure made of its parts.
  public init(place: String, address: CellAddress, label: String?, value: Value) {
    self.place = place
    self.address = address
    self.label = label
    self.value = value
  }
}

/// A filed table.
public struct FiledTable: Hashable, Sendable {
  /// What the tab of its sheet says.
  public let sheet: String
  /// The unit of money that it names; `nil` where it names none.
  public let money: MoneyUnit?
  /// Its amounts.
  public let figures: [FiledFigure]

  /// A table made of its parts.
  public init(sheet: String, money: MoneyUnit?, figures: [FiledFigure]) {
    self.sheet = sheet
    self.money = money
    self.figures = figures
  }
}
