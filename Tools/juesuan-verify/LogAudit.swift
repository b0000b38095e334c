// The walk along the log: every line, every rule of Storage/FORMAT.md, and the tree over all of it.

import Merkle

/// Where the bytes come from: a directory, or a test's memory. `nil` stands for "there is none".
struct LedgerSource {
  /// The names in a folder of the ledger.
  var names: (_ folder: String) throws(Unreadable) -> [String]?
  /// The bytes of a file of the ledger.
  var bytes: (_ path: String) throws(Unreadable) -> [UInt8]?
}

/// A file or folder that exists and cannot be read.
struct Unreadable: Error, Equatable {
  let path: String
  let errno: Int32
}

/// Something that is not as it must be, and where.
struct Finding: Error, Equatable {
  enum Subject: Equatable {
    case flaw(Flaw)
    case notALedger
    case description
    case misnamedFile
    case missingSegment
    case shortSegment(records: UInt64)
    case unreadable(errno: Int32)
    case checkpoint(CheckpointError)
    case foreignCheckpoint(origin: String)
    case checkpointBeyondLog(size: UInt64)
    case contradiction(size: UInt64, published: Digest, found: Digest)
    case missingDocument(digest: String)
    case changedDocument(digest: String)
    case documentSize(digest: String)
  }

  let subject: Subject
  let file: String
  var position: UInt64?
  var offset: Int?
}

/// The bytes behind the last whole batch that no acknowledged record can be.
struct UnfinishedTail: Equatable {
  let file: String
  let offset: Int
  var byteCount: Int
}

/// What the walk has found so far; at its end, the whole log.
struct LogAudit {
  /// Records in a full segment.
  let segmentRecordCount: UInt64
  /// What a commit fills up with line feeds; 1 where commits follow each other without a gap.
  let sectorByteCount: Int
  private(set) var size: UInt64 = 0
  private(set) var batchCount: UInt64 = 0
  private(set) var byteCount = 0
  private(set) var segmentCount = 0
  private(set) var firstTime: String?
  private(set) var lastTime: String?
  private(set) var tree = TreeFrontier()
  private(set) var tail: UnfinishedTail?
  /// The roots at the sizes that somebody wants to know.
  private(set) var roots: [UInt64: Digest] = [:]
  /// Documents that records name, by position.
  private(set) var attachments: [(position: UInt64, attachment: Attachment)] = []

  private let wantedSizes: Set<UInt64>
  private var open = OpenBatch()

  /// The part of a batch that has been seen.
  private struct OpenBatch {
    var seen: UInt64 = 0
    var size: UInt64 = 0
    var time = ""
    var tree = TreeFrontier()
    var roots: [UInt64: Digest] = [:]
    var attachments: [(position: UInt64, attachment: Attachment)] = []
    var byteCount = 0
    var startFile = ""
    var startOffset = 0
  }

  /// One segment under inspection.
  private struct Segment {
    let name: String
    let isLast: Bool
    let bytes: UnsafeRawBufferPointer
    var recordCount: UInt64 = 0
    /// The end of the last whole batch in it.
    var wholeEnd = 0
    /// What the segments before hold of a batch that is still open.
    var inheritedByteCount: Int
  }

  /// What zero bytes say about the bytes they are in.
  private enum Zeros {
    case none
    case unwritten
    case unexplained(at: Int)
  }

  init(
    wantedSizes: Set<UInt64> = [], segmentRecordCount: UInt64 = 65_536, sectorByteCount: Int = 1
  ) {
    self.wantedSizes = wantedSizes
    self.sectorByteCount = sectorByteCount
    self.segmentRecordCount = segmentRecordCount
    if wantedSizes.contains(0) { roots[0] = tree.root }
  }

  private var next: UInt64 { size + open.seen }

  /// Walks the whole log.
  mutating func walk(_ source: LedgerSource) throws(Finding) {
    let names = try segmentNames(source)
    for (number, name) in names.enumerated() {
      let expected = LogAudit.segmentName(UInt64(number) * segmentRecordCount)
      guard name == expected else {
        throw Finding(
          subject: .missingSegment, file: "log/\(expected)",
          position: UInt64(number) * segmentRecordCount)
      }
      let bytes = try reading("log/\(name)") { () throws(Unreadable) in
        try source.bytes("log/\(name)")
      }
      let isLast = number == names.count - 1
      let inherited = open.seen > 0 ? open.byteCount : 0
      var finding: Finding?
      bytes.withUnsafeBytes { buffer in
        do throws(Finding) {
          try walk(
            Segment(
              name: "log/\(name)", isLast: isLast, bytes: buffer, inheritedByteCount: inherited))
        } catch {
          finding = error
        }
      }
      if let finding { throw finding }
    }
    if tail == nil, open.seen > 0 {
      tail = UnfinishedTail(
        file: open.startFile, offset: open.startOffset, byteCount: open.byteCount)
    }
  }

  private func segmentNames(_ source: LedgerSource) throws(Finding) -> [String] {
    let found = try reading("log") { () throws(Unreadable) in try source.names("log") }
    let names = found.filter { !$0.hasPrefix(".") && $0.hasSuffix(".jsonl") }.sorted()
    for name in names {
      let number = UInt64(name.dropLast(".jsonl".count))
      guard let number, number % segmentRecordCount == 0, LogAudit.segmentName(number) == name
      else { throw Finding(subject: .misnamedFile, file: "log/\(name)") }
    }
    return names
  }

  private static func segmentName(_ position: UInt64) -> String {
    twentyDigits(position) + ".jsonl"
  }

  private mutating func walk(_ whole: Segment) throws(Finding) {
    var segment = whole
    var start = 0
    while true {
      let rest = UnsafeRawBufferPointer(rebasing: segment.bytes[start...])
      guard let length = rest.firstIndex(of: 0x0a) else { break }
      do throws(Flaw) {
        guard length < RecordLine.byteCountMax else { throw .tooLong }
        let bytes = UnsafeRawBufferPointer(rebasing: rest[..<length])
        let line = try RecordLine(bytes)
        try follow(line, in: segment)
        take(line, bytes, at: start, in: &segment)
      } catch {
        return try judge(error, at: start, in: segment)
      }
      start += length + 1
      let isWhole = open.seen == open.size
      guard isWhole || segment.recordCount == segmentRecordCount else { continue }
      guard let end = try paddingEnd(after: start, in: segment) else { return }
      open.byteCount += end - start
      start = end
      if isWhole { closeBatch(at: end, in: &segment) }
    }
    guard start == segment.bytes.count else {
      return try judgeUnterminated(from: start, in: segment)
    }
    guard segment.recordCount == segmentRecordCount || segment.isLast else {
      throw shortSegment(segment, at: start)
    }
  }

  /// Whether the line is the one that must come next.
  private func follow(_ line: RecordLine, in segment: Segment) throws(Flaw) {
    guard segment.recordCount < segmentRecordCount else { throw .segmentOverfull }
    guard line.position == next else {
      throw .position(expected: next, found: line.position)
    }
    let expected = open.seen + 1
    guard line.batchIndex == expected, expected == 1 || line.batchSize == open.size else {
      throw .batch(
        expectedIndex: expected, foundIndex: line.batchIndex, foundSize: line.batchSize)
    }
    if expected > 1 {
      guard line.time == open.time else { throw .batchTime }
    } else if let before = lastTime, line.time < before {
      throw .time(before: before, found: line.time)
    }
  }

  private mutating func take(
    _ line: RecordLine, _ bytes: UnsafeRawBufferPointer, at offset: Int,
    in segment: inout Segment
  ) {
    if open.seen == 0 {
      open = OpenBatch()
      open.tree = tree
      (open.size, open.time) = (line.batchSize, line.time)
      (open.startFile, open.startOffset) = (segment.name, offset)
    }
    segment.recordCount += 1
    open.seen += 1
    open.byteCount += bytes.count + 1
    open.tree.append(leafHash(bytes))
    if wantedSizes.contains(open.tree.size) { open.roots[open.tree.size] = open.tree.root }
    if let attachment = Attachment(UnsafeRawBufferPointer(rebasing: bytes[line.body])) {
      open.attachments.append((line.position, attachment))
    }
  }

  /// The end of the line feeds that fill the sector behind a commit, if they are all there.
  private mutating func paddingEnd(
    after start: Int, in segment: Segment
  ) throws(Finding) -> Int? {
    let surplus = start % sectorByteCount
    let end = surplus == 0 ? start : start - surplus + sectorByteCount
    for at in start..<end {
      guard at < segment.bytes.count else {
        // The write stopped here; but a later segment is begun only after this one was synced.
        guard segment.isLast else {
          throw Finding(
            subject: .flaw(.padding), file: segment.name, position: next, offset: start)
        }
        leaveTail(of: segment)
        return nil
      }
      guard segment.bytes[at] == 0x0a else {
        try judge(.padding, at: at, in: segment)
        return nil
      }
    }
    return end
  }

  /// Counts the open batch, which is whole.
  private mutating func closeBatch(at end: Int, in segment: inout Segment) {
    if firstTime == nil { firstTime = open.time }
    lastTime = open.time
    size += open.size
    batchCount += 1
    byteCount += open.byteCount
    tree = open.tree
    roots.merge(open.roots) { _, new in new }
    attachments += open.attachments
    open.seen = 0
    segment.wholeEnd = end
    segment.inheritedByteCount = 0
    segmentCount = Int((size - 1) / segmentRecordCount) + 1
  }

  private func shortSegment(_ segment: Segment, at offset: Int) -> Finding {
    Finding(
      subject: .shortSegment(records: segment.recordCount), file: segment.name, position: next,
      offset: offset)
  }

  private func reading<Value>(
    _ path: String, _ read: () throws(Unreadable) -> Value?
  ) throws(Finding) -> Value {
    do throws(Unreadable) {
      guard let value = try read() else { throw Unreadable(path: path, errno: 0) }
      return value
    } catch {
      let subject: Finding.Subject =
        error.errno == 0 ? .notALedger : .unreadable(errno: error.errno)
      throw Finding(subject: subject, file: path)
    }
  }
}

extension LogAudit {
  /// A line that is wrong: damage, unless zeros show that its batch never reached the disk.
  private mutating func judge(
    _ flaw: Flaw, at offset: Int, in segment: Segment
  ) throws(Finding) {
    let zeros = segment.isLast ? zeros(in: segment) : .none
    switch zeros {
    case .unwritten:
      // What was never written can lie in front of no line but those of its own batch.
      guard !hasLaterBatch(in: segment) else {
        throw Finding(
          subject: .flaw(.zeroBytes), file: segment.name, position: next, offset: offset)
      }
      leaveTail(of: segment)
    case .unexplained(let zero):
      throw Finding(
        subject: .flaw(.zeroBytes), file: segment.name, position: next, offset: zero)
    case .none:
      throw Finding(subject: .flaw(flaw), file: segment.name, position: next, offset: offset)
    }
  }

  /// Bytes without a line feed at the end: unfinished, if a write that stopped can look so.
  private mutating func judgeUnterminated(
    from start: Int, in segment: Segment
  ) throws(Finding) {
    let rest = UnsafeRawBufferPointer(rebasing: segment.bytes[start...])
    if rest.count >= RecordLine.byteCountMax {
      return try judge(.tooLong, at: start, in: segment)
    }
    guard segment.isLast else { throw shortSegment(segment, at: start) }
    func damaged(_ flaw: Flaw) -> Finding {
      Finding(subject: .flaw(flaw), file: segment.name, position: next, offset: start)
    }
    if let control = rest.first(where: { $0 < 0x20 }) {
      guard control == 0 else { throw damaged(.controlByte) }
      return try judge(.zeroBytes, at: start, in: segment)
    }
    let isWholeRecord = (try? RecordLine(UnsafeRawBufferPointer(rebasing: rest.dropLast()))) != nil
    guard !isWholeRecord else { throw damaged(.newlineLost) }
    leaveTail(of: segment)
  }

  /// Whether a valid line of another batch than the next stands behind the last whole batch.
  private func hasLaterBatch(in segment: Segment) -> Bool {
    let rest = UnsafeRawBufferPointer(rebasing: segment.bytes[segment.wholeEnd...])
    return rest.split(separator: 0x0a).contains { bytes in
      guard bytes.count < RecordLine.byteCountMax,
        let line = try? RecordLine(UnsafeRawBufferPointer(rebasing: bytes))
      else { return false }
      return line.position &- (line.batchIndex - 1) != size
    }
  }

  private mutating func leaveTail(of segment: Segment) {
    let isInherited = segment.inheritedByteCount > 0
    tail = UnfinishedTail(
      file: isInherited ? open.startFile : segment.name,
      offset: isInherited ? open.startOffset : segment.wholeEnd,
      byteCount: segment.inheritedByteCount + segment.bytes.count - segment.wholeEnd)
  }

  /// The zero bytes behind the last whole batch. A write that never reached the disk leaves runs of
  /// them that begin where it began or at a sector, and end at a sector or at the end of the file.
  private func zeros(in segment: Segment) -> Zeros {
    var found = Zeros.none
    var at = segment.wholeEnd
    while at < segment.bytes.count {
      guard segment.bytes[at] == 0 else {
        at += 1
        continue
      }
      let start = at
      while at < segment.bytes.count, segment.bytes[at] == 0 { at += 1 }
      let beginsWell = start == segment.wholeEnd || start % 512 == 0
      let endsWell = at == segment.bytes.count || at % 512 == 0
      guard beginsWell, endsWell else { return .unexplained(at: start) }
      found = .unwritten
    }
    return found
  }
}

/// A number as the names of files carry it.
func twentyDigits(_ number: UInt64) -> String {
  let digits = String(number)
  return String(repeating: "0", count: 20 - digits.count) + digits
}
