// What a cell of a worksheet holds.

/// A cell: what it holds and how it looks.
public struct SheetCell: Hashable, Sendable {
  /// What it holds.
  public var content: Content
  /// How it looks.
  public var style: CellStyle

  /// What a cell holds.
  public enum Content: Hashable, Sendable {
    /// Nothing; a cell without content still has borders.
    case blank
    /// A text, never read as a formula, whatever it begins with.
    case text(String)
    /// A number.
    case number(DecimalText)
    /// A day; the style decides how it is written.
    case date(SheetDate)
    /// A formula without `=`, and the value it had when the workbook was made.
    case formula(String, cached: DecimalText)
  }

  /// A cell made of its parts.
  public init(_ content: Content, style: CellStyle = CellStyle()) {
    self.content = content
    self.style = style
  }
}

/// A number exactly as its digits say. Nothing here ever turns it into a binary fraction; office
/// programs keep 15 significant digits of it.
public struct DecimalText: Hashable, Sendable {
  /// Digits, perhaps with a minus sign before them and a point among them.
  public let text: String

  /// The number written as `text`, or `nil` unless that is an optional `-`, digits, and perhaps
  /// a point and more digits.
  public init?(_ text: some StringProtocol) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard (1...2).contains(parts.count), areDigits else { return nil }
    self.text = String(text)
  }

  /// A whole number.
  public init(_ number: some BinaryInteger) {
    text = String(number)
  }
}

/// A day in the calendar of spreadsheets, which counts from 1900 on.
public struct SheetDate: Hashable, Sendable {
  /// Days since 1899-12-30; right from 1900-03-01 on.
  public let serialDay: Int

  /// The day of a Gregorian date, or `nil` where there is none or it lies before 1900-03-01, from
  /// which day on all spreadsheets count alike, or after 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let serial = Self.days(year, month, day) - Self.days(1899, 12, 30)
    let nextMonth = month == 12 ? Self.days(year + 1, 1, 1) : Self.days(year, month + 1, 1)
    guard Self.days(year, month, day) < nextMonth, serial >= 61 else { return nil }
    serialDay = serial
  }

  /// Days since the first of March of year 0: the leap day is the last of its year.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + (monthFromMarch * 306 + 5) / 10 + day - 1
  }
}
