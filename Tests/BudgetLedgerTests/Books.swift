// Small ledgers in directories that vanish after the test.

import BudgetDomain
import BudgetLedger
import Foundation
import Testing

/// A directory of its own, removed with this object.
final class TemporaryDirectory {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "juesuan-" + UUID().uuidString
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func replaceInLog(_ old: String, with new: String) throws {
    let url = URL(fileURLWithPath: path + "/log/00000000000000000000.jsonl")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
  }
}

/// What the tests record.
enum Books {
  static let small = """
    date,kind,source,function,economic,nature,amount,memo
    2018-01-24,appropriation,general-budget,2010306,,basic,"1,000.00",年初预算
    2018-02-01,income,general-budget,2010306,,basic,600.00,拨款
    2018-02-02,income,general-budget,2010306,,basic,400.00,拨款
    2018-03-05,expenditure,general-budget,2010306,30201,basic,300.00,办公费

    """

  static func create(in directory: TemporaryDirectory) throws(LedgerError) -> Ledger {
    try Ledger.create(at: directory.path, unit: "某市政务服务中心", actor: "会计")
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  static func year(_ number: Int) throws -> FiscalYear { try #require(FiscalYear(number)) }

  static func expenditure(_ amount: String) throws(LedgerError) -> Submission {
    guard let year = FiscalYear(2018), let function = FunctionCode(text: "2010306"),
      let amount = try? Amount(yuanText: amount), let date = EffectiveDate(text: "2018-05-01")
    else { preconditionFailure("the sample is well-formed") }
    let line = BudgetLine(
      year: year, source: .generalBudget, function: function, nature: .basic, project: nil)
    let entry = Entry(
      line: line, economic: EconomicCode(text: "30201"), amount: amount, date: date)
    return Submission(.recordExpenditure(entry), actor: "会计")
  }

  /// The names of what is wrong with an import.
  static func problemNames(_ ledger: Ledger, _ text: String) -> [String] {
    do throws(LedgerError) {
      _ = try ledger.importEntries(bytes(text), named: "a.csv", actor: "会计")
      return []
    } catch {
      guard case .badInput(_, let problems) = error else { return ["\(error)"] }
      return problems.map(\.wording.name)
    }
  }
}
