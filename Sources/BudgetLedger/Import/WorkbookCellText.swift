// The text that a cell of a workbook stands for in a column: what a person would have typed.

import BudgetDomain
import OfficeOpenXML

/// The text of a cell for a field, or why it has none.
enum WorkbookCellText {
  /// What keeps a cell from being read.
  enum Fault: Error {
    /// It shows an error such as `#REF!`.
    case error(String)
    /// A formula without a value.
    case notComputed
    /// A number of more digits than spreadsheets keep.
    case digitsLost
    /// A number shown as a day, in a column that has no days.
    case day(String)
    /// A number shown as a day that the calendar does not have.
    case noDay
  }

  /// The text of `value` in the column of `field`; where that is `nil`, in a header.
  static func text(_ value: CellValue, for field: EntryField?) throws(Fault) -> String {
    switch value {
    case .text(let text): return text.trimmingBlanks
    case .boolean(let isTrue): return isTrue ? "TRUE" : "FALSE"
    case .error(let name): throw .error(name)
    case .notComputed: throw .notComputed
    case .number(let number): return try text(number, for: field)
    case .day(_, let day):
      guard let day else { throw .noDay }
      guard field == .date else { throw .day(day.text) }
      return day.text
    }
  }

  private static func text(
    _ number: SheetNumber, for field: EntryField?
  ) throws(Fault) -> String {
    let isAmount = field == .amount || field == .value
    if let whole = number.wholeText { return whole }
    if isAmount, let amount = number.text(decimals: 2) { return amount }
    if number.hasLostDigits { throw .digitsLost }
    return number.plainText ?? number.text
  }
}

extension WorkbookCellText.Fault {
  /// What stands there, as far as there is anything to show.
  var excerpt: String {
    switch self {
    case .error(let text), .day(let text): text
    case .notComputed, .digitsLost, .noDay: ""
    }
  }

  /// What to say about it.
  var wording: Wording {
    switch self {
    case .error(let text):
      Wording(
        name: "cellHasError",
        what: Phrase(zh: "单元格的公式出错：\(text)。", en: "The formula of the cell failed: \(text)."),
        next: Phrase(zh: "在表格软件里改正公式，或直接填数。", en: "Mend the formula, or type the value."))
    case .notComputed:
      Wording(
        name: "cellNotComputed",
        what: Phrase(
          zh: "单元格有公式，但文件里没有它的结果。", en: "The cell has a formula whose result is not in the file."),
        next: Phrase(
          zh: "用 Excel、WPS 或 LibreOffice 打开并保存一次，结果就会写进文件。",
          en: "Open and save it once in Excel, WPS or LibreOffice: they write results."))
    case .digitsLost:
      Wording(
        name: "cellLostDigits",
        what: Phrase(
          zh: "数字超过 15 位，表格软件已把后面的位改成 0，原来的号码找不回来。",
          en: "The number has more than 15 digits: the spreadsheet has made zeros of the rest."),
        next: Phrase(
          zh: "把这一列设为“文本”，重新填写号码。", en: "Give the column the format “text”, type it again."))
    case .day(let text):
      Wording(
        name: "cellIsDay",
        what: Phrase(
          zh: "表格软件把这一格当成日期（\(text)），原来填的可能是别的。",
          en: "The spreadsheet took the cell for a date (\(text)); something else may be meant."),
        next: Phrase(
          zh: "把这一列设为“文本”，重新填写。", en: "Give the column the format “text”, type it again."))
    case .noDay:
      Wording(
        name: "cellIsNoDay",
        what: Phrase(zh: "单元格设为日期，但这个数不是日历上的日子。", en: "The number is no day of the calendar."),
        next: Phrase(zh: "重新填写日期，如 2018-03-05。", en: "Type the date, such as 2018-03-05."))
    }
  }
}
