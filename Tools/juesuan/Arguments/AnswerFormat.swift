// Which of the output formats a command can print, as types: a command has no case for the others.

/// The formats of one kind of answer; the order of the cases is that in which help lists them.
protocol AnswerFormat: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
  /// Text for people, which every answer has.
  static var text: Self { get }
}

extension AnswerFormat {
  /// The formats as a command offers them.
  static var offered: [OutputFormat] { allCases.map(\.output) }

  /// The same format among all of them.
  var output: OutputFormat {
    guard let format = OutputFormat(rawValue: rawValue) else {
      preconditionFailure("\(rawValue) is one of the output formats")
    }
    return format
  }
}

/// The formats of an answer that is one table.
enum TableFormat: String, AnswerFormat {
  case text, csv, json
}

/// The formats of an answer that is one page.
enum PageFormat: String, AnswerFormat {
  case text, json
}

/// The formats of official tables.
enum FormFormat: String, AnswerFormat {
  case text, csv, json, html, xlsx
}

/// The formats of a list of entries.
enum HistoryFormat: String, AnswerFormat {
  case text, csv, json
  case jsonLines = "jsonl"
}

/// The formats of performance indicators.
enum IndicatorFormat: String, AnswerFormat {
  case text, csv, json
  case jsonLines = "jsonl"
  case html
}

/// The formats of 部门决算情况说明.
enum NarrativeFormat: String, AnswerFormat {
  case text, html, docx, json
}

/// The only format of an answer that leaves no choice.
enum PlainFormat: String, AnswerFormat {
  case text
}
