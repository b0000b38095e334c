// The quick way through the regular part of a log: pieces read by several threads, in order.

import Merkle

/// Catches up with a log as far as nothing in it is out of the ordinary.
///
/// What it finds it neither judges nor reports: at the first surprise it stops at the last complete
/// batch, and `LogScan` goes on from there. A batch is taken in while it is still open, with the
/// state before it kept aside, so that one huge batch is not read twice.
struct PieceScan<Fold: LogFold> {
  let directory: LedgerDirectory
  var state: LogState
  var tree: TreeCache
  /// Checkpoints to be compared with the tree as it passes their sizes.
  var comparison: CheckpointComparison
  /// The last line of the last complete batch that was taken; empty where none was.
  private(set) var lastLine: [UInt8] = []
  private var open = OpenBatch()
  /// What is to be returned to if the open batch proves not to be whole.
  private var before: (tree: TreeCache, comparison: CheckpointComparison)?

  /// A batch of which not all records have been taken.
  private struct OpenBatch {
    var count: UInt64 = 0
    var size: UInt32 = 0
    var timeMicroseconds: Int64 = 0
    var firstSegment = 0
  }

  init(
    _ directory: LedgerDirectory, from state: LogState, _ tree: TreeCache,
    comparing comparison: CheckpointComparison
  ) {
    self.directory = directory
    self.state = state
    self.tree = tree
    self.comparison = comparison
  }

  /// Takes pieces as long as they are regular. `state`, `tree` and `fold` agree afterwards, at the
  /// end of a batch.
  mutating func run(into fold: inout Fold, _ progress: (UInt64) -> Void) {
    let (places, byteCount) = places()
    guard byteCount >= directory.reading.leastByteCount, !places.isEmpty else { return }
    let threads =
      directory.fileSystem.servesSeveralThreads
      ? min(directory.reading.threadCount, places.count) : 1
    let makers = (0..<threads).map {
      LogPieceMaker(places, LogPieceReader(directory, fold.makeReader(number: $0)))
    }
    let crew = PieceCrew(places.count, makers: makers)
    defer { crew.dismiss() }
    while let piece = crew.next() {
      let segmentCount = state.segments.count
      guard take(piece, in: places, into: &fold) else { break }
      if state.segments.count > segmentCount, segmentCount > 0 {
        progress(directory.layout.start(of: segmentCount))
      }
    }
    guard open.count > 0 else { return }
    fold.returnToMark()
    if let before {
      tree = before.tree
      comparison = before.comparison
    }
    state.forgetIncompleteBatch()
  }

  /// The pieces behind what is known, and how many bytes they have.
  private func places() -> (places: [PiecePlace], byteCount: UInt64) {
    var places: [PiecePlace] = []
    var total: UInt64 = 0
    var number = max(state.segments.count - 1, 0)
    while let length = length(of: number) {
      let known = number < state.segments.count ? state.segments[number].completeByteCount : 0
      // A segment that shrank, or is too long for its offsets, is for the scan to report.
      guard length >= known, length <= UInt64(UInt32.max) else { break }
      total += length - known
      var start = known
      while start < length {
        let end = min(start + UInt64(directory.reading.pieceByteCount), length)
        places.append(
          PiecePlace(
            segment: number, bytes: start..<end, length: length, beginsWithLine: start == known))
        start = end
      }
      number += 1
    }
    return (places, total)
  }

  private func length(of segment: Int) -> UInt64? {
    do throws(StorageError) {
      guard let file = try directory.openIfPresent(directory.segmentPath(segment), .reading)
      else { return nil }
      defer { directory.fileSystem.close(file) }
      return try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.length(of: file)
      }
    } catch {
      return nil
    }
  }

  /// Takes a piece if it is the one that must come next.
  private mutating func take(
    _ piece: LogPiece<Fold.Reading>, in places: [PiecePlace], into fold: inout Fold
  ) -> Bool {
    guard piece.isRegular, let reading = piece.reading else { return false }
    guard let first = piece.first, let last = piece.last else { return true }
    let number = piece.segment
    guard continues(first, in: number), last.position < directory.layout.start(of: number + 1)
    else { return false }
    if state.segments.count == number {
      // Every byte of the segment before belongs to one of its records.
      guard number == 0 || isWhole(number - 1) else { return false }
      state.segments.append(SegmentState())
      state.segments[number].lineOffsets.reserveCapacity(directory.layout.recordCount)
    }
    guard state.segments.count == number + 1,
      state.segments[number].scannedByteCount == piece.bytes.lowerBound
    else { return false }
    state.segments[number].lineOffsets += piece.offsets
    state.segments[number].scannedByteCount = piece.bytes.upperBound
    let count = piece.offsets.count
    if piece.wholeCount > 0 {
      grow(by: piece.leaves[..<piece.wholeCount])
      fold.take(reading, records: 0..<piece.wholeCount)
      complete(piece, first, &fold)
    }
    guard piece.wholeCount < count else { return true }
    if open.count == 0 { begin(piece, last, &fold) }
    grow(by: piece.leaves[piece.wholeCount...])
    fold.take(reading, records: piece.wholeCount..<count)
    open.count += UInt64(count - piece.wholeCount)
    return true
  }

  /// Whether the segment was read to its end.
  private func isWhole(_ number: Int) -> Bool {
    length(of: number) == state.segments[number].scannedByteCount
  }

  private func continues(_ frame: RecordFrame, in number: Int) -> Bool {
    guard frame.position == state.size + open.count,
      directory.layout.number(of: frame.position) == number
    else { return false }
    guard open.count == 0 else {
      return UInt64(frame.batchIndex) == open.count + 1 && frame.batchSize == open.size
        && frame.recordedAtMicroseconds == open.timeMicroseconds
    }
    return frame.batchIndex == 1
      && frame.recordedAtMicroseconds >= state.lastRecordedAtMicroseconds ?? .min
  }

  private mutating func begin(
    _ piece: LogPiece<Fold.Reading>, _ last: RecordFrame, _ fold: inout Fold
  ) {
    fold.mark()
    before = (tree, comparison)
    open.size = last.batchSize
    open.timeMicroseconds = last.recordedAtMicroseconds
    open.firstSegment = piece.segment
  }

  /// Counts the records up to the end of the last batch that ends in the piece.
  private mutating func complete(
    _ piece: LogPiece<Fold.Reading>, _ first: RecordFrame, _ fold: inout Fold
  ) {
    if open.count > 0 {
      fold.forgetMark()
      before = nil
      for earlier in open.firstSegment..<piece.segment {
        state.segments[earlier].completeByteCount = state.segments[earlier].scannedByteCount
      }
    }
    if state.size == 0 {
      let isOpen = open.count > 0
      state.firstRecordedAtMicroseconds =
        isOpen ? open.timeMicroseconds : first.recordedAtMicroseconds
    }
    state.size += open.count + UInt64(piece.wholeCount)
    state.batchCount += UInt64(piece.batchCount)
    state.lastRecordedAtMicroseconds = piece.wholeTimeMicroseconds
    state.segments[piece.segment].completeByteCount = piece.wholeEnd
    lastLine = piece.wholeLine
    open.count = 0
  }

  /// Adds leaves to the tree, and compares it with the checkpoints of the sizes it passes.
  private mutating func grow(by leaves: ArraySlice<Digest>) {
    var rest = leaves
    while let wanted = comparison.nextSize, wanted > tree.size,
      wanted - tree.size <= UInt64(rest.count)
    {
      let count = Int(wanted - tree.size)
      tree.append(contentsOf: rest.prefix(count))
      rest = rest.dropFirst(count)
      comparison.compare(size: tree.size, root: tree.root)
    }
    tree.append(contentsOf: rest)
  }
}
