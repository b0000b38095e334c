// `juesuan findings` and `juesuan findings explain ID --text TEXT`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum FindingsCommand {
  private typealias Terms = CommandTable.Findings

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        year: try invocation.year(Options.forYear), format: try invocation.format() as TableFormat,
        kinds: try kinds(invocation)
      )
    }
    let open = try OpenLedger(invocation, console)
    let output = invocation.value(Options.output)
    if invocation.has(Terms.list) {
      if invocation.has(Terms.open) {
        throw Failure(usage: .optionNotWith(Terms.open.name, given: Terms.list.name))
      }
      let list = FindingList(
        kinds: asked.kinds, policy: asked.year.map { open.ledger.policy(for: $0) } ?? Policy(),
        language: console.language)
      try console.deliver(list.text(asked.format), to: output)
      return .done
    }
    let all = try open.use { (ledger) throws(LedgerError) in
      try ledger.findings(for: asked.year)
    }
    let findings = all.filter {
      asked.kinds.contains($0.kind) && ($0.isOpen || !invocation.has(Terms.open))
    }
    let text =
      switch asked.format {
      case .text:
        findings.isEmpty
          ? Phrase(zh: "没有需要关注的记录\n", en: "nothing was found\n").text(console.language)
          : pageText(findings, console.language)
      case .csv: table(findings, console.language).csv
      case .json:
        try json(findings, asked.year, open, console.language)
      }
    try console.deliver(text, to: output)
    return findings.contains(where: \.isOpen) ? .foundSomething : .done
  }

  /// The tests asked for; all where none is.
  private static func kinds(_ invocation: Invocation) throws(UsageProblem) -> [Finding.Kind] {
    let words = invocation.allValues(Terms.test)
    guard !words.isEmpty else { return Finding.Kind.allCases }
    var kinds: [Finding.Kind] = []
    for word in words {
      guard let kind = Finding.Kind(rawValue: word) else {
        throw .valueUnknown(
          word, place: Terms.test.name, choices: Finding.Kind.allCases.map(\.rawValue))
      }
      kinds.append(kind)
    }
    return kinds
  }

  /// One paragraph a finding: its weight and name, what was found, what was said.
  private static func pageText(_ findings: [Finding], _ language: Language) -> String {
    var text = ""
    for finding in findings {
      let head =
        "\(finding.kind.severity.title.text(language)) · \(finding.kind.title.text(language))"
      text += "\(head) · \(finding.id)\n  \(DisplayWidth.oneLine(finding.what.text(language)))\n"
      if let answer = finding.answer { text += "  \(answer.words.text(language))\n" }
    }
    let open = findings.count(where: \.isOpen)
    return text
      + Phrase(
        zh: "共 \(findings.count) 项，待说明 \(open) 项 · 说明：juesuan findings explain 名称 --text 说明\n",
        en: "\(findings.count) findings, \(open) to be answered · "
          + "answer: juesuan findings explain ID --text TEXT\n"
      ).text(language)
  }

  private static func table(_ findings: [Finding], _ language: Language) -> PlainTable {
    let titles = [
      Phrase(zh: "序号", en: "position"), EntryField.year.label, Phrase(zh: "类别", en: "kind"),
      Phrase(zh: "分级", en: "severity"), Phrase(zh: "内容", en: "what"),
      Phrase(zh: "名称", en: "id"), Phrase(zh: "涉及序号", en: "positions"),
      Phrase(zh: "说明", en: "answer"), Phrase(zh: "说明人", en: "answered_by"),
    ]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: findings.map {
        [
          $0.position.map { "\($0)" } ?? "", "\($0.year.number)", $0.kind.title.text(language),
          $0.kind.severity.title.text(language), $0.what.text(language), $0.id,
          $0.positions.map { "\($0)" }.joined(separator: " "), $0.answer?.text ?? "",
          $0.answer?.actor ?? "",
        ]
      })
  }

  private static func json(
    _ findings: [Finding], _ year: FiscalYear?, _ open: OpenLedger, _ language: Language
  ) throws(Failure) -> String {
    let rows = findings.map { finding in
      JSONValue.object([
        JSONValue.Member("id", .string(finding.id)),
        JSONValue.Member("position", finding.position.map { JSONValue($0) } ?? .null),
        JSONValue.Member("year", .integer(Int64(finding.year.number))),
        JSONValue.Member("kind", .string(finding.kind.rawValue)),
        JSONValue.Member("severity", .string(finding.kind.severity.rawValue)),
        JSONValue.Member("what", .string(finding.what.text(language))),
        JSONValue.Member("positions", .array(finding.positions.map { JSONValue($0) })),
        JSONValue.Member("answer", finding.answer?.json ?? .null),
      ])
    }
    return JSONValue.object([
      JSONValue.Member("schema", "juesuan/findings/1"),
      JSONValue.Member("year", year.map { .integer(Int64($0.number)) } ?? .null),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member("findings", .array(rows)),
    ]).text
  }
}

/// The tests with what they compare with.
private struct FindingList {
  let kinds: [Finding.Kind]
  let policy: Policy
  let language: Language

  func text(_ format: TableFormat) -> String {
    switch format {
    case .text: table.text
    case .csv: table.csv
    case .json:
      JSONValue.object([
        JSONValue.Member("schema", "juesuan/finding-tests/1"),
        JSONValue.Member(
          "tests",
          .array(
            kinds.map { kind in
              .object([
                JSONValue.Member("kind", .string(kind.rawValue)),
                JSONValue.Member("severity", .string(kind.severity.rawValue)),
                JSONValue.Member("about_zh", .string(kind.about.chinese)),
                JSONValue.Member("about_en", .string(kind.about.english)),
                JSONValue.Member("policy", JSONValue(setting(of: kind)?.key)),
                JSONValue.Member("value", JSONValue(setting(of: kind)?.value)),
              ])
            })),
      ]).text
    }
  }

  private var table: PlainTable {
    let titles = [
      Phrase(zh: "测试", en: "test"), Phrase(zh: "分级", en: "severity"),
      Phrase(zh: "政策", en: "policy"), Phrase(zh: "值", en: "value"),
      Phrase(zh: "查什么", en: "what it looks for"),
    ]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: kinds.map { kind in
        let name = language == .chinese ? "\(kind.rawValue) \(kind.title.chinese)" : kind.rawValue
        return [
          name, kind.severity.title.text(language), setting(of: kind)?.key ?? "",
          setting(of: kind)?.value ?? "", kind.about.text(language),
        ]
      })
  }

  /// The setting of the policy that the test obeys.
  private func setting(of kind: Finding.Kind) -> PolicySetting? {
    switch kind {
    case .outsideHours: .officeHours(policy.officeHours)
    case .beyondPurpose: .purposes(policy.purposes)
    default: kind.threshold.map { .threshold($0, policy.value(of: $0)) }
    }
  }
}

enum ExplainFindingCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let open = try OpenLedger(invocation, console)
    try open.expect(terms.expectedPosition)
    let id = invocation.operands[0]
    let findings = try open.use { (ledger) throws(LedgerError) in try ledger.findings() }
    guard let finding = findings.first(where: { $0.id == id }) else {
      throw Failure(usage: .valueUnknown(id, place: "ID", choices: findings.map(\.id)))
    }
    let outcome = try open.use(source: "juesuan findings explain") { (ledger) throws(LedgerError) in
      try ledger.explain(
        finding: finding, text: invocation.value(CommandTable.Findings.text) ?? "",
        actor: terms.actor, isDryRun: terms.isDryRun)
    }
    return try console.report(open, outcome)
  }
}

extension Finding.Severity {
  /// What people call it.
  var title: Phrase {
    switch self {
    case .error: Phrase(zh: "严重", en: rawValue)
    case .warning: Phrase(zh: "关注", en: rawValue)
    case .notice: Phrase(zh: "提示", en: rawValue)
    }
  }
}

extension FindingAnswer {
  /// Who said what, and whether it still covers the finding.
  var words: Phrase {
    isCurrent
      ? Phrase(
        zh: "已说明 #\(position) \(actor)：\(text)", en: "answered #\(position) \(actor): \(text)")
      : Phrase(
        zh: "曾说明 #\(position) \(actor)：\(text)（此后又有新的记录）",
        en: "answered before, #\(position) \(actor): \(text) (more was recorded since)")
  }

  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("position", JSONValue(position)),
      JSONValue.Member("actor", .string(actor)), JSONValue.Member("text", .string(text)),
      JSONValue.Member("current", .boolean(isCurrent)),
    ])
  }
}
