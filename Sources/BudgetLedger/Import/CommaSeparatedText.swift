// Splits comma-separated text into rows of cells; strict where a guess could move money.

import BudgetDomain

/// Comma-separated text (RFC 4180) as rows of cells. A byte order mark and either line ending are
/// accepted; anything ambiguous is a problem with its row.
struct CommaSeparatedText {
  /// Every row, the header first. Rows without any text are left out, but keep their number.
  private(set) var rows: [(number: Int, cells: [String])] = []
  /// What could not be read.
  private(set) var problems: [InputProblem] = []

  init(_ bytes: [UInt8]) {
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      problems.append(Self.notUTF8(row: 1, TextEncoding(of: bytes)))
      return
    }
    if let nul = content.firstIndex(of: 0) {
      problems.append(Self.nulByte(row: Self.row(of: nul, in: bytes), offset: nul))
      return
    }
    if let offset = Self.firstInvalidUTF8(content) {
      let row = Self.row(of: content.startIndex + offset, in: bytes)
      problems.append(Self.notUTF8(row: row, TextEncoding(of: bytes)))
      return
    }
    split(content)
  }

  private mutating func split(_ content: ArraySlice<UInt8>) {
    var splitter = RowSplitter(content)
    while let row = splitter.next() {
      if let fault = row.fault {
        problems.append(Self.quoteFault(fault, row: row.number))
      } else if row.cells.contains(where: { !$0.isEmpty }) {
        rows.append((row.number, row.cells))
      }
    }
  }

  private static func row(of index: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<index].count { $0 == UInt8(ascii: "\n") }
  }

  /// Offset of the first line that is not UTF-8, or `nil` when all of it is.
  private static func firstInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var offset = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: line, as: UTF8.self) == nil { return offset }
      offset += line.count + 1
    }
    return offset
  }

  private static func nulByte(row: Int, offset: Int) -> InputProblem {
    InputProblem(
      row: row, column: nil, excerpt: "\\0",
      wording: Wording(
        name: "inputHasNulByte",
        what: Phrase(
          zh: "文件第 \(offset) 字节是 NUL，不是文本文件。", en: "Byte \(offset) is NUL: this is no text file."),
        next: Phrase(
          zh: "请在表格软件里另存为“CSV UTF-8”。", en: "Save it from the spreadsheet as “CSV UTF-8”.")))
  }

  private static func notUTF8(row: Int, _ encoding: TextEncoding?) -> InputProblem {
    let seems = encoding.map {
      Phrase(zh: "全文合乎 \($0.rawValue)", en: "all of it is well-formed \($0.rawValue)")
    }
    let name = encoding?.rawValue ?? "GB18030"
    var problem = InputProblem(
      row: row, column: nil, excerpt: "…",
      wording: Wording(
        name: "inputNotUTF8",
        what: Phrase(
          zh: "文件第 \(row) 行起不是 UTF-8 编码（\(seems?.chinese ?? "可能是 GBK/GB18030")）；程序不会猜测编码。",
          en: "From row \(row) on the file is not UTF-8 (\(seems?.english ?? "it may be GBK")); "
            + "nothing is guessed."),
        next: Phrase(
          zh: "先转换：iconv -f \(name) -t UTF-8 原文件 > 新文件，或另存为“CSV UTF-8”。",
          en: "Convert it: iconv -f \(name) -t UTF-8 OLD > NEW, or save as “CSV UTF-8”.")))
    problem.encoding = encoding
    return problem
  }

  private static func quoteFault(_ fault: RowSplitter.Fault, row: Int) -> InputProblem {
    let what =
      switch fault {
      case .unterminatedQuote:
        Phrase(zh: "引号没有成对。", en: "A quotation mark is not closed.")
      case .textAfterQuote:
        Phrase(zh: "右引号后面还有文字。", en: "Text follows a closing quotation mark.")
      case .quoteInsideText:
        Phrase(zh: "没有加引号的单元格里出现引号。", en: "A quotation mark stands in an unquoted cell.")
      }
    return InputProblem(
      row: row, column: nil, excerpt: "\"",
      wording: Wording(
        name: "inputBrokenQuotes", what: what,
        next: Phrase(
          zh: "含逗号、引号或换行的单元格整个加引号，里面的引号写两个。",
          en: "Quote a cell with commas, quotes or line breaks whole; double the quotes inside.")))
  }
}
