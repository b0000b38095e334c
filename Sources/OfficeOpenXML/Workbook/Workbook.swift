// A workbook as a value: sheets, names and properties.

/// A workbook (SpreadsheetML) in memory; ``WorkbookWriter`` makes a file of it.
public struct Workbook: Hashable, Sendable {
  /// The sheets from left to right.
  public var sheets: [Worksheet]
  /// Names that formulas and people use for cells.
  public var definedNames: [DefinedName]
  /// What the document says about itself.
  public var properties: DocumentProperties

  /// A workbook made of its parts.
  public init(
    sheets: [Worksheet] = [], definedNames: [DefinedName] = [],
    properties: DocumentProperties = DocumentProperties()
  ) {
    self.sheets = sheets
    self.definedNames = definedNames
    self.properties = properties
  }
}

/// A name for a rectangle of cells.
public struct DefinedName: Hashable, Sendable {
  /// The name, such as `F01_R28_C2`; see ``isValid(_:)``.
  public var name: String
  /// The name of the sheet.
  public var sheet: String
  /// The cells.
  public var range: CellRange

  /// A name made of its parts.
  public init(_ name: String, sheet: String, range: CellRange) {
    self.name = name
    self.sheet = sheet
    self.range = range
  }

  /// Whether Excel, WPS and LibreOffice all take `name`: a letter or `_`, then letters, digits, `_`
  /// and full stops, at most 255 characters, and not to be confused with a cell as `A1`, `R1C1`.
  public static func isValid(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter || first == "_", name.utf16.count <= 255,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return false }
    let letters = name.prefix { $0.isASCII && $0.isLetter }
    let rest = name.dropFirst(letters.count)
    let isLikeA1 = letters.count <= 3 && !letters.isEmpty && rest.allSatisfy(\.isNumber)
    let isLikeR1C1 = name.wholeMatchesRowColumn
    return !isLikeA1 && !isLikeR1C1
  }
}

extension String {
  /// `R`, `C`, `R1`, `C1`, `R1C1` and the like.
  fileprivate var wholeMatchesRowColumn: Bool {
    var rest = lowercased()[...]
    for letter in ["r", "c"] where rest.hasPrefix(letter) {
      rest = rest.dropFirst().drop(while: \.isNumber)
    }
    return rest.isEmpty
  }
}
