// Batches decided as plain entries come to what the same submissions one by one come to.

import BudgetDomain
import BudgetLedger
import EventStorageTesting
import Projections
import Testing

@Suite("Batches of plain entries") struct PlainBatchTests {
  /// What a call came to, in words, without the places in batches.
  private func answer(_ ledger: Ledger, _ submissions: [Submission]) -> String {
    do throws(LedgerError) {
      let outcome = try ledger.record(submissions)
      return "\(outcome.recorded.map(\.event)) \(outcome.alreadyRecorded) \(outcome.size)"
    } catch {
      guard case .rejected(let rejected) = error else { return "\(error)" }
      return rejected.map { "\($0.index) \($0.wording)" }.joined(separator: "\n")
    }
  }

  /// Submissions as the rows of random files say them, some of them changed.
  private func submissions(_ seed: UInt64) throws -> [[Submission]] {
    var rows = RandomRows(seed: seed)
    var chance = SeededChance(seed: ~seed)
    let scratch = TemporaryDirectory()
    let ledger = try Books.create(in: scratch)
    var batches: [[Submission]] = []
    for _ in 0..<6 {
      let text = rows.nextFile()
      let preview = try? ledger.importEntries(text, named: "a.csv", actor: "甲", isDryRun: true)
      let all = (preview?.preview ?? []).compactMap { recorded in
        entryCommand(recording: recorded.event).map {
          Submission(
            $0, actor: recorded.envelope.actor, key: recorded.envelope.key,
            reason: recorded.envelope.reason)
        }
      }
      var rest = all[...]
      while !rest.isEmpty {
        var batch = Array(rest.prefix(1 + chance.below(9)))
        rest = rest.dropFirst(batch.count)
        if chance.happens(onceIn: 12) { batch.append(batch[0]) }
        if chance.happens(onceIn: 15) { batch[0].key = nil }
        if chance.happens(onceIn: 25) { batch[0].actor = "" }
        batches.append(batch)
      }
      if chance.happens(onceIn: 3), let year = FiscalYear(2018) {
        let choices: [Command] = [
          .describeUnit(.administrative),
          .setPolicy(PolicyChange(setting: .controlLevel(.lineAndEconomic), year: year)),
          .setPolicy(PolicyChange(setting: .controlLevel(.line), year: year)),
        ]
        batches.append([Submission(choices[chance.below(3)], actor: "甲")])
      }
    }
    return batches
  }

  @Test func `are recorded, refused and known again as by a ledger that has just been opened`()
    throws
  {
    var recordedCount = 0
    for seed in UInt64(0)..<12 {
      let directory = TemporaryDirectory()
      let other = TemporaryDirectory()
      let lasting = try Books.create(in: directory)
      _ = try Books.create(in: other)
      for (turn, batch) in try submissions(seed).enumerated() {
        let fresh = try Ledger(openingAt: other.path)
        #expect(answer(lasting, batch) == answer(fresh, batch), "seed \(seed), batch \(turn)")
      }
      let read = try Ledger(openingAt: directory.path)
      recordedCount += Int(read.size)
      #expect(read.size == lasting.size)
      #expect(try read.root(ofSize: read.size) == lasting.root(ofSize: lasting.size))
      #expect(Array(read.columns.amountInFen) == Array(lasting.columns.amountInFen))
      #expect(Array(read.columns.keyHash) == Array(lasting.columns.keyHash))
      let events = try read.events(at: 1..<read.size).map(\.event)
      let fresh = try Ledger(openingAt: other.path)
      #expect(try fresh.events(at: 1..<fresh.size).map(\.event) == events)
    }
    #expect(recordedCount > 500, "\(recordedCount)")
  }
}
