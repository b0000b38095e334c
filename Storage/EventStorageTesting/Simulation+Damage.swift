// What befalls the disk of a simulated life: power failures, rot, a hand that rewrites history.

import EventStorage

extension Simulation {
  func crash() throws(Divergence) {
    var outcomes = isTearing ? CrashOutcome.ofTearingDevice : CrashOutcome.ofAtomicDevice
    // Few crashes find a commit half written; where a device tears, those are to be torn.
    if isTearing { outcomes += [.sectorTornToGarbage, .sectorTornToZeros, .sectorTornToGarbage] }
    if chance.happens(onceIn: 2) {
      let outcome = outcomes[chance.below(outcomes.count)]
      let keepsEntries = chance.happens(onceIn: 2)
      note("power failure: everything alike")
      disk = disk.crash(outcome, keepingEntries: keepsEntries)
    } else {
      note("power failure: each file for itself")
      disk = disk.crash { [unowned self] _ in
        (outcomes[chance.below(outcomes.count)], chance.happens(onceIn: 2))
      }
    }
    writers = writers.map { _ in nil }
    readers = readers.map { _ in nil }
    if isTearing { try cutTornCommitOff() }
    try look(0)
    // What is there now is there for good, or is a tail that the next writer moves.
  }

  /// Where the device may tear sectors, a commit that was never acknowledged can come back as
  /// anything. It cannot be told from rot, so it is refused, and a person cuts it off, as
  /// `Storage/README.md` says. No byte of an acknowledged record may be among what is cut.
  private func cutTornCommitOff() throws(Divergence) {
    let refusal: StorageError
    do throws(StorageError) {
      _ = try open(on: disk)
      return
    } catch {
      refusal = error
    }
    guard case .damagedRecord = refusal.code, let position = refusal.position,
      position >= model.size, !model.doubtful.isEmpty, let bytes = disk.contents(refusal.path),
      let name = refusal.path.split(separator: "/").last, let first = UInt64(name.dropLast(6))
    else { throw diverged("after a power failure: \(refusal.reason)") }
    let count = model.size > first ? Int(model.size - first) : 0
    var end = 0
    for _ in 0..<count {
      guard let newline = bytes[end...].firstIndex(of: 0x0a) else {
        throw diverged("after a power failure: an acknowledged record is gone")
      }
      end = newline + 1
      // The newlines that fill the sector belong to the commit in front of them.
      while end < bytes.count, bytes[end] == 0x0a { end += 1 }
    }
    disk.put(Array(bytes[..<end]), at: refusal.path)
    note("torn commit cut off by a hand")
  }

  /// A byte rots, or a file suffers, on a copy of the disk whose log is covered by a checkpoint:
  /// never unnoticed.
  func rot() throws(Divergence) {
    try publish(faulty: false)
    let copy = disk.crash(.unsyncedKept, keepingEntries: true)
    let paths = copy.filePaths.filter {
      $0.contains("/log/") && copy.contents($0)?.isEmpty == false
    }
    guard !paths.isEmpty else { return note(Simulation.row(2)) }
    let number = chance.below(paths.count)
    let path = paths[number]
    guard var bytes = copy.contents(path) else { return }
    let kind = chance.below(8)
    let place = chance.below(bytes.count)
    switch kind {
    case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
    case 1: bytes.removeSubrange(place...)
    case 2:
      let start = chance.happens(onceIn: 2) ? place : place / 512 * 512
      for at in start..<min(bytes.count, start + 512) { bytes[at] = 0 }
    case 3: bytes.insert(UInt8(chance.below(256)), at: place)
    case 4: bytes = duplicatingLine(bytes, at: place)
    case 5:
      // The last newline, or one of those that fill the sector in front of it.
      let newline = bytes.lastIndex(of: 0x0a) ?? place
      bytes[sectorByteCount == nil ? newline : max(0, newline - chance.below(8))] = 0x21
    case 6: copy.put(bytes, at: "\(Simulation.path)/log/\(chance.below(1_000)).jsonl")
    default:
      copy.vanish(path)
      bytes = []
    }
    if kind < 6 { copy.put(bytes, at: path) }
    try expectNoticed(on: copy, "rot of kind \(kind) at byte \(place) of \(path)")
  }

  /// The line at `place` once more. A line that is only padding is not doubled.
  private func duplicatingLine(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    let line = bytes[..<(bytes.index(place, offsetBy: 0))].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = bytes[line...].firstIndex(of: 0x0a) ?? bytes.count - 1
    return Array(bytes[...end] + bytes[line...end] + bytes[(end + 1)...])
  }

  /// Somebody writes another history, with every checksum right, and puts it in the log's place.
  func alter() throws(Divergence) {
    try publish(faulty: false)
    guard model.size > 0 else { return }
    let copy = disk.crash(.unsyncedKept, keepingEntries: true)
    let other = FaultyFileSystem()
    let victim = UInt64(chance.below(Int(model.size)))
    let isCutting = chance.happens(onceIn: 3)
    do throws(StorageError) {
      let source = try open(on: copy)
      try FileEventStore.create(
        at: Simulation.path, description: source.description, fileSystem: other)
      let target = try open(on: other)
      var batches: [(bodies: [[UInt8]], time: Int64)] = []
      try source.forEachRecord(in: 0..<source.size) { record in
        if record.batchIndex == 1 { batches.append(([], record.recordedAtMicroseconds)) }
        let body = record.position == victim && !isCutting ? Array("\"n\":0".utf8) : nil
        batches[batches.count - 1].bodies.append(body ?? Array(record.body))
      }
      if isCutting { batches.removeLast() }
      try target.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        for batch in batches {
          try target.append(batch.bodies, recordedAtMicroseconds: batch.time)
        }
      }
    } catch {
      throw diverged("another history: \(error.reason)")
    }
    for path in copy.filePaths where path.contains("/log/") { copy.vanish(path) }
    for path in other.filePaths where path.contains("/log/") {
      copy.put(other.contents(path) ?? [], at: path)
    }
    try expectNoticed(on: copy, "another history from record \(victim) on")
  }

  private func expectNoticed(
    on copy: FaultyFileSystem, _ what: String
  ) throws(Divergence) {
    do throws(StorageError) {
      _ = try open(on: copy).verify()
    } catch {
      guard let row = error.code.recoveryRow else { throw diverged("\(what): \(error.reason)") }
      return note(Simulation.row(row))
    }
    throw diverged("\(what) was not noticed")
  }
}

extension StorageError.Code {
  /// The row of the recovery table that refuses with this code.
  fileprivate var recoveryRow: Int? {
    switch self {
    case .damagedRecord(let damage):
      switch damage {
      case .zeroBytes: 8
      case .crcMismatch, .malformedFrame: 9
      case .newlineLost, .controlByte: 10
      case .positionOutOfOrder, .batchOutOfOrder, .batchTimesDiffer, .timeWentBackwards,
        .recordTooLong, .segmentOverfull:
        11
      case .paddingBroken: 20
      }
    case .segmentTooShort: 12
    case .segmentMissing: 13
    case .misnamedSegment: 14
    case .checkpointBeyondLog: 17
    case .checkpointContradicted: 18
    default: nil
    }
  }
}
