// The forms in which an answer can be written.

import BudgetDomain

/// The form of an answer: for people, for a spreadsheet or for a program.
enum OutputFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case jsonLines = "jsonl"
  case html
  case xlsx
  case docx

  /// What it is good for.
  var summary: Phrase {
    switch self {
    case .text: Phrase(zh: "给人看的对齐文本；不指定时即此", en: "aligned text for people; the default")
    case .csv:
      Phrase(
        zh: "逗号分隔（RFC 4180），供电子表格", en: "comma-separated (RFC 4180), for spreadsheets")
    case .json: Phrase(zh: "一个 JSON 对象，金额为整数（分）", en: "one JSON object, amounts as integers in fen")
    case .jsonLines:
      Phrase(zh: "每行一个 JSON 对象，供 jq 等", en: "one JSON object a line, for jq and the like")
    case .html:
      Phrase(zh: "一个网页文件，可打印，不需网络", en: "one page for a browser, to read and print")
    case .xlsx:
      Phrase(
        zh: "一个工作簿，一表一张工作表，另有依据", en: "one workbook, a sheet a form, with evidence")
    case .docx:
      Phrase(
        zh: "Word、WPS、LibreOffice 打开的文档", en: "a document for Word, WPS and LibreOffice")
    }
  }

  /// The format a file name asks for by its extension.
  init?(path: String) {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch path[path.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "csv": self = .csv
    case "json": self = .json
    case "jsonl": self = .jsonLines
    case "html", "htm": self = .html
    case "xlsx": self = .xlsx
    case "docx": self = .docx
    default: return nil
    }
  }
}
