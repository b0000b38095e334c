// All facts of a ledger as one flat sheet for spreadsheets: a row for each movement of money.

public import BudgetDomain

/// One comma-separated sheet of the whole log, made row by row: filters and pivot tables of a
/// spreadsheet work on it without any look-up.
///
/// Every movement is a row of its own, with a signed amount, so that a column of amounts under a
/// filter adds up; an event that moves nothing has one row without an amount. It differs from the
/// listing of history, which has one row for each event.
///
/// The text begins with a byte-order mark, without which spreadsheets take UTF-8 for the encoding
/// of the machine. A text that a spreadsheet would run as a formula gets an apostrophe in front
/// (CWE-1236); ``neutralisedCount`` says how often, so that it can be told.
public struct MovementSheet: Sendable {
  private let catalogue: ClassificationCatalogue
  private let language: Language
  /// How many texts were given an apostrophe.
  public private(set) var neutralisedCount = 0
  /// The first events with such a text, at most ``listedPositions``.
  public private(set) var neutralisedPositions: [UInt64] = []

  /// How many positions are listed.
  public static let listedPositions = 8

  /// A sheet with names of codes from `catalogue` and its header in `language`.
  public init(catalogue: ClassificationCatalogue, language: Language) {
    self.catalogue = catalogue
    self.language = language
  }

  /// The byte-order mark and the line of headers.
  public var header: String {
    "\u{FEFF}" + CSVText.text(rows: [Self.titles.map { $0.text(language) }])
  }

  /// The rows of one event; `about` says in words what its movements do not.
  ///
  /// - Complexity: O(n) in the length of the text.
  public mutating func rows(of recorded: RecordedEvent, about: String) -> String {
    let movements = recorded.event.movements
    let count = neutralisedCount
    let texts: [[String]] =
      movements.isEmpty
      ? [row(recorded, nil, part: "", about)]
      : movements.enumerated().map { index, movement in
        row(recorded, movement, part: "\(index + 1)/\(movements.count)", about)
      }
    if neutralisedCount > count, neutralisedPositions.count < Self.listedPositions {
      neutralisedPositions.append(recorded.envelope.position)
    }
    return CSVText.text(rows: texts)
  }

  private mutating func row(
    _ recorded: RecordedEvent, _ movement: Movement?, part: String, _ about: String
  ) -> [String] {
    let envelope = recorded.envelope
    let event = recorded.event
    var reverses = ""
    if case .entryReversed(let reversal) = event { reverses = "\(reversal.reverses)" }
    let isChinese = language == .chinese
    let line = movement?.line
    let code = line?.function
    return [
      "\(envelope.position)", part, envelope.recordedAt.text, event.effectiveDate?.text ?? "",
      isChinese ? event.type.officialTerm : event.type.word,
      movement.map { isChinese ? $0.kind.officialTerm : $0.kind.word } ?? "",
      line.map { "\($0.year.number)" } ?? "",
      line.map { isChinese ? $0.source.officialTerm : $0.source.word } ?? "",
      code?.text ?? "", plain(name(code?.number, .function, line)),
      movement?.economic?.text ?? "",
      plain(name(movement?.economic?.number, .economic, line)),
      line.map { isChinese ? $0.nature.officialTerm : $0.nature.word } ?? "",
      plain(line?.project?.text), movement.map { JournalText.yuan($0.amount.fen) } ?? "",
      plain(event.entry?.payee), plain(event.document), plain(event.entry?.memo),
      plain(envelope.reason), plain(envelope.actor), plain(envelope.approver),
      plain(envelope.systemUser), plain(envelope.key), reverses,
      event.entry?.corrects.map { "\($0)" } ?? "", plain(about),
    ]
  }

  private func name(_ number: UInt32?, _ system: CodeSystem, _ line: BudgetLine?) -> String? {
    guard let number, let line else { return nil }
    return catalogue.list(of: system).name(of: number, in: line.year)
  }

  /// A text that somebody wrote, so that no spreadsheet runs it.
  private mutating func plain(_ text: String?) -> String {
    guard let text else { return "" }
    guard Self.isRun(text) else { return text }
    neutralisedCount += 1
    return "'" + text
  }

  /// Whether a spreadsheet could take the text for a formula, by its first character; full-width
  /// forms are taken for one where the input method is Chinese or Japanese.
  static func isRun(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  private static let titles: [Phrase] = [
    Phrase(zh: "序号", en: "position"), Phrase(zh: "分项", en: "part"),
    Phrase(zh: "记入时间", en: "recorded_at"), Phrase(zh: "业务日期", en: "date"),
    Phrase(zh: "事件", en: "event"), Phrase(zh: "变动", en: "movement"),
    Phrase(zh: "年度", en: "year"), Phrase(zh: "资金来源", en: "source"),
    Phrase(zh: "功能科目", en: "function"), Phrase(zh: "功能科目名称", en: "function_name"),
    Phrase(zh: "经济科目", en: "economic"), Phrase(zh: "经济科目名称", en: "economic_name"),
    Phrase(zh: "支出性质", en: "nature"), Phrase(zh: "项目", en: "project"),
    Phrase(zh: "金额（元）", en: "amount_yuan"), Phrase(zh: "收款方", en: "payee"),
    Phrase(zh: "文号", en: "document"), Phrase(zh: "摘要", en: "memo"),
    Phrase(zh: "事由", en: "reason"), Phrase(zh: "经办人", en: "actor"),
    Phrase(zh: "审核人", en: "approver"), Phrase(zh: "系统用户", en: "system_user"),
    Phrase(zh: "流水号", en: "key"), Phrase(zh: "冲销序号", en: "reverses"),
    Phrase(zh: "更正序号", en: "corrects"), Phrase(zh: "说明", en: "about"),
  ]
}
