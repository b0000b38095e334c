// `juesuan show POSITION`.

import BudgetDomain
import BudgetLedger
import Merkle
import Presentation
import Projections
import Statements

enum ShowCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        position: try invocation.position(ofOperand: 0),
        format: try invocation.format() as PageFormat
      )
    }
    let open = try OpenLedger(invocation, console)
    let text = try open.use { (ledger) throws(LedgerError) in
      switch asked.format {
      case .json: try ledger.rawRecord(at: asked.position) + "\n"
      case .text:
        EventPageText(
          page: try ledger.page(of: asked.position), catalogue: ledger.catalogue,
          language: console.language
        ).text
      }
    }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

/// The page about one event, section by section.
struct EventPageText {
  let page: EventPage
  let catalogue: ClassificationCatalogue
  let language: Language

  /// The whole page.
  var text: String {
    let sentence = EventSentence(catalogue: catalogue, language: language)
    return page.entry.recorded.headline(language) + "\n"
      + "  \(sentence.text(page.entry.recorded.event))\n" + rowsText(facts) + balances + lineage
      + "\n" + rowsText(evidence)
  }

  private func rowsText(_ rows: [LabelledRow]) -> String {
    let shown = rows.compactMap { label, value in value.map { (label.text(language), $0) } }
    let width = shown.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
    return shown.map { "  \(DisplayWidth.padded($0.0, to: width))  \($0.1)\n" }.joined()
  }

  /// Envelope, the event's own facts, and what later events did to it.
  private var facts: [LabelledRow] {
    let envelope = page.entry.recorded.envelope
    let batch = "\(envelope.batchIndex)/\(envelope.batchSize)"
    let range = page.batch.count > 1 ? " · #\(page.batch.lowerBound)–#\(page.batch.upperBound)" : ""
    let facts = EventFacts(catalogue: catalogue, language: language)
    return [
      (Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"), envelope.recordedAt.beijingText),
      (Phrase(zh: "批次", en: "batch"), batch + range),
      (EntryField.actor.label, envelope.actor),
      (Phrase(zh: "审核人", en: "approver"), envelope.approver),
      (Phrase(zh: "系统用户", en: "system user"), envelope.systemUser),
      (EntryField.key.label, envelope.key), (EntryField.reason.label, envelope.reason),
    ] + facts.rows(page.entry.recorded.event) + [
      (Phrase(zh: "已被冲销", en: "taken back by"), page.reversedBy.map { "#\($0)" }),
      (Phrase(zh: "已更正为", en: "corrected by"), page.correctedBy.map { "#\($0)" }),
      (Phrase(zh: "结果", en: "outcome"), outcome),
    ] + documents
  }

  /// How the waiting of a proposal or adjustment ended, or that it has not.
  private var outcome: String? {
    if page.isPending { return "等待中 waits" }
    return page.ending.map {
      "\($0.event.type.officialTerm) \($0.event.type.word) #\($0.envelope.position)"
    }
  }

  /// The documents, with what reading them again found.
  private var documents: [LabelledRow] {
    let facts = EventFacts(catalogue: catalogue, language: language)
    return zip(facts.rows(of: page.documents.map(\.attachment)), page.documents).map {
      row, document in
      let state =
        document.isIntact
        ? Phrase(zh: "核对一致", en: "read again: intact")
        : document.foundDigest == nil
          ? Phrase(zh: "文件不在", en: "the file is missing")
          : Phrase(zh: "内容已变", en: "the file was changed")
      return (row.label, row.text.map { "\($0) · \(state.text(language))" })
    }
  }

  /// The lines the event moves, before and after.
  private var balances: String {
    guard !page.entry.changes.isEmpty else { return "" }
    let titles = [
      Phrase(zh: "预算线", en: "budget line"), Phrase(zh: "", en: ""),
      Phrase(zh: "指标", en: "authority"), Phrase(zh: "已用", en: "used"),
      Phrase(zh: "可用", en: "free"), Phrase(zh: "资金", en: "money"),
    ]
    let moments = [Phrase(zh: "前", en: "before"), Phrase(zh: "后", en: "after")]
    let rows = page.entry.changes.flatMap { change in
      zip(moments, [change.before, change.after]).map { moment, totals in
        [change.line.text(language), moment.text(language)]
          + [
            totals.authorityInFen, totals.usedInFen, totals.freeAuthorityInFen,
            totals.closingInFen,
          ].map { Amount.yuanText(fen: $0) }
      }
    }
    return "\n"
      + PlainTable(
        columns: titles.enumerated().map {
          PlainTable.Column($1.text(language), alignment: $0 < 2 ? .left : .right)
        }, rows: rows
      ).text
  }

  /// The cells it is part of, table by table.
  private var lineage: String {
    guard !page.statements.isEmpty else { return "" }
    let titles = [
      Phrase(zh: "报表", en: "table"), EntryField.year.label,
      Phrase(zh: "进入的单元格", en: "cells it is part of"),
    ]
    let rows = page.statements.map { fed in
      [
        fed.statement.form.name, "\(fed.statement.year.number)",
        fed.cells.map(\.cell.address.text).joined(separator: " "),
      ]
    }
    return "\n"
      + PlainTable(columns: titles.map { PlainTable.Column($0.text(language)) }, rows: rows).text
  }

  /// The proof in short, and the record itself.
  private var evidence: [LabelledRow] {
    let proof = page.proof.proof
    let position = page.entry.recorded.envelope.position
    let root = String(page.proof.checkpoint.root.hex.prefix(AsOf.shortRootDigitCount))
    return [
      (
        Phrase(zh: "在日志中", en: "in the log"),
        Phrase(
          zh: "共 \(proof.treeSize) 条，根 \(root)，证明路径 \(proof.path.count) 个散列 · "
            + "juesuan prove \(position) -o \(position).proof",
          en: "\(proof.treeSize) events, root \(root), proof of \(proof.path.count) hashes · "
            + "juesuan prove \(position) -o \(position).proof"
        ).text(language)
      ),
      (Phrase(zh: "原始记录", en: "record"), page.rawRecord),
    ]
  }
}
