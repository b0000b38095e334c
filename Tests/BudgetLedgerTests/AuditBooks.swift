// Ledgers for the tests of the audit side: a clock that the test sets, and books in a few lines.

import BudgetDomain
import BudgetLedger
import EventStorage
import Synchronization
import Testing

/// A ledger whose clock stands on a working morning until the test moves it.
final class AuditBooks {
  private let clock: AuditClock
  let ledger: Ledger

  /// An empty ledger; `time` is what its clock shows.
  init(in directory: TemporaryDirectory, at time: String = "2018-12-31T02:00:00Z") throws {
    let clock = try AuditClock(time)
    self.clock = clock
    ledger = try Ledger.create(
      at: directory.path, unit: "某单位", actor: "会计",
      environment: LedgerEnvironment(now: { clock.time }))
  }

  /// Sets the clock; it never goes back.
  func set(_ time: String) throws { try clock.set(time) }

  /// Imports rows below the usual header, as `actor`.
  @discardableResult
  func add(
    _ rows: String, actor: String = "会计", override: OverrideRequest? = nil
  ) throws -> [UInt64] {
    let header = "date,kind,source,function,economic,nature,project,amount,document,payee,memo\n"
    return try Array(
      ledger.importEntries(
        Books.bytes(header + rows + "\n"), named: "rows.csv", actor: actor, override: override
      ).recorded)
  }

  /// A budget and money of 10,000.00 for basic spending.
  func fund(_ yuan: String = "10000.00") throws {
    try add(
      """
      2018-01-02,appropriation,general-budget,2010306,,basic,,\(yuan),,,
      2018-01-02,income,general-budget,2010306,,basic,,\(yuan),,,
      """)
  }

  func policy(_ key: String, _ value: String) throws {
    let setting = try #require(PolicySetting(key: key, value: value))
    _ = try ledger.record([
      Submission(.setPolicy(PolicyChange(setting: setting, year: nil)), actor: "局长")
    ])
  }

  /// The findings of one test as `id`.
  func ids(_ kind: Finding.Kind) throws -> [String] {
    try ledger.findings().filter { $0.kind == kind }.map(\.id)
  }
}

/// A clock that only the test moves.
final class AuditClock: Sendable {
  private let now: Mutex<RecordedTime>

  init(_ text: String) throws {
    now = Mutex(try #require(RecordedTime(text: text)))
  }

  var time: RecordedTime { now.withLock { $0 } }

  func set(_ text: String) throws {
    let time = try #require(RecordedTime(text: text))
    now.withLock { $0 = time }
  }
}

/// One payment of the funded line as a row.
func payment(
  _ date: String, _ yuan: String, economic: String = "30201", document: String = "",
  payee: String = "", memo: String = ""
) -> String {
  "\(date),expenditure,general-budget,2010306,\(economic),basic,,\(yuan),\(document),\(payee),\(memo)"
}
