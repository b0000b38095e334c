// A worksheet as a value: cells, sizes, merged cells, and how it is printed.

/// One sheet of a workbook.
public struct Worksheet: Hashable, Sendable {
  /// What its tab says; see ``isValidName(_:)``.
  public var name: String
  /// Its cells; places without an entry are empty.
  public var cells: [CellPlace: SheetCell] = [:]
  /// Widths and styles of columns, counted from 1.
  public var columns: [Int: SheetColumn] = [:]
  /// Heights of rows in points, counted from 1; others fit what they hold.
  public var rowHeightsInPoints: [Int: Int] = [:]
  /// Cells that are one; only the one at the top left may hold anything.
  public var mergedRanges: [CellRange] = []
  /// The first cell that scrolls: rows above and columns left of it stand still; `nil` for none.
  public var frozenUntil: CellPlace?
  /// What may be typed into cells.
  public var validations: [ListValidation] = []
  /// How it is printed.
  public var page = PageSetup()
  /// What is printed of it; `nil` for all of it.
  public var printArea: CellRange?
  /// The rows that are repeated at the top of every page.
  public var printedTitleRows: ClosedRange<Int>?
  /// Cells that hold digits as texts on purpose, such as codes: programs do not mark them as slips.
  public var digitTextRanges: [CellRange] = []
  /// Whether the program shows lines between cells that have no border.
  public var showsGridlines = true

  /// An empty sheet.
  public init(name: String) {
    self.name = name
  }

  /// The cell in `row` and `column`, both counted from 1.
  public subscript(row: Int, column: Int) -> SheetCell? {
    get { cells[CellPlace(row: row, column: column)] }
    set { cells[CellPlace(row: row, column: column)] = newValue }
  }

  /// Makes one cell of `range`, holding `cell`; its borders are those of the whole.
  public mutating func merge(_ range: CellRange, _ cell: SheetCell) {
    for row in range.first.row...range.last.row {
      for column in range.first.column...range.last.column {
        self[row, column] = SheetCell(.blank, style: cell.style)
      }
    }
    cells[range.first] = cell
    if range.first != range.last { mergedRanges.append(range) }
  }

  /// Whether office programs take `name` for a sheet: 1 to 31 characters, none of `[]:*?/\`, no
  /// control characters, no apostrophe at either end, and not `History`, which Excel keeps for
  /// itself.
  public static func isValidName(_ name: String) -> Bool {
    (1...31).contains(name.utf16.count)
      && !name.unicodeScalars.contains {
        "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 0x20 || !XMLCharacter.isAllowed($0)
      }
      && !name.hasPrefix("'") && !name.hasSuffix("'") && name.lowercased() != "history"
  }
}

/// A column of a worksheet.
public struct SheetColumn: Hashable, Sendable {
  /// Its width in tenths of a digit; a Chinese character is about two digits wide.
  public var widthInTenths: Int
  /// The style of cells that are not there yet.
  public var style: CellStyle?

  /// A column made of its parts.
  public init(widthInTenths: Int, style: CellStyle? = nil) {
    self.widthInTenths = widthInTenths
    self.style = style
  }
}

/// A list of what may be typed into cells.
public struct ListValidation: Hashable, Sendable {
  /// The cells it is for.
  public var ranges: [CellRange]
  /// What may be typed.
  public var choices: Choices
  /// The title of the message for anything else, at most 32 characters; empty for the program's.
  public var errorTitle: String
  /// The text of that message, at most 255 characters.
  public var errorText: String
  /// The title of the hint beside a chosen cell, at most 32 characters; empty for none.
  public var promptTitle: String
  /// The text of that hint, at most 255 characters; empty for none.
  public var promptText: String
  /// Whether anything else is refused; otherwise it is only warned of.
  public var refusesOthers: Bool

  /// What may be typed.
  public enum Choices: Hashable, Sendable {
    /// These words, without commas and quotation marks, in all at most 255 characters.
    case words([String])
    /// What stands in these cells of a sheet of the workbook.
    case cells(sheet: String, CellRange)
  }

  /// A list for `ranges`.
  public init(
    _ ranges: [CellRange], choices: Choices, errorTitle: String = "", errorText: String = "",
    promptTitle: String = "", promptText: String = "", refusesOthers: Bool = true
  ) {
    self.ranges = ranges
    self.choices = choices
    self.errorTitle = errorTitle
    self.errorText = errorText
    self.promptTitle = promptTitle
    self.promptText = promptText
    self.refusesOthers = refusesOthers
  }
}
