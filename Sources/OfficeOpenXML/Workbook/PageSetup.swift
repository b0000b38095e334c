// How a worksheet is printed.

/// Paper, margins, scale and what stands above and below each page.
public struct PageSetup: Hashable, Sendable {
  /// How the paper lies.
  public var orientation: Orientation
  /// On how many pages side by side all columns must fit; 0 for as many as it takes.
  public var pagesWide: Int
  /// The same from top to bottom.
  public var pagesTall: Int
  /// The margins.
  public var margins: PageMargins
  /// Whether the table stands in the middle from left to right.
  public var isCentered: Bool
  /// What stands above each page.
  public var header: PageText
  /// What stands below it.
  public var footer: PageText

  /// How paper lies. The paper is A4.
  public enum Orientation: String, Hashable, Sendable {
    /// Upright.
    case portrait
    /// Across.
    case landscape
  }

  /// A page set-up made of its parts; the width fits one page.
  public init(
    orientation: Orientation = .portrait, pagesWide: Int = 1, pagesTall: Int = 0,
    margins: PageMargins = PageMargins(), isCentered: Bool = true, header: PageText = PageText(),
    footer: PageText = PageText()
  ) {
    self.orientation = orientation
    self.pagesWide = pagesWide
    self.pagesTall = pagesTall
    self.margins = margins
    self.isCentered = isCentered
    self.header = header
    self.footer = footer
  }

  /// Whether the scale follows from the number of pages.
  var isFitted: Bool { pagesWide > 0 || pagesTall > 0 }
}

/// Margins in millimetres.
public struct PageMargins: Hashable, Sendable {
  /// The left margin.
  public var leftInMillimetres: Int
  /// The right margin.
  public var rightInMillimetres: Int
  /// The upper margin.
  public var topInMillimetres: Int
  /// The lower margin.
  public var bottomInMillimetres: Int
  /// How far the header and the footer stand from the edge of the paper.
  public var edgeInMillimetres: Int

  /// Margins made of their parts.
  public init(left: Int = 12, right: Int = 12, top: Int = 15, bottom: Int = 15, edge: Int = 7) {
    leftInMillimetres = left
    rightInMillimetres = right
    topInMillimetres = top
    bottomInMillimetres = bottom
    edgeInMillimetres = edge
  }
}

/// What stands above or below each page: pieces at the left, in the middle and at the right.
public struct PageText: Hashable, Sendable {
  /// At the left.
  public var left: [Piece]
  /// In the middle.
  public var center: [Piece]
  /// At the right.
  public var right: [Piece]
  /// The size of its font; `nil` for that of the program.
  public var sizeInPoints: Int?

  /// Words, or something the program fills in.
  public enum Piece: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Words.
    case text(String)
    /// The number of the page.
    case pageNumber
    /// How many pages there are.
    case pageCount
    /// The name of the sheet.
    case sheetName

    /// Words.
    public init(stringLiteral value: String) {
      self = .text(value)
    }
  }

  /// A text made of its parts.
  public init(
    left: [Piece] = [], center: [Piece] = [], right: [Piece] = [], sizeInPoints: Int? = nil
  ) {
    self.left = left
    self.center = center
    self.right = right
    self.sizeInPoints = sizeInPoints
  }

  /// The text in the codes of SpreadsheetML (ECMA-376 part 1, 18.3.1.39), at most 255 characters.
  var code: String {
    let parts = [("&L", left), ("&C", center), ("&R", right)].filter { !$0.1.isEmpty }
    let size = sizeInPoints.map { "&\($0)" } ?? ""
    return parts.map { $0.0 + size + $0.1.map(\.code).joined() }.joined()
  }
}

extension PageText.Piece {
  /// A word that begins with a digit stands apart from the code before it, which could end in a
  /// number.
  fileprivate var code: String {
    switch self {
    case .text(let text):
      (text.first?.isNumber == true ? " " : "") + text.replacingAmpersands
    case .pageNumber: "&P"
    case .pageCount: "&N"
    case .sheetName: "&A"
    }
  }
}

extension String {
  fileprivate var replacingAmpersands: String {
    split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
  }
}
