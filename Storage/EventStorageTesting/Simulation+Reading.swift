// What the readers of a simulated life see, and what must be there at its end.

import EventStorage
import Merkle

extension Simulation {
  /// A reader looks in the middle of somebody's write.
  func overhear() {
    guard !isLooking else { return }
    isLooking = true
    defer { isLooking = false }
    note("reader during a write")
    do throws(Divergence) {
      try look(0)
    } catch {
      overheard = error.reason
    }
  }

  func look(_ number: Int) throws(Divergence) {
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

  /// Everything that was ever acknowledged is there, and the log is sound.
  func verify() throws(Divergence) {
    var complaint: String?
    do throws(StorageError) {
      let store = try open(on: disk)
      complaint = try model.complaint(about: store, lookingBack: .max)
      let report = try store.verify()
      if report.recordCount != store.size { complaint = complaint ?? "\(report)" }
      let confirmed = report.lastConfirmedCheckpoint?.size ?? 0
      if confirmed < publishedSizes.max() ?? 0 {
        complaint = complaint ?? "the last checkpoint is not confirmed"
      }
      let found = Set(try store.checkpoints().map(\.checkpoint.size))
      if !publishedSizes.isSubset(of: found) {
        complaint = complaint ?? "a published checkpoint is missing"
      }
      for (name, bytes) in documents where try store.document(withDigest: name) != bytes {
        complaint = complaint ?? "the document \(name) is missing or another"
      }
    } catch {
      complaint = error.reason
    }
    if let complaint { throw diverged("at the end: \(complaint)") }
  }

  func noteRow(of tail: TailReport) {
    let segments = disk.filePaths.filter { $0.contains("/log/") }
    switch tail.reason {
    case nil:
      let last = segments.last.flatMap { disk.contents($0) }
      note(Simulation.row(last == nil ? 2 : last?.isEmpty == true ? 3 : 1))
    case .unterminatedLine: note(Simulation.row(4))
    case .incompleteBatch:
      let last = segments.last.flatMap { disk.contents($0) } ?? []
      let isPaddingTorn = last.count % (sectorByteCount ?? 1) != 0 && last.last == 0x0a
      note(Simulation.row(isPaddingTorn && lastBatchIsWhole(last) ? 19 : 5))
    case .unwrittenBlocks: note(Simulation.row(7))
    }
    if tail.parts.count > 1 { note(Simulation.row(6)) }
  }

  /// Whether the last line says that it is the last of its batch.
  private func lastBatchIsWhole(_ bytes: [UInt8]) -> Bool {
    guard let line = bytes.split(separator: 0x0a).last,
      let place = String(decoding: line, as: UTF8.self).split(separator: "[").dropFirst().first?
        .split(separator: "]").first?.split(separator: ","), place.count == 2
    else { return false }
    return place[0] == place[1]
  }

  func noteSetAside(_ writer: FileEventStore) {
    note("tail set aside")
    let isSecond = writer.setAsideTails.contains { !$0.fileName.hasSuffix("-1.jsonl") }
    if isSecond { note(Simulation.row(15)) }
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
