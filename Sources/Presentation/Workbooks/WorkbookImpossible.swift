// Why statements cannot be written as a workbook, in words.

public import BudgetDomain
import OfficeOpenXML

/// Something of a form or a ledger that office programs would refuse or “repair”.
public struct WorkbookImpossible: Worded, Hashable {
  let problem: OfficeWritingProblem

  /// What stands where and is too much for a spreadsheet.
  public var wording: Wording {
    let what =
      switch problem {
      case .workbook(.textTooLong(let sheet, let place)):
        Phrase(
          zh: "工作表“\(sheet)”的 \(place.reference) 文字超过 \(Workbook.textLengthMax) 字符。",
          en: "The text of \(place.reference) on sheet “\(sheet)” has more than "
            + "\(Workbook.textLengthMax) characters.")
      case .workbook(.definedNameTaken(let name)):
        Phrase(zh: "两个单元格同名：\(name)。", en: "Two cells have one name: \(name).")
      case .workbook(.badDefinedName(let name)):
        Phrase(
          zh: "单元格名称不能用：\(name)。", en: "No cell can have the name \(name).")
      case .workbook(let other):
        Phrase(zh: "电子表格不接受：\(other)。", en: "Spreadsheets do not take this: \(other).")
      case .text(let other):
        Phrase(zh: "文字写不进文件：\(other)。", en: "A text has no place in the file: \(other).")
      case .container(let other):
        Phrase(zh: "文件装不下：\(other)。", en: "The file cannot hold it: \(other).")
      }
    return Wording(
      name: "workbookImpossible", what: what,
      next: Phrase(zh: "改用 --format csv 或 html。", en: "Use --format csv or html instead."))
  }
}
