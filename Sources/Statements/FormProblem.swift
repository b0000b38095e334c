// Everything that can be wrong with a form file, each with its place and what would be right.

/// One thing that is wrong with a form file.
public struct FormProblem: Error, Hashable, Sendable {
  /// The name of the file.
  public let file: String
  /// Where in the file, as a path of JSON such as `rows[3][2]`; empty for the file as a whole.
  public let path: String
  /// The cell (`28:2`) or check (`C01-1`) it is about, where there is one.
  public let subject: String?
  /// The character in the formula, counted from 1 with its `=`, where it is about a formula.
  public let column: Int?
  /// What is wrong.
  public let fault: FormFault
}

/// What is wrong with a form file.
public enum FormFault: Hashable, Sendable {
  /// The file or its outline.
  case document(DocumentFault)
  /// The arrangement of header, columns and rows.
  case layout(LayoutFault)
  /// A formula in itself.
  case formula(FormulaFault)
  /// What formulas refer to.
  case reference(ReferenceFault)
}

/// What is wrong with a form file or its outline.
public enum DocumentFault: Hashable, Sendable {
  /// The file is not JSON; the detail is what the reader of JSON says.
  case notJSON(detail: String)
  /// A key is missing.
  case keyMissing(String)
  /// A value has another type than the key wants.
  case wrongType(expected: JSONKind)
  /// A key that this place does not have.
  case unknownKey(String, nearest: [String])
  /// A word that is none of the valid ones.
  case unknownWord(String, nearest: [String])
  /// A text that must say something is empty.
  case textMissing
  /// A number outside its range.
  case numberOutOfRange(Int, range: ClosedRange<Int>)
  /// The last year lies before the first.
  case yearsReversed(from: Int, to: Int)
  /// Two checks with one name.
  case checkRepeated(String)
  /// A check between forms that is made for rows without saying of which form, or the reverse.
  case checkForm
  /// A table set that another file or entry already describes.
  case tableSetRepeated(String)
  /// Another file has a form with this number in the same table set and year.
  case formRepeated(String, tableSet: String, otherFile: String)
}

/// The kinds of JSON values a form file is made of.
public enum JSONKind: Hashable, Sendable {
  /// A string.
  case text
  /// A number without a fraction.
  case wholeNumber
  /// `true` or `false`.
  case truth
  /// An array.
  case array
  /// An object.
  case object
}

/// What is wrong with the arrangement of a form.
public enum LayoutFault: Hashable, Sendable {
  /// The cells of a header level do not cover every column exactly once.
  case headerWidth(covered: Int, columns: Int)
  /// A header cell reaches below the last level.
  case headerDepth(rows: Int, levels: Int)
  /// An amount column without a number, or another column with one.
  case columnNumber
  /// A column of words or amounts that is not printed.
  case hiddenColumn
  /// The first cell of a row is one with the cell to its left.
  case mergedFirst
  /// Levels of codes that are none, or none at all.
  case levels([Int])
  /// A name in braces that nothing fills.
  case unknownName(String, nearest: [String])
  /// A row has more or fewer cells than there are columns.
  case rowWidth(found: Int, columns: Int)
  /// An amount column holds something else than a formula or nothing.
  case notAFormula(String)
  /// A label or line column holds a formula.
  case formulaOutsideAmounts(String)
  /// An amount with nothing to its left that names its row.
  case amountWithoutLine
  /// A line that cannot be written in an address.
  case lineNotAddressable(String)
  /// Two amounts with one address.
  case addressRepeated(String)
}

/// What is wrong with a formula in itself.
public enum FormulaFault: Hashable, Sendable {
  /// Something else stands where one of `expected` is needed; `nil` is the end of the formula.
  case unexpected(String?, expected: [String])
  /// A measure that does not exist.
  case unknownMeasure(String, nearest: [String])
  /// A condition that does not exist.
  case unknownCondition(String, nearest: [String])
  /// A word that the condition does not know.
  case unknownValue(String, condition: String, nearest: [String])
  /// A condition or value given twice.
  case repeated(String)
  /// A condition that the measure cannot have.
  case conditionNotAllowed(String, measure: String)
  /// A code that has not one of these numbers of digits.
  case notACode(String, digits: [Int])
  /// A figure was typed; only `0` may be.
  case figureTyped(String)
  /// Not written `ROW:COLUMN`.
  case notAnAddress(String)
  /// A range from one column to another.
  case rangeAcrossColumns(String, String)
  /// A project without a name.
  case projectMissing
  /// It names the row it stands in, but it stands in none: only rows with `each` and checks with
  /// `rows` have one, and only the former have a code of the row.
  case rowMissing
  /// It names another form or another year, which only checks of a table set may.
  case leavesForm
  /// Too many parentheses inside each other.
  case nestedTooDeep(limit: Int)
  /// Too many characters.
  case tooLong(limit: Int)
}

/// What is wrong with what formulas refer to.
public enum ReferenceFault: Hashable, Sendable {
  /// A cell that the form does not have.
  case unknownCell(String, nearest: [String])
  /// No amounts of this column stand below the row in the order of codes.
  case nothingBelow(String, column: Int)
  /// A range whose last cell stands before its first.
  case rangeReversed(String, String)
  /// Cells that need each other; the first is repeated at the end.
  case cycle([String])
  /// Cells that refer to cells that refer to cells, too many behind each other.
  case chainTooLong(limit: Int)
  /// So many sums, directly or through other cells, that an exact result could not be promised.
  case tooManySums(limit: Int)
}

/// A form file that was refused, with everything that is wrong with it.
public struct InvalidForm: Error, Hashable, Sendable {
  /// The problems in the order of the file; never empty.
  public let problems: [FormProblem]
}
