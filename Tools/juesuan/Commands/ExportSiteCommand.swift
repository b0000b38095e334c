// `juesuan export site DIR --for YEAR`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Presentation
import Projections
import Statements

enum ExportSiteCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<PlainFormat>(invocation)
    let isDryRun = invocation.has(CommandTable.Proofs.listOnly)
    let folder = try SiteFolder(replacingSiteAt: invocation.operands[0])
    let open = try OpenLedger(invocation, console)
    let asked = try invocation.moment(open)
    let past = try open.use { (ledger) throws(LedgerError) in try ledger.past(at: asked) }
    // A batch that the moment cuts in two is not part of the past, so not of the site.
    let moment = Moment(endPosition: past.size)
    let set = try open.statementSet(
      terms, at: moment, tableSet: try invocation.tableSet(for: terms.year, open))
    let site = Site(
      open: open, past: past, year: terms.year, moment: moment,
      plan: SitePlan(
        set, try open.pageContext(terms.year, at: moment, console.language),
        eventPositions: past.columns.positions(around: terms.year, at: moment)))
    let progress = ProgressLine(console)
    defer { progress.finish() }
    var names: [String] = []
    let total = site.fileCount
    try site.forEachFile { (file) throws(Failure) in
      progress.tell(names.count, of: total)
      names.append(file.name)
      if !isDryRun { try folder.write(file.text, to: file.name) }
    }
    names.append(SiteFolder.listName)
    if !isDryRun { try folder.finish() }
    progress.finish()
    let said =
      isDryRun
      ? Phrase(
        zh: "试算：\(names.count) 个文件；没有写入任何内容",
        en: "dry run: \(names.count) files; nothing was written")
      : Phrase(
        zh: "\(names.count) 个文件 → \(folder.path) · 打开：\(folder.path)/index.html",
        en: "\(names.count) files → \(folder.path) · open \(folder.path)/index.html")
    let list = isDryRun ? names.map { "\($0)\n" }.joined() : ""
    try console.report(list + said.text(console.language) + "\n")
    return console.tell(set.failures, past.checkExplanations(for: terms.year))
  }
}

/// A site while it is being made: what the ledger knows, page by page.
private struct Site {
  let open: OpenLedger
  /// The ledger as it stood, for what has no moment of its own.
  let past: Ledger
  let year: FiscalYear
  let moment: Moment
  let plan: SitePlan

  /// How many files there will be, for whoever waits.
  var fileCount: Int {
    plan.set.statements.reduce(0) { $0 + 1 + $1.cells.count } + plan.historyPageCount + 5
  }

  /// Makes one file after the other; only one is held at a time.
  func forEachFile(_ take: (SiteFile) throws(Failure) -> Void) throws(Failure) {
    let findings = try open.use { (_) throws(LedgerError) in try past.findings(for: year) }
    let isOpen = findings.count(where: \.isOpen)
    try take(plan.indexFile(SiteCounts(findings: findings.count, openFindings: isOpen)))
    for file in plan.formFiles { try take(file) }
    try forEachAmountFile(take)
    let (origins, known) = try open.use { (_) throws(LedgerError) in
      (try past.moneyByOrigin(of: year), try past.recordedAt(moment)?.beijingDate)
    }
    try take(
      plan.chartsFile(
        YearCourse(of: past.columns, year: year, at: moment, known: known),
        origins.map {
          SiteOrigin(
            year: $0.origin, openingInFen: $0.openingInFen, closingInFen: $0.closingInFen)
        }))
    for page in 0..<plan.historyPageCount {
      let positions = Array(plan.positions(onHistoryPage: page))
      let entries = try open.use { (ledger) throws(LedgerError) in
        try ledger.historyEntries(at: positions)
      }
      try take(
        plan.historyFile(
          page, entries.map { SiteEvent($0.recorded, changes: $0.changes) }, past.catalogue))
    }
    try take(plan.findingsFile(findings.map { SiteFinding($0) }))
    for file in plan.integrityFiles(try integrity()) { try take(file) }
  }

  /// What the log says about itself, compared with what was published.
  private func integrity() throws(Failure) -> SiteIntegrity {
    try open.use { (ledger) throws(LedgerError) in
      var checkpoints: [SiteIntegrity.Published] = []
      for stored in try ledger.checkpoints() where stored.checkpoint.size <= past.size {
        let root = try ledger.root(ofSize: stored.checkpoint.size)
        checkpoints.append(
          SiteIntegrity.Published(
            size: stored.checkpoint.size, rootHex: stored.checkpoint.root.hex,
            isSigned: stored.signature != nil, agrees: root == stored.checkpoint.root))
      }
      var publications: [(position: UInt64, publication: Publication, agrees: Bool)] = []
      for published in try past.publications(of: year) {
        let root = try ledger.root(ofSize: published.publication.treeSize)
        publications.append(
          (
            published.position, published.publication, root.hex == published.publication.root
          ))
      }
      return SiteIntegrity(
        checkpoint: try past.checkpoint().text, checkpoints: checkpoints,
        publications: publications)
    }
  }

  private func forEachAmountFile(
    _ take: (SiteFile) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = open.ledger.columns
    let cube = FigureCube(of: columns, year: year, at: moment)
    for statement in plan.set.statements {
      for cell in statement.cells {
        let explanation = Explanation(
          of: cell.address, in: statement, cube: cube, columns: columns,
          catalogue: open.ledger.catalogue)
        guard let explanation else { preconditionFailure("a cell of the statement is there") }
        let shown = explanation.events.suffix(SitePlan.eventsPerAmount).map(\.position)
        let documents = try open.documentNumbers(of: shown)
        try take(plan.amountFile(explanation, of: statement, documents: documents))
      }
    }
  }
}

extension SiteFinding {
  /// The finding in words.
  fileprivate init(_ finding: Finding) {
    self.init(
      severity: finding.kind.severity.title, id: finding.id, title: finding.kind.title,
      what: finding.what, positions: finding.positions, answer: finding.answer?.words,
      isOpen: finding.isOpen)
  }
}
