// An answer that is a workbook: to a file or a program, never to a terminal.

import BudgetDomain
import Presentation

extension Console {
  /// Writes the bytes of a workbook to where `-o` says: a file, which appears whole or not at all,
  /// or standard output where a program reads it.
  ///
  /// - Throws: ``Failure`` also where a person would have to look at the bytes, on a terminal, and
  ///   where something of the ledger is longer than a spreadsheet can hold.
  func deliverWorkbook(
    to path: String?, _ makeBytes: () throws(WorkbookImpossible) -> [UInt8]
  ) throws(Failure) {
    if path == nil || path == "-", Surroundings.standardOutputIsTerminal {
      throw Failure(.usage, WorkbookOnTerminal(), place: "<stdout>")
    }
    let bytes: [UInt8]
    do throws(WorkbookImpossible) {
      bytes = try makeBytes()
    } catch {
      throw Failure(.badInput, error, place: path ?? "<stdout>")
    }
    let stream = try AnswerStream(to: path)
    try stream.write(bytes)
    try stream.finish()
  }

  /// Writes statements as a workbook, as ``deliverWorkbook(to:_:)``.
  func deliver(_ workbook: StatementWorkbook, to path: String?) throws(Failure) {
    try deliverWorkbook(to: path) { () throws(WorkbookImpossible) in try workbook.bytes }
  }
}

/// A workbook that would have been printed on a terminal.
struct WorkbookOnTerminal: Worded {
  var wording: Wording {
    Wording(
      name: "workbookOnTerminal",
      what: Phrase(
        zh: "工作簿不是文本，不能显示在终端上。", en: "A workbook is no text that a terminal could show."),
      next: Phrase(
        zh: "加 -o 文件.xlsx，或用管道交给别的程序。", en: "Add -o FILE.xlsx, or pipe it to a program."))
  }
}
