// What the writers of a simulated life do: append, wait, publish, keep documents, run out of disk.

import EventStorage
import Glibc
import Merkle

extension Simulation {
  private func newBatch() -> [[UInt8]] {
    (0...chance.below(6)).map { _ in
      sentCount += 1
      let filling = String(repeating: "w", count: chance.happens(onceIn: 4) ? 700 : 0)
      return Array("\"n\":\(sentCount),\"memo\":\"\(filling)\"".utf8)
    }
  }

  /// What became of the batch that was in doubt is known under the lock.
  private func settle(_ writer: FileEventStore) {
    if model.settle(size: writer.size) { note(Simulation.row(16)) }
  }

  func append(faulty: Bool) throws(Divergence) {
    let isSetBack = chance.happens(onceIn: 8)
    if isSetBack { note("clock set back") }
    clock += isSetBack ? -60_000_000 : Int64(chance.below(1_000_000))
    let number = chance.below(writers.count)
    let batch = newBatch()
    // While a ledger is opened and caught up with, or from the moment the batch is sent.
    let isAimedAtWrite = !chance.happens(onceIn: 3)
    var fault = nextFault(within: 24)
    var glance = chance.happens(onceIn: 3) ? disk.callCount + 1 + chance.below(24) : nil
    disk.beforeCall = { [unowned self] in if disk.callCount + 1 == glance { overhear() } }
    if faulty, !isAimedAtWrite { disk.faults = [fault] }
    var wasSent = false
    var opened: FileEventStore?
    do throws(StorageError) {
      let writer = try reopened(writers[number])
      opened = writer
      noteRow(of: writer.tail)
      writers[number] = writer
      let setAsideCount = writer.setAsideTails.count
      try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        if writer.setAsideTails.count > setAsideCount { noteSetAside(writer) }
        settle(writer)
        if let complaint = try model.complaint(about: writer, lookingBack: 12) {
          overheard = overheard ?? complaint
        }
        model.send(batch)
        wasSent = true
        if chance.happens(onceIn: 3) { glance = disk.callCount + 1 + chance.below(12) }
        if faulty, isAimedAtWrite {
          fault = nextFault(within: 9)
          disk.faults = faults(after: fault)
        }
        try send(batch, by: writer)
      }
      noteAcknowledged(batch)
    } catch {
      // A failed append poisons its store, a failed opening has none: either begins anew.
      writers[number] = nil
      guard faulty, isInjected(error) else { throw diverged("append: \(error.reason)") }
    }
    let hasFailed = writers[number] == nil
    let hasDied = hasFailed && fault.isLasting && faulty
    disk.faults = []
    disk.beforeCall = {}
    if let overheard { throw diverged(overheard) }
    if hasFailed, wasSent, let opened { try expectPoisoned(opened) }
    guard hasDied else { return }
    note(wasSent ? "writer died while appending" : "writer died before appending")
    if chance.happens(onceIn: 2) { try crash() }
  }

  /// Appends the batch whole, or in pieces as a large import does.
  private func send(_ batch: [[UInt8]], by writer: FileEventStore) throws(StorageError) {
    guard chance.happens(onceIn: 3) else {
      try writer.append(batch, recordedAtMicroseconds: clock)
      return
    }
    note("batch in pieces")
    var rest = batch[...]
    try writer.append(batchOf: batch.count, recordedAtMicroseconds: clock) {
      (piece: inout RecordBodies) throws(StorageError) in
      for body in rest.prefix(2) {
        piece.bytes += body
        piece.endBody()
      }
      rest = rest.dropFirst(2)
    }
  }

  private func noteAcknowledged(_ batch: [[UInt8]]) {
    let first = model.size / UInt64(segmentRecordCount)
    model.acknowledge()
    let isAtEnd = model.size % UInt64(segmentRecordCount) == 0
    note(isAtEnd ? "batch ends with its segment" : "batch")
    if (model.size - 1) / UInt64(segmentRecordCount) > first { note("batch over two segments") }
  }

  /// A store whose append failed must refuse to go on, also when the disk is well again.
  private func expectPoisoned(_ store: FileEventStore) throws(Divergence) {
    do throws(StorageError) {
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in }
    } catch {
      guard error.code != .poisoned else { return note("poisoned store refuses") }
      throw diverged("after a failed append: \(error.reason)")
    }
    throw diverged("a store went on after its append had failed")
  }

  /// Somebody else holds the lock: for good, or for a while.
  func contend() throws(Divergence) {
    var isBusy = false
    do {
      let holder = try disk.open("\(Simulation.path)/ledger.json", .writing)
      defer { disk.close(holder) }
      guard try disk.tryLock(holder) else { throw diverged("a lock was left behind") }
      let giveBackAfter = chance.below(40)
      var pauseCount = 0
      disk.whenPaused = { [unowned self] in
        pauseCount += 1
        if pauseCount == giveBackAfter { disk.unlock(holder) }
      }
      defer { disk.whenPaused = {} }
      let writer = try open(on: disk)
      let batch = newBatch()
      do throws(StorageError) {
        try writer.exclusively(waitingAtMost: .milliseconds(100)) { () throws(StorageError) in
          settle(writer)
          model.send(batch)
          try writer.append(batch, recordedAtMicroseconds: clock)
        }
        noteAcknowledged(batch)
      } catch {
        guard case .busy = error.code else { throw error }
        isBusy = true
      }
    } catch let divergence as Divergence {
      throw divergence
    } catch {
      throw diverged("contention: \(error)")
    }
    note(isBusy ? "lock held: busy" : "lock held: waited for")
  }

  func publish(faulty: Bool) throws(Divergence) {
    var isDead = false
    do throws(StorageError) {
      if faulty {
        let fault = nextFault(within: 40)
        isDead = fault.isLasting
        disk.faults = [fault]
      }
      let writer = try open(on: disk)
      let checkpoint = try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        settle(writer)
        return try writer.publishCheckpoint()
      }
      let isNew = publishedSizes.insert(checkpoint.size).inserted
      note(isNew ? "checkpoint published" : "checkpoint published again")
      disk.faults = []
    } catch {
      disk.faults = []
      guard faulty, isInjected(error) else { throw diverged("publish: \(error.reason)") }
      writers = writers.map { _ in nil }
      guard isDead else { return }
      note("writer died beside the log")
      if chance.happens(onceIn: 2) { try crash() }
    }
  }

  /// A few documents, kept again and again: whoever is told that one is kept must find it.
  func keepDocument(faulty: Bool) throws(Divergence) {
    let bytes = Array("document \(chance.below(30))".utf8)
    let name = SHA256.hash(bytes).hex
    let place = "\(Simulation.path)/documents/\(name.prefix(2))/\(name)"
    let isDamaged = chance.happens(onceIn: 4) && disk.contents(place) != nil
    if isDamaged { disk.put(Array("rot".utf8), at: place) }
    var isDead = false
    do throws(StorageError) {
      let writer = try open(on: disk)
      if faulty {
        let fault = nextFault(within: 16)
        isDead = fault.isLasting
        disk.faults = [fault]
      }
      let digest = try writer.keep(document: bytes)
      disk.faults = []
      let isNew = documents.updateValue(bytes, forKey: digest.hex) == nil
      note(isNew ? "document kept" : "document kept again")
      if isDamaged { note("document damaged and mended") }
    } catch {
      disk.faults = []
      guard faulty, isInjected(error) else { throw diverged("document: \(error.reason)") }
      // What a hand has damaged is nobody's promise until it is mended.
      if isDamaged { documents[name] = nil }
      guard isDead else { return }
      note("writer died beside the log")
      if chance.happens(onceIn: 2) { try crash() }
    }
  }

  func fillDisk() throws(Divergence) {
    note("disk full for a while")
    disk.freeByteCount = chance.below(sectorByteCount == 4_096 ? 12_000 : 2_500)
    var wasFull = false
    for _ in 0..<3 {
      let batch = newBatch()
      do throws(StorageError) {
        let writer = try open(on: disk)
        try writer.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
          settle(writer)
          model.send(batch)
          try writer.append(batch, recordedAtMicroseconds: clock)
        }
        noteAcknowledged(batch)
      } catch {
        guard error.code == .diskFull else { throw diverged("full disk: \(error.reason)") }
        wasFull = true
      }
    }
    disk.freeByteCount = nil
    try append(faulty: false)
    if wasFull { note("disk full: nothing lost, goes on afterwards") }
  }
}
