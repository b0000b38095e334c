// Every figure of a year that a text could mean, with the command that explains it.

import BudgetDomain
import Projections

/// The figures of a ledger that amounts of a text are looked up in.
struct LedgerFigures: Sendable {
  /// What side of the books a figure is on.
  enum Side: Hashable, Sendable {
    case budget
    case actual
    case other
  }

  struct Entry: Sendable {
    let fen: Int64
    let side: Side
    /// What it is, as a reader knows it.
    let name: String
    /// What shows where it comes from.
    let command: String
  }

  let entries: [Entry]
  private let account: YearAccount
  /// Whether every basic budget entry names its economic code, so that budgets by code are known.
  let hasCodedBudgets: Bool

  /// A project with its figures.
  struct Project: Sendable {
    let name: String
    let original: Int64
    let revised: Int64
    let spent: Int64
  }

  let projects: [Project]
  /// The names of the projects by their first character: a label is searched for all of them.
  private let projectNames: [Character: [String]]

  init(account: YearAccount, terms: [TextTerm]) {
    self.account = account
    let year = account.year.number
    func value(_ text: String) -> Int64 {
      (try? ExpressionParser.expression(in: text)).flatMap { account.value(of: $0) } ?? 0
    }
    let all = "economic: 301 | 302 | 303 | 307 | 309 | 310 | 399"
    hasCodedBudgets =
      value("original-budget(nature: basic)") == value("original-budget(nature: basic, \(all))")
    projects = account.projects.map { project in
      Project(
        name: project.name.text, original: project.totals.appropriatedInFen,
        revised: project.totals.revisedAppropriationInFen, spent: project.totals.expenditureInFen)
    }
    projectNames = Dictionary(grouping: projects.map(\.name)) { $0[$0.startIndex] }
    var entries: [Entry] = []
    for statement in account.set.statements {
      let form = statement.form
      for cell in statement.cells {
        let side: Side =
          cell.provenance.expression.text.contains("original-budget") ? .budget : .actual
        entries.append(
          Entry(
            fen: cell.fen, side: side, name: "\(form.name) \(cell.address.text) \(cell.label)",
            command: "juesuan explain \(form.code) \(cell.address.text) --for \(year)"))
      }
    }
    let balance = "juesuan balance --for \(year)"
    for term in terms {
      for (side, word, expression) in [
        (Side.budget, "年初预算", term.budget), (.budget, "调整预算数", term.revised),
        (.actual, "决算数", term.actual),
      ] {
        guard let fen = account.value(of: expression) else { continue }
        entries.append(Entry(fen: fen, side: side, name: term.name + word, command: balance))
      }
    }
    self.entries = entries + Self.lines(account, balance) + Self.changes(account, year)
  }

  private static func lines(_ account: YearAccount, _ command: String) -> [Entry] {
    account.balances.rows.flatMap { row -> [Entry] in
      let name =
        [row.line.function.text, row.line.project?.text].compactMap { $0 }
        .joined(separator: " ")
      let totals = row.totals
      return [
        (Side.budget, "年初预算", totals.appropriatedInFen), (.budget, "追加", totals.supplementedInFen),
        (.budget, "调整预算数", totals.revisedAppropriationInFen),
        (.actual, "收入", totals.incomeInFen), (.actual, "支出", totals.expenditureInFen),
        (.other, "年初结转", totals.adjustedOpeningInFen), (.other, "年末结转", totals.closingInFen),
      ].map { Entry(fen: $0.2, side: $0.0, name: "\(name) \($0.1)", command: command) }
    }
  }

  private static func changes(_ account: YearAccount, _ year: Int) -> [Entry] {
    let kinds: [EntryKind] = [.appropriation, .supplement, .reduction, .virement]
    let grouped = kinds.flatMap { kind in
      account.changes(kind).map { group in
        let first = group.changes.first?.position ?? 0
        return Entry(
          fen: group.fen, side: .budget, name: "\(kind.officialTerm) \(group.item)",
          command: "juesuan show \(first)")
      }
    }
    let facts = account.facts.filter { $0.report.metric.isMoney }.map {
      Entry(
        fen: $0.report.value, side: .other, name: $0.report.metric.officialTerm,
        command: "juesuan show \($0.position)")
    }
    let totals = kinds.map { kind in
      Entry(
        fen: account.changes(kind).reduce(0) { $0 + $1.fen }, side: .budget,
        name: "\(kind.officialTerm)合计", command: "juesuan balance --for \(year)")
    }
    return grouped + facts + totals
  }

  /// The figures that are printed as `figure`, the official cells first.
  func matches(_ figure: PrintedFigure) -> [Entry] { entries.filter { figure.prints($0.fen) } }

  /// The names of projects that occur in `label`.
  ///
  /// - Complexity: O(l · p) for l characters of the label and p projects that begin with one.
  func projectNames(in label: String) -> [String] {
    label.indices.flatMap { start in
      (projectNames[label[start]] ?? []).filter { label[start...].hasPrefix($0) }
    }
  }

  func value(of expression: Expression) -> Int64? { account.value(of: expression) }

  /// Whether the initial budget of a term can be known from the ledger.
  func knowsBudget(of term: TextTerm) -> Bool { !term.needsBudgetCodes || hasCodedBudgets }
}
