// What is wrong with one place of an import file, in words for the person who can mend it.

public import BudgetDomain

/// One thing that is wrong with an input: where, what stands there, what is wrong, what to do.
public struct InputProblem: Hashable, Sendable {
  /// Row of the file as a spreadsheet counts it: the header is row 1. `nil` where the whole file
  /// is meant.
  public let row: Int?
  /// Where it stands in a workbook, such as `入账!G17`, in place of ``row``; `nil` elsewhere.
  public let place: Phrase?
  /// The column header or flag at fault, or `nil` where the whole row is meant.
  public let column: String?
  /// What stands there, shortened.
  public let excerpt: String
  /// The name of the fault, what is wrong, what to do next.
  public let wording: Wording

  /// What the file seems to be written in, where it is not UTF-8.
  public var encoding: TextEncoding?

  /// A problem made of its parts; `excerpt` is shortened to a line.
  public init(row: Int?, column: String?, excerpt: String, wording: Wording) {
    self.init(row: row, place: nil, column: column, excerpt: excerpt, wording: wording)
  }

  /// A problem in a place of a workbook.
  init(place: Phrase, row: Int? = nil, column: String?, excerpt: String, wording: Wording) {
    self.init(row: row, place: place, column: column, excerpt: excerpt, wording: wording)
  }

  private init(
    row: Int?, place: Phrase?, column: String?, excerpt: String, wording: Wording
  ) {
    self.row = row
    self.place = place
    self.column = column
    let firstLine = excerpt.prefix { $0 != "\n" && $0 != "\r\n" }
    self.excerpt = firstLine.count > 60 ? "\(firstLine.prefix(60))…" : String(firstLine)
    self.wording = wording
  }
}
