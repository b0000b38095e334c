// What readers of simulated books see: in the middle of a write, at any time, and all of it.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorage
import EventStorageTesting

extension BooksSimulation {
  /// Lets somebody look, or record something, at one of the next calls; often at the one that
  /// fails, when a batch may be written and not yet durable.
  func disturb(intruding: Bool, failingAt call: Int?) {
    let first = disk.callCount + 1
    var glance = chance.happens(onceIn: 3) ? first + chance.below(30) : nil
    if let call, chance.happens(onceIn: 2) { glance = call }
    let intrusion = intruding && chance.happens(onceIn: 5) ? first + chance.below(20) : nil
    disk.beforeCall = { [unowned self] in
      guard !isLooking else { return }
      isLooking = true
      defer { isLooking = false }
      if disk.callCount + 1 == glance { glimpse() }
      if disk.callCount + 1 == intrusion { intrude() }
    }
  }

  /// A reader looks in the middle of somebody's write.
  private func glimpse() {
    note("reader during a write")
    let (faults, callCount) = (disk.faults, disk.callCount)
    // Mostly it is the writer's call that fails, and not one of the reader's.
    if !chance.happens(onceIn: 4) {
      disk.faults = []
      if chance.happens(onceIn: 2) { readers[0] = nil }
    }
    defer {
      let passed = disk.faults.isEmpty ? disk.callCount - callCount : 0
      disk.faults = faults.map { fault in
        var later = fault
        later.callNumber += passed
        return later
      }
    }
    do throws(LedgerError) {
      var reader = try refreshed(0)
      defer { readers[0] = reader }
      let size = reader.ledger.size
      if size > books.size {
        note("reader saw a batch in doubt")
        reader.sawDoubtful = true
      }
      guard size >= books.size else {
        overheard = "a reader sees \(size) records, \(books.size) acknowledged"
        return
      }
      glimpses.append(try reader.ledger.events(at: books.size..<size))
    } catch {
      if let complaint = complaint(of: 0, about: error) { overheard = complaint }
    }
  }

  /// A reader that is open, or opened now, and caught up.
  private func refreshed(_ number: Int) throws(LedgerError) -> Reader {
    if let reader = readers[number] {
      try reader.ledger.refresh()
      return reader
    }
    let usesIndex = chance.happens(onceIn: 2)
    let ledger = try open(on: disk, usesIndex: usesIndex)
    return Reader(ledger: ledger)
  }

  /// What is wrong with a failing reader; `nil` where a fault or a batch taken back explains it.
  private func complaint(of number: Int, about error: LedgerError) -> String? {
    let sawDoubtful = readers[number]?.sawDoubtful ?? false
    readers[number] = nil
    if !disk.faults.isEmpty, isInjected(error) {
      note("reader met a fault")
      return nil
    }
    if sawDoubtful, case .storage(let failure) = error, failure.code.isLoss {
      note("reader refused a log that was taken back")
      return nil
    }
    return "reader: \(error.brief)"
  }

  /// What was glimpsed is what was recorded, or a whole batch that is in doubt.
  func judgeGlimpses() throws(BooksDivergence) {
    defer { glimpses = [] }
    for glimpse in glimpses {
      let known = glimpse.prefix { $0.envelope.position < books.size }
      let rest = Array(glimpse.dropFirst(known.count))
      for recorded in known where books.log[Int(recorded.envelope.position)] != recorded {
        throw diverged("a reader saw another event #\(recorded.envelope.position)")
      }
      if let last = glimpse.last, last.envelope.batchIndex != last.envelope.batchSize {
        throw diverged("a reader saw half a batch at #\(last.envelope.position)")
      }
      guard rest.isEmpty || books.explains(rest) else {
        throw diverged("a reader saw \(rest.map(\.event.type.word)), which nobody sent")
      }
    }
  }

  /// Another process records something while a writer is about to.
  private func intrude() {
    let report = FactReport(
      metric: Metric.ofUnit[chance.below(Metric.ofUnit.count)],
      year: people.fiscalYear(people.year), date: people.date(in: people.year), value: 7)
    let submission = Submission(.reportFact(report), actor: "丁")
    guard case .recorded(let expected, _) = books.verdict(on: [submission]) else { return }
    do throws(LedgerError) {
      let ledger = try open(on: disk, usesIndex: chance.happens(onceIn: 2))
      let outcome = try ledger.record([submission])
      guard outcome.recorded.map(\.event) == expected.map(\.event) else {
        overheard = "between two: \(outcome.recorded.map(\.event.type.word)) recorded"
        return
      }
      note("another wrote in between")
      books.take(outcome.recorded)
    } catch {
      if case .storage(let failure) = error, case .busy = failure.code { return }
      overheard = "between two: \(error.brief)"
    }
  }

  /// A reader that has been open for long, or a new one, answers everything.
  func look(_ number: Int) throws(BooksDivergence) {
    let wasOpen = readers[number] != nil
    do throws(LedgerError) {
      var reader = try refreshed(number)
      if reader.ledger.size > books.size { reader.sawDoubtful = true }
      readers[number] = reader
    } catch {
      if let complaint = complaint(of: number, about: error) { throw diverged(complaint) }
      return
    }
    guard let ledger = readers[number]?.ledger else { return }
    if wasOpen { note("long open with index") }
    try compare(ledger, "reader \(number)")
  }

  /// Every way to open the ledger, and whoever has it open, gives the answers of the model.
  func lookAtEverything() throws(BooksDivergence) {
    try settle(faulty: false)
    try lookByAllWays()
    for (number, writer) in writers.enumerated() {
      guard let writer, !hasFailed.contains(number) else { continue }
      do throws(LedgerError) {
        try writer.refresh()
      } catch {
        throw diverged("writer \(number): \(error.brief)")
      }
      note(number < 2 ? "long open with index" : "long open without index")
      try compare(writer, "writer \(number)")
    }
    do throws(LedgerError) {
      let report = try open(on: disk, usesIndex: chance.happens(onceIn: 2)).verify()
      guard report.eventCount == books.size, report.log.tail.isClean || books.isInDoubt else {
        throw LedgerError.unknownMoment("verified \(report.eventCount) of \(books.size)")
      }
      note("verified")
    } catch {
      throw diverged("verify: \(error.brief)")
    }
  }

  /// Opens with an index and without, and for the newest state, and compares.
  func lookByAllWays() throws(BooksDivergence) {
    for way in ["opened by index", "opened for the newest state", "opened without index"] {
      let ledger: Ledger
      do throws(LedgerError) {
        ledger = try open(
          on: disk, usesIndex: way != "opened without index",
          onlyForStatements: way == "opened for the newest state")
      } catch {
        throw diverged("\(way): \(error.brief)")
      }
      note(way)
      try compare(ledger, way, onlyForStatements: way == "opened for the newest state")
    }
  }
}

extension StorageError.Code {
  /// Whether bytes that were there are no longer.
  fileprivate var isLoss: Bool {
    switch self {
    case .logShrank, .segmentMissing, .logRewritten: true
    default: false
    }
  }
}
