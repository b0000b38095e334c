// `juesuan show POSITION`.

import BudgetDomain
import Presentation
import BudgetLedger
import Projections

enum ShowCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (position: try invocation.position(ofOperand: 0), format: try invocation.format())
    }
    let open = try OpenLedger(invocation, console)
    let text = try open.use { (ledger) throws(LedgerError) in
      switch asked.format {
      case .json: try ledger.rawRecord(at: asked.position) + "\n"
      case .text, .csv:
        page(try ledger.event(at: asked.position), ledger, console.language)
      }
    }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func page(
    _ recorded: RecordedEvent, _ ledger: Ledger, _ language: Language
  ) -> String {
    let envelope = recorded.envelope
    var rows: [(Phrase, String?)] = [
      (Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"), envelope.recordedAt.beijingText),
      (Phrase(zh: "批次", en: "batch"), "\(envelope.batchIndex)/\(envelope.batchSize)"),
      (EntryField.actor.label, envelope.actor), (EntryField.key.label, envelope.key),
      (EntryField.reason.label, envelope.reason),
    ]
    rows += facts(recorded.event, ledger)
    if let by = ledger.columns.reverses.firstIndex(of: envelope.position + 1) {
      rows.append(
        (Phrase(zh: "已被冲销", en: "taken back by"), "#\(ledger.columns.position[by])"))
    }
    let shown = rows.compactMap { label, value in value.map { (label.text(language), $0) } }
    let width = shown.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
    let lines = shown.map { "  \(DisplayWidth.padded($0.0, to: width))  \($0.1)" }
    return ([recorded.headline(language)] + lines).joined(separator: "\n") + "\n"
  }

  private static func facts(_ event: Event, _ ledger: Ledger) -> [(Phrase, String?)] {
    switch event {
    case .ledgerOpened(let opening):
      return [
        (EntryField.unit.label, opening.unit), (EntryField.unitCode.label, opening.unitCode),
        (EntryField.tableSet.label, opening.tableSet), (EntryField.origin.label, opening.origin),
      ]
    case .codeRegistered(let registration):
      let entry = registration.entry
      let years = [entry.validFromYear, entry.validToYear].map { $0.map(String.init) ?? "" }
      return [
        (Phrase(zh: "科目", en: "code"), "\(registration.system.word) \(entry.code)"),
        (EntryField.codeName.label, entry.name),
        (Phrase(zh: "有效年度", en: "valid"), years.joined(separator: "–")),
      ]
    case .entryReversed(let reversal):
      return [
        (EntryField.date.label, reversal.date.text),
        (Phrase(zh: "冲销", en: "takes back"), "#\(reversal.reverses)"),
        (EntryField.document.label, reversal.document),
      ] + reversal.movements.flatMap { line($0.line, $0.economic, ledger.catalogue) }
    default:
      guard let entry = event.entry else { return [] }
      return [(EntryField.date.label, entry.date.text)]
        + line(entry.line, entry.economic, ledger.catalogue) + [
          (EntryField.payee.label, entry.payee), (EntryField.document.label, entry.document),
          (EntryField.memo.label, entry.memo),
        ]
    }
  }

  private static func line(
    _ line: BudgetLine, _ economic: EconomicCode?, _ catalogue: ClassificationCatalogue
  ) -> [(Phrase, String?)] {
    func named(_ code: String, _ number: UInt32, _ system: CodeSystem) -> String {
      let name = catalogue.list(of: system).name(of: number, in: line.year)
      return [code, name].compactMap { $0 }.joined(separator: " ")
    }
    return [
      (EntryField.year.label, String(line.year.number)),
      (EntryField.source.label, "\(line.source.word) \(line.source.officialTerm)"),
      (EntryField.function.label, named(line.function.text, line.function.number, .function)),
      (EntryField.economic.label, economic.map { named($0.text, $0.number, .economic) }),
      (EntryField.nature.label, "\(line.nature.word) \(line.nature.officialTerm)"),
      (EntryField.project.label, line.project?.text),
    ]
  }
}

extension EntryField {
  /// What people call the field: the Chinese header, or the English one.
  var label: Phrase { Phrase(zh: officialTerm, en: rawValue) }
}
