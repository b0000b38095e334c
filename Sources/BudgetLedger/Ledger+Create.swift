// Beginning a ledger: the directory first, then the opening event in it.

import BudgetDomain
import EventStorage

extension Ledger {
  /// The table set of a ledger that names none.
  public static let defaultTableSet = "hunan-2018"

  /// Begins a ledger in the directory `path`, which is made where it does not exist.
  ///
  /// The origin is the name under which checkpoints are published; without one a random name is
  /// given, so that two ledgers are never confused. Where an earlier attempt was cut short before
  /// its opening event, this one completes it.
  ///
  /// - Parameter sectorByteCount: begin each commit on a new sector of this many bytes, for devices
  ///   that may tear a sector they overwrite (`Storage/README.md`); `nil` packs commits. One of
  ///   ``LedgerDescription/isSectorByteCount(_:)``.
  /// - Throws: ``LedgerError/storage(_:)`` with `directoryNotEmpty` and others,
  ///   ``LedgerError/rejected(_:)``.
  public static func create(
    at path: String, unit: String, unitCode: String? = nil,
    tableSet: String = defaultTableSet, origin: String? = nil, sectorByteCount: Int? = nil,
    actor: String, environment: LedgerEnvironment = .system
  ) throws(LedgerError) -> Ledger {
    precondition(
      sectorByteCount.map(LedgerDescription.isSectorByteCount) ?? true,
      "whoever asks for sectors has looked whether they are possible")
    let draft = LedgerOpening(
      origin: origin ?? randomOrigin(), unit: unit, unitCode: unitCode, tableSet: tableSet)
    try refuseEarly(draft, actor: actor)
    let ledger = try makeOrResume(path, draft, sectorByteCount, environment)
    let opening = LedgerOpening(
      origin: ledger.store.description.origin, unit: unit, unitCode: unitCode, tableSet: tableSet)
    _ = try ledger.record([Submission(.openLedger(opening), actor: actor)])
    return ledger
  }

  /// Decides the opening before a directory is made for it.
  private static func refuseEarly(_ opening: LedgerOpening, actor: String) throws(LedgerError) {
    let submission = Submission(.openLedger(opening), actor: actor)
    do throws(Rejection) {
      _ = try decide(submission, given: BudgetState())
    } catch {
      throw .rejected([
        RejectedSubmission(index: 0, row: nil, submission: submission, rejection: error)
      ])
    }
  }

  private static func makeOrResume(
    _ path: String, _ opening: LedgerOpening, _ sectorByteCount: Int?,
    _ environment: LedgerEnvironment
  ) throws(LedgerError) -> Ledger {
    let description: LedgerDescription
    do {
      description = try LedgerDescription(
        origin: opening.origin, unit: opening.unit, sectorByteCount: sectorByteCount)
    } catch {
      preconditionFailure("decide refuses what ledger.json cannot hold: \(error)")
    }
    let store: FileEventStore
    do throws(StorageError) {
      store = try FileEventStore.create(at: path, description: description)
    } catch {
      guard error.code == .directoryNotEmpty,
        let begun = try? Ledger(openingAt: path, environment: environment), begun.size == 0,
        begun.store.description.unit == opening.unit
      else { throw .storage(error) }
      return begun
    }
    let ledger = try Ledger(on: store, environment: environment)
    ledger.memory = IndexMemory(folder: IndexFolder(ofLedgerAt: path))
    return ledger
  }

  private static func randomOrigin() -> String {
    let number = UInt64.random(in: UInt64.min...UInt64.max)
    let digits = String(number, radix: 16)
    return "juesuan.local/" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
