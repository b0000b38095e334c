// Finding what was recorded under a key or with the same content, where columns say it may be.

import BudgetDomain
import EventCoding
import EventStorage
import Projections

extension Ledger {
  /// Lets the deciding state know what was recorded under the keys of `submissions`.
  ///
  /// - Throws: ``LedgerError/storage(_:)``, ``LedgerError/unreadableRecord(_:_:)``.
  func recallKeys(of submissions: [Submission]) throws(LedgerError) {
    let state = fold.decidingState
    let unknown = Set(
      submissions.compactMap(\.key).filter { state.position(ofKey: $0) == nil })
    guard !unknown.isEmpty else { return }
    let past = fold.decidingPast
    let positions =
      unknown.count <= Self.askedOneByOneMax
      ? Set(unknown.flatMap { past.positions(underKeyHash: TextHash.hash($0)) }).sorted()
      : past.positions(underKeyHashes: Set(unknown.map { TextHash.hash($0) }))
    guard !positions.isEmpty else { return }
    var found: [String: (position: UInt64, events: [Event])] = [:]
    for recorded in try events(at: positions) {
      guard let key = recorded.envelope.key, unknown.contains(key), recorded.event.isSubmitted
      else { continue }
      found[key, default: (recorded.envelope.position, [])].events.append(recorded.event)
    }
    for (key, use) in found { fold.recall(key, at: use.position, use.events) }
  }

  /// More keys than this are looked for in one scan.
  private static let askedOneByOneMax = 4

  /// Where content equal to each of `events` was recorded under some key: two facts may be equal,
  /// but whoever records the second should know of the first.
  ///
  /// - Throws: as ``events(at:)``.
  /// - Complexity: O(n) in the facts, and a read of the log for each candidate.
  func positions(recordedUnderKeys wanted: [Event]) throws(LedgerError) -> [Event: UInt64] {
    let signatures = Set(wanted.compactMap(FactSignature.init(of:)))
    let positions = columns.positions(withSignatures: signatures)
    let asked = Set(wanted)
    var found: [Event: UInt64] = [:]
    for recorded in try events(at: positions) {
      let submitted = recorded.event.asSubmitted
      guard asked.contains(submitted), found[submitted] == nil else { continue }
      found[submitted] = recorded.envelope.position
    }
    return found
  }
}
