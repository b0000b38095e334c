// Many threads record at once: each is answered for its own, and all of it is in the log.

import BudgetDomain
import BudgetLedger
import EventStorage
import Foundation
import Merkle
import Projections
import Testing

@Suite("A group commit") struct GroupCommitTests {
  private static let threadCount = 12
  private static let perThread = 15

  /// What one thread was told.
  private final class Told: @unchecked Sendable {
    // Written by one thread, read after all have ended.
    var positions: [UInt64] = []
    var refusedCount = 0
  }

  /// A ledger over which `told.count` threads have recorded, and what they were told.
  private func recorded(in directory: TemporaryDirectory, amount: String) throws -> [Told] {
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "small.csv", actor: "会计")
    let commits = try GroupCommit(openingAt: directory.path)
    let told = (0..<Self.threadCount).map { _ in Told() }
    let done = DispatchGroup()
    for number in 0..<Self.threadCount {
      let mine = told[number]
      Thread.detachNewThread {
        for index in 0..<Self.perThread {
          guard var submission = try? Books.expenditure(amount) else { continue }
          submission.key = "\(number)-\(index)"
          if let outcome = try? commits.record([submission]) {
            mine.positions += outcome.recorded.map(\.envelope.position)
          } else {
            mine.refusedCount += 1
          }
        }
        done.leave()
      }
      done.enter()
    }
    done.wait()
    return told
  }

  @Test func `acknowledges every event once, each in a batch of its own`() throws {
    let directory = TemporaryDirectory()
    let told = try recorded(in: directory, amount: "1.00")
    let all = told.flatMap(\.positions).sorted()
    #expect(all == (5..<UInt64(5 + Self.threadCount * Self.perThread)).map { $0 })
    let ledger = try Ledger(openingAt: directory.path)
    #expect(ledger.size == UInt64(5 + all.count))
    for position in all {
      let envelope = try ledger.event(at: position).envelope
      #expect(envelope.batchIndex == 1 && envelope.batchSize == 1)
    }
    for (number, mine) in told.enumerated() {
      let keys = try mine.positions.map { try ledger.event(at: $0).envelope.key }
      #expect(keys == (0..<Self.perThread).map { "\(number)-\($0)" })
    }
    #expect(try ledger.verify().log.batchCount == UInt64(2 + all.count))
  }

  @Test func `refuses alone who asks for too much, and spends no more than there is`() throws {
    let directory = TemporaryDirectory()
    // 700 yuan are left: seven payments of 100 find money, all others are refused and kept as such.
    let told = try recorded(in: directory, amount: "100.00")
    #expect(told.reduce(0) { $0 + $1.positions.count } == 7)
    let refused = told.reduce(0) { $0 + $1.refusedCount }
    #expect(refused == Self.threadCount * Self.perThread - 7)
    let ledger = try Ledger(openingAt: directory.path)
    #expect(ledger.size == UInt64(5 + Self.threadCount * Self.perThread))
    let balances = ledger.balances(of: try Books.year(2018), at: .init())
    #expect(balances.total.closingInFen == 0)
  }

  @Test func `keeps a group of several whole or refuses it whole`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "small.csv", actor: "会计")
    let small = try Books.expenditure("300.00")
    let outcomes = try ledger.record(groups: [
      [small, small, small], [small], [try Books.expenditure("400.00")], [small],
    ])
    let sizes = outcomes.map { try? $0.get().recorded.count }
    #expect(sizes == [nil, 1, 1, nil])
    let kinds = try (5..<ledger.size).map { try ledger.event(at: $0).event.type }
    #expect(
      kinds == [.commandRefused, .expenditureRecorded, .expenditureRecorded, .commandRefused])
  }

  /// What becomes of one payment, of 68 small ones behind it and of a refund behind all of them,
  /// asked for together where 700 yuan are left.
  private func together(
    in directory: TemporaryDirectory, first: String
  ) throws -> (ledger: Ledger, answers: [Result<RecordOutcome, LedgerError>]) {
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "small.csv", actor: "会计")
    guard case .recordExpenditure(let paidBack) = try Books.expenditure("30.00").command else {
      preconditionFailure("the sample is an expenditure")
    }
    let small = try (0..<68).map { number in
      var submission = try Books.expenditure("1.00")
      submission.key = "small-\(number)"
      return [submission]
    }
    let refund = Submission(.refundExpenditure(paidBack), actor: "会计")
    let groups = [[try Books.expenditure(first)]] + small + [[refund]]
    return (ledger, try ledger.record(groups: groups))
  }

  @Test func `lets what one pays back pay for others that came before it`() throws {
    let directory = TemporaryDirectory()
    let (ledger, answers) = try together(in: directory, first: "650.00")
    #expect(answers.count == 70)
    #expect(answers.allSatisfy { (try? $0.get().recorded.count) == 1 })
    let balances = ledger.balances(of: try Books.year(2018), at: .init())
    #expect(balances.total.closingInFen == 1_200)
    // Those that found no money stand behind the refund, and each was told its own.
    let last = try ledger.event(at: ledger.size - 1)
    let told = try answers[68].get().recorded
    #expect(last.envelope.key == "small-67")
    #expect(told.map(\.envelope.position) == [ledger.size - 1])
    let read = try Ledger(openingAt: directory.path)
    #expect(try read.verify().log.batchCount == 2 + 70)
  }

  @Test func `answers each of many for its own where some are refused`() throws {
    let directory = TemporaryDirectory()
    let (ledger, answers) = try together(in: directory, first: "690.00")
    let refused = answers.indices.filter { (try? answers[$0].get()) == nil }
    // Ten of one yuan find money at once, thirty in what is paid back.
    #expect(refused == Array(41...68))
    let keys = answers.dropFirst().dropLast().compactMap {
      try? $0.get().recorded.first?.envelope.key
    }
    #expect(keys == (0..<40).map { "small-\($0)" })
    for number in refused {
      guard case .failure(.rejected(let rejected)) = answers[number] else {
        Issue.record("group \(number) is refused by a rule")
        continue
      }
      #expect(rejected.map { $0.submission.key } == ["small-\(number - 1)"])
    }
    let read = try Ledger(openingAt: directory.path)
    #expect(read.size == ledger.size)
    let attempts = try (5..<read.size).filter {
      try read.event(at: $0).event.type == .commandRefused
    }
    #expect(attempts == Array(read.size - 28..<read.size))
    // What was refused is decided anew, with all that was recorded in between.
    let again = try ledger.record(groups: [[try Books.expenditure("1.00")]])
    #expect((try? again[0].get()) == nil)
  }
}
