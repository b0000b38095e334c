// The four golden units read from the checkout, imported, and compared with their expected figures.

import BudgetDomain
import BudgetLedger
import Foundation
import Projections
import Testing

/// One golden directory of `Storage/Golden`.
struct GoldenBooks: Sendable, CustomTestStringConvertible {
  let name: String
  let year: Int

  static let yongzhou = GoldenBooks(name: "yongzhou-2018", year: 2018)
  static let huaihua = GoldenBooks(name: "huaihua-2024", year: 2024)
  static let junshan = GoldenBooks(name: "junshan-2016", year: 2016)
  static let jianghua = GoldenBooks(name: "jianghua-2023", year: 2023)
  static let all = [yongzhou, huaihua, junshan, jianghua]

  var testDescription: String { name }

  private var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Storage/Golden/\(name)")
  }

  /// Where a file or folder of it lies.
  func path(_ file: String) -> String { folder.appendingPathComponent(file).path }

  func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(file)))
  }

  var expected: GoldenFigures {
    get throws {
      let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
      return try JSONDecoder().decode(GoldenFigures.self, from: data)
    }
  }

  /// A new ledger of the unit under the policies, without any facts.
  func create(
    in directory: TemporaryDirectory, policies: [(key: String, value: String)] = []
  ) throws -> Ledger {
    let ledger = try Ledger.create(
      at: directory.path, unit: try expected.unit, actor: "会计")
    try set(policies, ledger)
    return ledger
  }

  func set(_ policies: [(key: String, value: String)], _ ledger: Ledger) throws {
    for (key, value) in policies {
      let setting = try #require(PolicySetting(key: key, value: value))
      let change = PolicyChange(setting: setting, year: try Books.year(year))
      _ = try ledger.record([Submission(.setPolicy(change), actor: "局长")])
    }
  }

  @discardableResult
  func importFile(
    _ file: String, into ledger: Ledger, override: OverrideRequest? = nil
  ) throws(LedgerError) -> ImportOutcome {
    guard let bytes = try? bytes(file) else { preconditionFailure("no file \(file) of \(name)") }
    return try ledger.importEntries(bytes, named: file, actor: "会计", override: override)
  }

  /// The refusals of an import; empty where it was recorded.
  func refusals(of file: String, by ledger: Ledger) throws -> [RejectedSubmission] {
    do throws(LedgerError) {
      try importFile(file, into: ledger)
      return []
    } catch {
      guard case .rejected(let rejected) = error else { throw error }
      return rejected
    }
  }

  /// Compares every total and every line with `figures`.
  func check(_ figures: GoldenFigures.State, _ ledger: Ledger) throws {
    let balances = ledger.balances(of: try Books.year(year), at: Moment())
    let total = balances.total
    #expect(total.openingInFen == figures.openings)
    #expect(total.appropriatedInFen == figures.appropriations)
    #expect(total.supplementedInFen == figures.supplements)
    #expect(total.reducedInFen == figures.reductions)
    #expect(total.viredInFen == 0)
    let moved = balances.rows.reduce(0) { $0 + max(0, $1.totals.viredInFen) }
    #expect(moved == figures.virements)
    #expect(total.incomeInFen == figures.income)
    #expect(total.expenditureInFen == figures.expenditure)
    #expect(total.closingInFen == figures.closing)
    #expect(balances.authorityInFen == figures.authority)
    #expect(balances.rows.count == figures.lines.count)
    for line in figures.lines {
      let row = try #require(
        balances.rows.first { line.matches($0.line) }, "\(line.function) \(line.project)")
      #expect(row.totals.openingInFen == line.opening)
      #expect(row.totals.incomeInFen == line.income)
      #expect(row.totals.expenditureInFen == line.expenditure)
      #expect(row.totals.closingInFen == line.closing)
      #expect(row.totals.authorityInFen == line.authority)
    }
  }
}

/// The figures of an `expected.json`, in fen.
struct GoldenFigures: Decodable {
  struct Line: Decodable {
    let source: String
    let function: String
    let nature: String
    let project: String
    let opening: Int64
    let income: Int64
    let expenditure: Int64
    let closing: Int64
    let authority: Int64

    func matches(_ line: BudgetLine) -> Bool {
      line.source.word == source && line.function.text == function
        && line.nature.word == nature && (line.project?.text ?? "") == project
    }
  }

  struct State: Decodable {
    let openings: Int64
    let appropriations: Int64
    let supplements: Int64
    let reductions: Int64
    let virements: Int64
    let income: Int64
    let expenditure: Int64
    let closing: Int64
    let authority: Int64
    let lines: [Line]
  }

  struct Refused: Decodable {
    let rows: Int
    let amount: Int64
  }

  let unit: String
  let imported: State
  let afterOverride: State?
  let afterOverspend: State?
  let refused: Refused?

  private enum CodingKeys: String, CodingKey {
    case unit
    case afterOverride = "after_override"
    case afterOverspend = "after_overspend"
    case refused = "refused_under_refuse"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    unit = try container.decode(String.self, forKey: .unit)
    imported = try State(from: decoder)
    afterOverride = try container.decodeIfPresent(State.self, forKey: .afterOverride)
    afterOverspend = try container.decodeIfPresent(State.self, forKey: .afterOverspend)
    refused = try container.decodeIfPresent(Refused.self, forKey: .refused)
  }
}
