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
      var fold = BodyFold(bodies: readers[number]?.bodies ?? [])
      let store: FileEventStore
      if let known = readers[number]?.store {
        store = known
        try store.refresh(into: &fold)
      } else {
        store = try FileEventStore(
          openingAt: Simulation.path, fileSystem: disk, segmentRecordCount: segmentRecordCount,
          by: plan, into: &fold)
      }
      noteRow(of: store.tail)
      complaint = try model.complaint(about: store, lookingBack: 12)
      complaint = complaint ?? model.complaint(about: fold.bodies)
      readers[number] = Reader(
        store: store, bodies: fold.bodies, sawDoubtful: store.size > model.size)
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

  /// Every other step a log is read in pieces of a few lines, as if it were a long one.
  private var plan: ReadingPlan {
    ReadingPlan(threadCount: 1, pieceByteCount: 700, leastByteCount: step % 2 == 0 ? 0 : .max)
  }

  /// Everything that was ever acknowledged is there, and the log is sound.
  func verify() throws(Divergence) {
    var complaint: String?
    do throws(StorageError) {
      var (opened, verified) = (BodyFold(), BodyFold())
      let store = try FileEventStore(
        openingAt: Simulation.path, fileSystem: disk, segmentRecordCount: segmentRecordCount,
        by: plan, into: &opened)
      complaint = try model.complaint(about: store, lookingBack: .max)
      let report = try store.verify(against: [], into: &verified) { _ in }
      if verified.bodies != opened.bodies { complaint = complaint ?? "verified something else" }
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

/// What was handed out, record by record or piece by piece.
struct BodyFold: LogFold {
  final class Reader: PieceReader {
    func read(_ records: PieceRecords) -> [[UInt8]] {
      (0..<records.count).map { Array(records[$0].body) }
    }
  }

  var bodies: [[UInt8]] = []
  private var marked: Int?

  init(bodies: [[UInt8]] = []) { self.bodies = bodies }

  func makeReader(number: Int) -> Reader { Reader() }
  mutating func take(_ record: RecordView) { bodies.append(Array(record.body)) }
  mutating func take(_ reading: [[UInt8]], records: Range<Int>) { bodies += reading[records] }
  mutating func mark() { marked = bodies.count }
  mutating func forgetMark() { marked = nil }

  mutating func returnToMark() {
    guard let marked else { preconditionFailure("a fold returns to a mark that it was given") }
    bodies.removeSubrange(marked...)
    self.marked = nil
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
