// How a cell looks.

/// Font, border, fill, alignment and number format of a cell. Equal styles are written once.
public struct CellStyle: Hashable, Sendable {
  /// The font.
  public var font: CellFont
  /// The background as `RRGGBB`; `nil` for none.
  public var fillColor: ColorCode?
  /// Which sides have a thin line.
  public var borders: CellBorders
  /// Where the content stands from left to right.
  public var horizontal: HorizontalAlignment
  /// Where it stands from top to bottom.
  public var vertical: VerticalAlignment
  /// How many levels it is indented; one is about the width of one Chinese character.
  public var indent: Int
  /// Whether a long text goes on in the next line.
  public var wraps: Bool
  /// Whether a long text is made smaller until it fits.
  public var shrinksToFit: Bool
  /// How numbers are written.
  public var numberFormat: NumberFormat

  /// A style made of its parts.
  public init(
    font: CellFont = CellFont(), fillColor: ColorCode? = nil, borders: CellBorders = .none,
    horizontal: HorizontalAlignment = .general, vertical: VerticalAlignment = .center,
    indent: Int = 0, wraps: Bool = false, shrinksToFit: Bool = false,
    numberFormat: NumberFormat = .general
  ) {
    self.font = font
    self.fillColor = fillColor
    self.borders = borders
    self.horizontal = horizontal
    self.vertical = vertical
    self.indent = indent
    self.wraps = wraps
    self.shrinksToFit = shrinksToFit
    self.numberFormat = numberFormat
  }
}

/// A font by name; a program that lacks it takes one of the same kind.
public struct CellFont: Hashable, Sendable {
  /// The name, such as 宋体.
  public var name: String
  /// The size in points.
  public var sizeInPoints: Int
  /// Whether it is bold.
  public var isBold: Bool
  /// Its colour; `nil` for that of the program.
  public var color: ColorCode?

  /// The font of official tables: known to Excel and WPS in China, replaced by another Song
  /// elsewhere.
  public static let songName = "宋体"
  /// The font of their headings.
  public static let heiName = "黑体"

  /// A font made of its parts.
  public init(
    name: String = CellFont.songName, sizeInPoints: Int = 10, isBold: Bool = false,
    color: ColorCode? = nil
  ) {
    self.name = name
    self.sizeInPoints = sizeInPoints
    self.isBold = isBold
    self.color = color
  }
}

/// A colour of red, green and blue.
public struct ColorCode: Hashable, Sendable {
  /// Six hexadecimal digits.
  public let hexText: String

  /// The colour `0xRRGGBB`.
  ///
  /// - Precondition: it has no more than 24 bits.
  public init(_ value: UInt32) {
    precondition(value <= 0xFF_FFFF, "a colour has 24 bits")
    let digits = String(value, radix: 16, uppercase: true)
    hexText = String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}

/// The sides of a cell that have a thin line.
public struct CellBorders: OptionSet, Hashable, Sendable {
  /// The sides as bits.
  public let rawValue: UInt8

  /// The sides of these bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The left side.
  public static let left = CellBorders(rawValue: 1)
  /// The right side.
  public static let right = CellBorders(rawValue: 2)
  /// The upper side.
  public static let top = CellBorders(rawValue: 4)
  /// The lower side.
  public static let bottom = CellBorders(rawValue: 8)
  /// No side.
  public static let none: CellBorders = []
  /// Every side.
  public static let all: CellBorders = [.left, .right, .top, .bottom]
}

/// Where content stands from left to right.
public enum HorizontalAlignment: String, Hashable, Sendable {
  /// Texts left, numbers right.
  case general
  /// At the left.
  case left
  /// In the middle.
  case center
  /// At the right.
  case right
}

/// Where content stands from top to bottom.
public enum VerticalAlignment: String, Hashable, Sendable {
  /// At the top.
  case top
  /// In the middle.
  case center
  /// At the bottom.
  case bottom
}

/// How a number is written.
public enum NumberFormat: Hashable, Sendable {
  /// As the program likes.
  case general
  /// `#,##0.00`.
  case amount
  /// As a text: digits typed into the cell stay as they are (`@`).
  case text
  /// `yyyy-mm-dd`.
  case date
  /// Any code of SpreadsheetML, such as `#,##0.000000`.
  case code(String)

  /// The code of the format.
  public var code: String {
    switch self {
    case .general: "General"
    case .amount: "#,##0.00"
    case .text: "@"
    case .date: "yyyy\\-mm\\-dd"
    case .code(let code): code
    }
  }

  /// The number of the format where the specification gives it one (ECMA-376 part 1, 18.8.30).
  var builtInNumber: Int? {
    switch self {
    case .general: 0
    case .amount: 4
    case .text: 49
    case .date, .code: nil
    }
  }
}
