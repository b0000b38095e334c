// `juesuan show POSITION`.

import BudgetDomain
import BudgetLedger
import Presentation
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
        try page(try ledger.event(at: asked.position), ledger, console.language)
      }
    }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func page(
    _ recorded: RecordedEvent, _ ledger: Ledger, _ language: Language
  ) throws(LedgerError) -> String {
    let envelope = recorded.envelope
    let facts = EventFacts(catalogue: ledger.catalogue, language: language)
    var rows: [LabelledRow] = [
      (Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"), envelope.recordedAt.beijingText),
      (Phrase(zh: "批次", en: "batch"), "\(envelope.batchIndex)/\(envelope.batchSize)"),
      (EntryField.actor.label, envelope.actor),
      (Phrase(zh: "审核人", en: "approver"), envelope.approver),
      (EntryField.key.label, envelope.key), (EntryField.reason.label, envelope.reason),
    ]
    rows += facts.rows(recorded.event)
    rows += try followers(of: recorded, ledger)
    rows += facts.rows(of: try ledger.attachments(of: envelope.position))
    let shown = rows.compactMap { label, value in value.map { (label.text(language), $0) } }
    let width = shown.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
    let lines = shown.map { "  \(DisplayWidth.padded($0.0, to: width))  \($0.1)" }
    return ([recorded.headline(language)] + lines).joined(separator: "\n") + "\n"
  }

  /// What later events did to this one.
  private static func followers(
    of recorded: RecordedEvent, _ ledger: Ledger
  ) throws(LedgerError) -> [LabelledRow] {
    let position = recorded.envelope.position
    switch recorded.event {
    case .adjustmentSubmitted:
      return [
        try ending(of: position, isPending: ledger.pendingAdjustments[position] != nil, ledger)
      ]
    case .proposalSubmitted:
      return [try ending(of: position, isPending: ledger.pendingProposals[position] != nil, ledger)]
    default:
      let taken = UInt32(clamping: position + 1)
      guard let row = ledger.columns.reverses.firstIndex(of: taken) else { return [] }
      let reversal = ledger.columns.position[row]
      // A correction stands right behind the reversal it belongs to.
      let next = reversal + 1 < ledger.size ? try ledger.event(at: reversal + 1) : nil
      let isCorrected = next?.event.entry?.corrects == position
      return [
        (Phrase(zh: "已被冲销", en: "taken back by"), "#\(reversal)"),
        (Phrase(zh: "已更正为", en: "corrected by"), isCorrected ? "#\(reversal + 1)" : nil),
      ]
    }
  }

  /// How the waiting of a proposal or adjustment ended, or that it has not.
  private static func ending(
    of position: UInt64, isPending: Bool, _ ledger: Ledger
  ) throws(LedgerError) -> LabelledRow {
    let label = Phrase(zh: "结果", en: "outcome")
    guard !isPending else { return (label, Phrase(zh: "等待中", en: "waits").both) }
    let endings: Set<UInt8> = [
      EventType.adjustmentCompleted.rawValue, EventType.adjustmentWithdrawn.rawValue,
      EventType.proposalApproved.rawValue, EventType.proposalRejected.rawValue,
    ]
    let columns = ledger.columns
    for row in columns.firstRow(atOrAfter: position + 1)..<columns.count
    where endings.contains(columns.type[row]) {
      let event = try ledger.event(at: columns.position[row]).event
      if event.decides == position {
        return (label, "\(event.type.officialTerm) \(event.type.word) #\(columns.position[row])")
      }
    }
    return (label, nil)
  }
}

extension Phrase {
  /// The phrase in both languages, for what stands in a column of words and terms.
  fileprivate var both: String { "\(chinese) \(english)" }
}

extension Event {
  /// Position of the proposal or adjustment whose waiting the event ends.
  fileprivate var decides: UInt64? {
    switch self {
    case .adjustmentCompleted(let completion): completion.completes
    case .adjustmentWithdrawn(let submitted): submitted
    case .proposalApproved(let decision), .proposalRejected(let decision): decision.proposal
    default: nil
    }
  }
}
