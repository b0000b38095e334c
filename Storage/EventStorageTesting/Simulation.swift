// One seed, one life of a ledger: writers, readers, faults, crashes, and a model that checks them.

import EventStorage
import Glibc
import Merkle

/// The first thing that went otherwise than the model says.
public struct Divergence: Error, Sendable {
  /// The step at which it was noticed, from 0.
  public let step: Int
  /// What was expected and what was found.
  public let reason: String
}

/// A simulated life of a ledger on a disk that fails, drawn from one seed.
///
/// Three writers and two readers use one ledger. The clock jumps, calls fail, writes tear, the
/// power goes, bytes rot. The same seed gives the same life.
public final class Simulation {
  /// How often each kind of fault, and each row of the recovery table, was reached.
  public private(set) var reached: [String: Int] = [:]
  /// The number of records acknowledged.
  public var acknowledgedCount: Int { model.bodies.count }

  private static let path = "/books"
  private var chance: SeededChance
  private var disk = FaultyFileSystem()
  private var model = AcknowledgedLog()
  private let segmentRecordCount: Int
  private var writers: [FileEventStore?] = [nil, nil, nil]
  private var readers: [Reader?] = [nil, nil]
  private var clock: Int64 = 1_795_240_629_000_000
  private var sentCount = 0
  private var published: [UInt64] = []
  private var step = 0
  /// A store that only reads, and all it has been handed since it was opened.
  private struct Reader {
    var store: FileEventStore
    var bodies: [[UInt8]]
    /// Whether it has been handed a batch that nobody had acknowledged.
    var sawDoubtful = false
  }

  /// A complaint of a reader that looked in the middle of a write.
  private var overheard: String?
  private var isLooking = false

  /// The life that `seed` stands for. `forgettingToSynchronize` plants a bug for it to find.
  /// - Throws: `Divergence`, if not even an empty ledger can be made.
  public init(seed: UInt64, forgettingToSynchronize: Bool = false) throws(Divergence) {
    chance = SeededChance(seed: seed)
    segmentRecordCount = [4, 8, 16][chance.below(3)]
    do {
      try FileEventStore.create(
        at: Simulation.path, description: LedgerDescription(origin: "simulated", unit: "单位"),
        fileSystem: disk)
    } catch {
      throw Divergence(step: 0, reason: "no ledger: \(error)")
    }
    disk.forgetsToSynchronize = forgettingToSynchronize
  }

  /// Lives so many steps, and looks at everything once more at the end.
  /// - Throws: `Divergence`: the first.
  public func run(stepCount: Int) throws(Divergence) {
    while step < stepCount {
      switch chance.below(20) {
      case 0...8: try append(faulty: false)
      case 9...12: try append(faulty: true)
      case 13...14: try look(chance.below(readers.count))
      case 15: try crash()
      case 16: try publish()
      case 17: try rot()
      case 18: try fillDisk()
      default: forgetStores()
      }
      step += 1
    }
    forgetStores()
    try verify()
  }

  private func note(_ what: String) {
    reached[what, default: 0] += 1
  }

  private func diverged(_ reason: String) -> Divergence {
    Divergence(step: step, reason: reason)
  }

  private func open(on disk: FaultyFileSystem) throws(StorageError) -> FileEventStore {
    try FileEventStore(
      openingAt: Simulation.path, fileSystem: disk, segmentRecordCount: segmentRecordCount)
  }

  private func reopened(_ store: FileEventStore?) throws(StorageError) -> FileEventStore {
    guard let store else { return try open(on: disk) }
    return store
  }

  /// Errors that injected faults explain; every other one is a divergence.
  private func isInjected(_ error: StorageError) -> Bool {
    switch error.code {
    case .diskFull: true
    case .systemCallFailed: error.errno == EIO
    default: false
    }
  }

  private func forgetStores() {
    note("restart of all processes")
    writers = writers.map { _ in nil }
    readers = readers.map { _ in nil }
  }
}

extension Simulation {
  private func newBatch() -> [[UInt8]] {
    (0...chance.below(6)).map { _ in
      sentCount += 1
      let filling = String(repeating: "w", count: chance.happens(onceIn: 4) ? 700 : 0)
      return Array("\"n\":\(sentCount),\"memo\":\"\(filling)\"".utf8)
    }
  }

  /// A fault of the next few calls: an error, perhaps a torn write, perhaps the writer's death.
  private func nextFault(within callCount: Int) -> Fault {
    let isFull = chance.happens(onceIn: 3)
    return Fault(
      callNumber: disk.callCount + 1 + chance.below(callCount), errno: isFull ? ENOSPC : EIO,
      writtenByteCount: chance.below(3_000), isLasting: chance.happens(onceIn: 2))
  }

  private func append(faulty: Bool) throws(Divergence) {
    clock += chance.happens(onceIn: 8) ? -60_000_000 : Int64(chance.below(1_000_000))
    let number = chance.below(writers.count)
    let batch = newBatch()
    // While a ledger is opened and caught up with, or from the moment the batch is sent.
    let isAimedAtWrite = !chance.happens(onceIn: 3)
    var fault = nextFault(within: 24)
    let glance = chance.happens(onceIn: 3) ? disk.callCount + 1 + chance.below(24) : nil
    disk.beforeCall = { [unowned self] in if disk.callCount + 1 == glance { overhear() } }
    if faulty, !isAimedAtWrite { disk.faults = [fault] }
    var wasSent = false
    do throws(StorageError) {
      let writer = try reopened(writers[number])
      noteRow(of: writer.tail)
      writers[number] = writer
      let setAsideCount = writer.setAsideTails.count
      try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        if writer.setAsideTails.count > setAsideCount { noteSetAside(writer) }
        if model.settle(size: writer.size) { note("row 16: unsynced batch kept") }
        if let complaint = try model.complaint(about: writer, lookingBack: 12) {
          overheard = overheard ?? complaint
        }
        model.send(batch)
        wasSent = true
        if faulty, isAimedAtWrite {
          fault = nextFault(within: 9)
          disk.faults = [fault]
        }
        try writer.append(batch, recordedAtMicroseconds: clock)
      }
      model.acknowledge()
      note(model.size % UInt64(segmentRecordCount) == 0 ? "batch ends with segment" : "batch")
    } catch {
      // A failed append poisons its store, a failed opening has none: either begins anew.
      writers[number] = nil
      note("\(error.errno == ENOSPC ? "ENOSPC" : "EIO") in \(error.systemCall ?? "-")")
      guard faulty, isInjected(error) else { throw diverged("append: \(error.reason)") }
    }
    let hasDied = writers[number] == nil && fault.isLasting && faulty
    disk.faults = []
    disk.beforeCall = {}
    if let overheard { throw diverged(overheard) }
    guard hasDied else { return }
    note(wasSent ? "writer died while appending" : "writer died before appending")
    if chance.happens(onceIn: 2) { try crash() }
  }

  /// A reader looks in the middle of somebody's write.
  private func overhear() {
    guard !isLooking else { return }
    isLooking = true
    defer { isLooking = false }
    note("reader during a write")
    do throws(Divergence) {
      try look(0, isDuringWrite: true)
    } catch {
      overheard = error.reason
    }
  }

  private func look(_ number: Int, isDuringWrite: Bool = false) throws(Divergence) {
    let sawDoubtful = readers[number]?.sawDoubtful ?? false
    var complaint: String?
    do throws(StorageError) {
      var bodies = readers[number]?.bodies ?? []
      let store: FileEventStore
      if let known = readers[number]?.store {
        store = known
        try store.refresh { bodies.append(Array($0.body)) }
      } else {
        store = try FileEventStore(
          openingAt: Simulation.path, fileSystem: disk, segmentRecordCount: segmentRecordCount
        ) { bodies.append(Array($0.body)) }
      }
      noteRow(of: store.tail)
      complaint = try model.complaint(about: store, lookingBack: 12)
      complaint = complaint ?? model.complaint(about: bodies)
      readers[number] = Reader(
        store: store, bodies: bodies, sawDoubtful: store.size > model.size)
    } catch {
      readers[number] = nil
      // What was seen of a batch that failed may be gone again; what was acknowledged may not.
      let isTakenBack = error.code.isLoss && sawDoubtful
      let isFault = !disk.faults.isEmpty && isInjected(error)
      guard isTakenBack || isFault else { throw diverged("reader: \(error.reason)") }
      note(isTakenBack ? "reader saw a batch that failed" : "reader met a fault")
    }
    if let complaint { throw diverged("reader: \(complaint)") }
  }

  private func crash() throws(Divergence) {
    let outcomes = CrashOutcome.allCases
    let outcome = outcomes[chance.below(outcomes.count)]
    let keepsEntries = chance.happens(onceIn: 2)
    note("power failure: \(outcome)")
    disk = disk.crash(outcome, keepingEntries: keepsEntries)
    writers = writers.map { _ in nil }
    readers = readers.map { _ in nil }
    try look(0)
    // What is there now is there for good, or is a tail that the next writer moves.
  }

  private func publish() throws(Divergence) {
    do throws(StorageError) {
      let writer = try open(on: disk)
      let checkpoint = try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        if model.settle(size: writer.size) { note("row 16: unsynced batch kept") }
        return try writer.publishCheckpoint()
      }
      published.append(checkpoint.size)
      note("checkpoint published")
    } catch {
      throw diverged("publish: \(error.reason)")
    }
  }

  /// A byte rots, on a copy of the disk whose log is covered by a checkpoint: never unnoticed.
  private func rot() throws(Divergence) {
    try publish()
    let copy = disk.crash(.unsyncedKept, keepingEntries: true)
    let paths = copy.filePaths.filter {
      $0.contains("/log/") && copy.contents($0)?.isEmpty == false
    }
    guard !paths.isEmpty else { return note("row 2: empty log") }
    let path = paths[chance.below(paths.count)]
    guard var bytes = copy.contents(path) else { return }
    let kind = chance.below(4)
    let place = chance.below(bytes.count)
    switch kind {
    case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
    case 1: bytes.removeSubrange(place...)
    case 2:
      for at in place..<min(bytes.count, place + 512) { bytes[at] = 0 }
    default: bytes.insert(UInt8(chance.below(256)), at: place)
    }
    copy.put(bytes, at: path)
    do throws(StorageError) {
      _ = try open(on: copy).verify()
    } catch {
      return note("rot found: \(error.code.name)")
    }
    throw diverged("rot of kind \(kind) at byte \(place) of \(path) was not noticed")
  }

  private func fillDisk() throws(Divergence) {
    note("disk full for a while")
    disk.freeByteCount = chance.below(2_500)
    for _ in 0..<3 {
      let batch = newBatch()
      do throws(StorageError) {
        let writer = try open(on: disk)
        try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
          if model.settle(size: writer.size) { note("row 16: unsynced batch kept") }
          model.send(batch)
          try writer.append(batch, recordedAtMicroseconds: clock)
        }
        model.acknowledge()
      } catch {
        guard error.code == .diskFull else { throw diverged("full disk: \(error.reason)") }
        note("ENOSPC on a full disk")
      }
    }
    disk.freeByteCount = nil
    try append(faulty: false)
  }

  private func verify() throws(Divergence) {
    var complaint: String?
    do throws(StorageError) {
      let store = try open(on: disk)
      complaint = try model.complaint(about: store, lookingBack: .max)
      let report = try store.verify()
      if report.recordCount != store.size { complaint = complaint ?? "\(report)" }
      if report.lastConfirmedCheckpoint?.size != published.max() {
        complaint = complaint ?? "the last checkpoint is not confirmed"
      }
    } catch {
      complaint = error.reason
    }
    if let complaint { throw diverged("at the end: \(complaint)") }
  }

  private func noteRow(of tail: TailReport) {
    switch tail.reason {
    case nil: note("row 1: clean")
    case .unterminatedLine: note("row 4: line torn")
    case .incompleteBatch: note("row 5: batch torn")
    case .unwrittenBlocks: note("row 7: zeros")
    }
    if tail.parts.count > 1 { note("row 6: torn over two segments") }
  }

  private func noteSetAside(_ writer: FileEventStore) {
    note("tail set aside")
    let isSecond = writer.setAsideTails.contains { !$0.fileName.hasSuffix("-1.jsonl") }
    if isSecond { note("row 15: set aside again") }
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

  /// The name of the case alone.
  fileprivate var name: String {
    if case .damagedRecord(let damage) = self { return "damagedRecord.\(damage)".beforeParenthesis }
    return "\(self)".beforeParenthesis
  }
}

extension String {
  fileprivate var beforeParenthesis: String {
    String(prefix { $0 != "(" })
  }
}
