// `juesuan sample --size N --seed-from CHECKPOINT`.

import BudgetDomain
import BudgetLedger
import Merkle
import Presentation

enum SampleCommand {
  private typealias Sampling = CommandTable.Sampling

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        size: try invocation.number(Sampling.size).map { Int(clamping: $0) } ?? 0,
        format: try invocation.format() as TableFormat
      )
    }
    let folder = try invocation.value(Sampling.proofs).map { (path) throws(Failure) in
      try OutputFolder(refusingContentsOf: path)
    }
    let open = try OpenLedger(invocation, console)
    let seed = try NamedCheckpoint(
      invocation.value(Sampling.seed) ?? "", open, option: Sampling.seed)
    let sample = try open.use { (ledger) throws(LedgerError) in
      try ledger.sample(
        of: asked.size, seededFrom: seed.checkpoint, named: seed.name,
        isMonetary: invocation.has(Sampling.monetary))
    }
    var items: [SampleText.Item] = []
    for item in sample.items {
      items.append(
        try open.use { (ledger) throws(LedgerError) in
          SampleText.Item(
            hits: item.hits, recorded: try ledger.event(at: item.position),
            proof: try ledger.proof(
              of: item.position, in: sample.checkpoint, named: seed.name))
        })
    }
    let report = SampleText(
      sample: sample, items: items, catalogue: open.ledger.catalogue,
      language: console.language)
    if let folder {
      for item in items { try folder.write(Array(item.proof.text.utf8), to: item.proofName) }
    }
    let text =
      switch asked.format {
      case .text: report.text(proofs: folder?.path)
      case .csv: report.table(grouped: false).csv
      case .json: report.json.text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

/// A sample as a listing, and with everything needed to draw it again.
struct SampleText {
  /// One payment with its proof.
  struct Item {
    let hits: Int
    let recorded: RecordedEvent
    let proof: InclusionProofText

    /// The file its proof is written to.
    var proofName: String { "\(recorded.envelope.position).proof" }
  }

  let sample: LedgerSample
  let items: [Item]
  let catalogue: ClassificationCatalogue
  let language: Language

  func text(proofs folder: String?) -> String {
    let total = Amount.yuanText(fen: sample.populationInFen)
    let way =
      sample.isMonetary
      ? Phrase(zh: "按金额", en: "by money") : Phrase(zh: "按笔", en: "by item")
    let head = Phrase(
      zh: "自 \(sample.checkpoint.size) 条检查点的 \(sample.populationCount) 笔支出（\(total) 元）"
        + "\(way.chinese)抽出 \(items.count) 笔\n\(LedgerSample.procedure) 种子 \(sample.seed.hex)\n",
      en:
        "\(items.count) of \(sample.populationCount) payments (\(total) yuan) in the checkpoint of "
        + "\(sample.checkpoint.size) events, drawn \(way.english)\n"
        + "\(LedgerSample.procedure) seed \(sample.seed.hex)\n"
    ).text(language)
    let check = folder.map { "juesuan verify --proof \($0)/\(items.first?.proofName ?? "")\n" }
    return head + table(grouped: true).text + (check ?? "")
  }

  /// One row for each payment, with the leaf hash that its proof begins from.
  func table(grouped: Bool) -> PlainTable {
    let titles = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "抽中次数", en: "hits"),
      EntryField.date.label, EntryField.document.label, EntryField.amount.label,
      Phrase(zh: "叶散列", en: "leaf"), Phrase(zh: "事项", en: "what"),
    ]
    let sentence = EventSentence(catalogue: catalogue, language: language)
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: [0, 1, 4].contains($0) ? .right : .left)
      },
      rows: items.map { item in
        let event = item.recorded.event
        let yuan = event.entry?.amount.yuanText ?? ""
        let leaf = leafHash(item.proof.line).hex
        return [
          "\(item.recorded.envelope.position)", "\(item.hits)", event.effectiveDate?.text ?? "",
          event.document ?? "", grouped ? yuan : yuan.filter { $0 != "," },
          grouped ? String(leaf.prefix(AsOf.shortRootDigitCount)) : leaf, sentence.text(event),
        ]
      })
  }

  /// The sample in the schema `juesuan/sample/1`, each item with the text of its proof.
  var json: JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/sample/1"),
      JSONValue.Member("procedure", .string(LedgerSample.procedure)),
      JSONValue.Member("monetary", .boolean(sample.isMonetary)),
      JSONValue.Member("checkpoint", .string(sample.checkpoint.text)),
      JSONValue.Member("seed", .string(sample.seed.hex)),
      JSONValue.Member("population", .integer(Int64(sample.populationCount))),
      JSONValue.Member("population_fen", .integer(sample.populationInFen)),
      JSONValue.Member(
        "items",
        .array(
          items.map { item in
            .object([
              JSONValue.Member("position", JSONValue(item.recorded.envelope.position)),
              JSONValue.Member("hits", .integer(Int64(item.hits))),
              JSONValue.Member(
                "amount_fen", item.recorded.event.amountInFen.map { .integer($0) } ?? .null),
              JSONValue.Member("proof", .string(item.proof.text)),
            ])
          })),
    ])
  }
}
