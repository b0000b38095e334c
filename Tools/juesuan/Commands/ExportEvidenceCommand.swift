// `juesuan export evidence --cell FORM:ROW:COLUMN --for YEAR -o DIR`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Presentation
import Projections
import Statements

enum ExportEvidenceCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in try cell(invocation) }
    let isDryRun = invocation.has(CommandTable.Proofs.listOnly)
    let folder = try OutputFolder(
      refusingContentsOf: invocation.value(CommandTable.Proofs.folder) ?? "")
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: asked.year, open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(
        asked.form, for: asked.year, at: moment, tableSet: tableSet, money: nil)
    }
    guard let address = CellAddress(text: asked.address),
      let explanation = open.ledger.explanation(of: address, in: statement)
    else {
      throw Failure(
        .badInput, CellUnknown(text: asked.address, statement: statement), place: open.path)
    }
    let evidence = CellEvidence(
      explanation: explanation, statement: statement, asOf: try open.asOf(moment),
      language: console.language)
    let progress = ProgressLine(console)
    defer { progress.finish() }
    let files = try evidence.files(open) { progress.tell($0, of: $1) }
    progress.finish()
    if !isDryRun { for file in files { try folder.write(file.bytes, to: file.name) } }
    let names = isDryRun ? files.map { "\($0.name)\n" }.joined() : ""
    let said =
      isDryRun
      ? Phrase(
        zh: "试算：\(files.count) 个文件；没有写入任何内容",
        en: "dry run: \(files.count) files; nothing was written")
      : Phrase(
        zh: "\(files.count) 个文件 → \(folder.path) · 核对：python3 "
          + Shell.quoted("\(folder.path)/\(CellEvidence.scriptName)"),
        en: "\(files.count) files → \(folder.path) · check: python3 "
          + Shell.quoted("\(folder.path)/\(CellEvidence.scriptName)"))
    try console.report(names + said.text(console.language) + "\n")
    return .done
  }

  /// The form, before the first colon, the address in it, and the year.
  private static func cell(
    _ invocation: Invocation
  ) throws(UsageProblem) -> (form: String, address: String, year: FiscalYear) {
    guard let year = try invocation.year(Options.forYear) else {
      throw .optionMissing(Options.forYear.name, invocation.verb)
    }
    let option = CommandTable.Exports.cell
    let text = invocation.value(option) ?? ""
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(":") else {
      throw .valueUnknown(text, place: option.name, choices: ["01:28:2", "02:合计:1"])
    }
    return (String(parts[0]), String(parts[1]), year)
  }
}

/// A cell, the records behind it and what it takes to check them, as the files of one folder.
struct CellEvidence {
  let explanation: Explanation
  let statement: Statement
  let asOf: AsOf
  let language: Language

  static let scriptName = "check_evidence.py"

  /// The files, by their names in the folder, in an order that is the same every time. `tell` is
  /// told how many records are proved: a proof takes milliseconds, a cell may have thousands.
  func files(
    _ open: OpenLedger, tell: (Int, Int) -> Void
  ) throws(Failure) -> [(name: String, bytes: [UInt8])] {
    let cited = Set(explanation.events.map(\.position))
    let attached = try open.use { (ledger) throws(LedgerError) in
      try ledger.attachmentEvents().filter { cited.contains($0.attachment.position) }
    }
    let positions = cited.union(attached.map(\.position)).sorted()
    var files: [(name: String, bytes: [UInt8])] = []
    func add(_ name: String, _ text: String) { files.append((name, Array(text.utf8))) }
    let checkpoint = try open.use { (ledger) throws(LedgerError) in try ledger.checkpoint() }
    add("checkpoint", checkpoint.text)
    let documents = try open.documentNumbers(of: cited.sorted())
    let report = ExplanationReport(explanation, of: statement, documents: documents)
    add("cell.txt", report.text(language))
    add("cell.json", report.json(asOf: asOf).text)
    var lines = ""
    var proved = 0
    try open.use { (ledger) throws(LedgerError) in
      try ledger.forEachProof(of: positions, in: checkpoint, named: "checkpoint") { proof in
        tell(proved, positions.count)
        lines += String(decoding: proof.line, as: UTF8.self) + "\n"
        add("proofs/\(positions[proved]).proof", proof.text)
        proved += 1
      }
    }
    add("events.jsonl", lines)
    try addDocuments(attached.map(\.attachment), open, &files)
    let published = try addPublished(before: checkpoint, open, &files)
    add(Self.scriptName, String(decoding: PackageResources.check_evidence_py, as: UTF8.self))
    add("README.txt", instructions(positions, published: published).text(language))
    return files
  }

  /// The attached documents, each once, after a look whether they are still what was attached.
  private func addDocuments(
    _ attachments: [DocumentAttachment], _ open: OpenLedger,
    _ files: inout [(name: String, bytes: [UInt8])]
  ) throws(Failure) {
    var added: Set<String> = []
    for attachment in attachments where added.insert(attachment.digest).inserted {
      let bytes = try open.use { (ledger) throws(LedgerError) in
        let bytes = try ledger.document(of: attachment)
        let found = bytes.map { SHA256.hash($0).hex }
        guard let bytes, found == attachment.digest else {
          throw LedgerError.documentDamaged(
            position: attachment.position, digest: attachment.digest, found: found)
        }
        return bytes
      }
      files.append(("documents/\(attachment.digest.prefix(2))/\(attachment.digest)", bytes))
    }
  }

  /// The newest published checkpoint before that of now, its signature, and the proof that the log
  /// only grew since; its size, or `nil` where none was published.
  private func addPublished(
    before checkpoint: Checkpoint, _ open: OpenLedger,
    _ files: inout [(name: String, bytes: [UInt8])]
  ) throws(Failure) -> UInt64? {
    let published = try open.use { (ledger) throws(LedgerError) in
      try ledger.checkpoints().last {
        $0.checkpoint.size > 0 && $0.checkpoint.size < checkpoint.size
      }
    }
    guard let published else { return nil }
    let growth = try open.use { (ledger) throws(LedgerError) in
      try ledger.proof(
        from: published.checkpoint, named: "published.checkpoint", to: checkpoint,
        named: "checkpoint")
    }
    files.append(("published.checkpoint", Array(published.text.utf8)))
    if let signature = published.signature {
      files.append(("published.checkpoint.sig", signature))
    }
    files.append(("growth.proof", Array(growth.text.utf8)))
    return published.checkpoint.size
  }

  /// What is in the folder and how to check it.
  private func instructions(_ positions: [UInt64], published: UInt64?) -> Phrase {
    let cell = "\(statement.form.name) \(explanation.cell.address.text)"
    let value = "\(explanation.text) \(statement.money.word)"
    let example = positions.first.map { "proofs/\($0).proof" } ?? "proofs/N.proof"
    let growth =
      published == nil
      ? "" : "  juesuan-verify --proof growth.proof --checkpoint published.checkpoint\n"
    let commands = """
        python3 \(Self.scriptName)
        python3 \(Self.scriptName) KEPT-CHECKPOINT
        juesuan-verify --proof \(example) --checkpoint checkpoint

      """ + growth
    let chinese = """
      \(statement.unit) \(statement.year.number) 年度 \(cell) = \(value)

      文件
        cell.txt、cell.json  公式、每一笔、累计数（金额以分计）
        events.jsonl         这些记录在日志中的原文，一行一条
        proofs/N.proof       第 N 条在检查点的日志里（C2SP tlog-proof）
        checkpoint           账本名、条数、树根
        documents/           附件，文件名是它的 SHA-256
        published.checkpoint、growth.proof  公布过的检查点（如有），和日志此后只增未改的证明

      核对（在本目录里；只需 Python 3，或审计程序 juesuan-verify）
      \(commands)
      能证明：这些记录一字未改，在这个检查点的日志里；它们加起来正是这个数；附件是当时的附件。
      不能证明：检查点属实——请与盖章的报表上印的、或另行保存的比较（KEPT-CHECKPOINT）；没有别的记录也该计入这个数——\
      那要整份日志（juesuan export jsonl）；姓名和日期属实——那是记账时写的。

      """
    let english = """
      \(statement.unit), \(statement.year.number), \(cell) = \(value)

      Files
        cell.txt, cell.json  the formula, every event, the running total (amounts in fen)
        events.jsonl         the records as they stand in the log, one to a line
        proofs/N.proof       record N is in the log of the checkpoint (C2SP tlog-proof)
        checkpoint           origin, size and root of the log
        documents/           attached documents, named by their SHA-256
        published.checkpoint, growth.proof  a published checkpoint, if there is one, and the
                             proof that the log only grew since

      To check, in this directory, with Python 3 alone, or with the auditor's program
      \(commands)
      Proved then: these records, unchanged, are in the log of that checkpoint; they add up to the
      figure; the documents are those that were attached.
      Not proved: that the checkpoint is genuine (compare it with the one printed on the statement,
      or one kept elsewhere: KEPT-CHECKPOINT); that no other record belongs to the figure (that
      takes the whole log: juesuan export jsonl); that names and dates are true (they were typed).

      """
    return Phrase(zh: chinese, en: english)
  }
}
