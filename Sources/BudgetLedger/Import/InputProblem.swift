// What is wrong with one place of an import file, in words for the person who can mend it.

public import BudgetDomain

/// One thing that is wrong with an input: where, what stands there, what is wrong, what to do.
public struct InputProblem: Hashable, Sendable {
  /// Row of the file as a spreadsheet counts it: the header is row 1. `nil` where the whole file
  /// is meant.
  public let row: Int?
  /// The column header or flag at fault, or `nil` where the whole row is meant.
  public let column: String?
  /// What stands there, shortened.
  public let excerpt: String
  /// The name of the fault, what is wrong, what to do next.
  public let wording: Wording

  /// A problem made of its parts; `excerpt` is shortened to a line.
  public init(row: Int?, column: String?, excerpt: String, wording: Wording) {
    self.row = row
    self.column = column
    let firstLine = excerpt.prefix { $0 != "\n" && $0 != "\r\n" }
    self.excerpt = firstLine.count > 60 ? "\(firstLine.prefix(60))…" : String(firstLine)
    self.wording = wording
  }
}
