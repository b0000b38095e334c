// What a store knows at one size of its log, as bytes: where a later reader may take it up again.

import Glibc
import Merkle

/// The knowledge of a store that reading the log again would give: offsets, sizes, tree.
///
/// An anchor is written beside the log and believed only as far as the log bears it out: every
/// segment must have the length it had, and the last record must be the one it was. What stands
/// before that is as good as the verification that runs over the whole log; see
/// `Storage/README.md`.
struct LogAnchor {
  /// How far apart the offsets are that are kept of a segment that is not the last.
  static let sparseness = 256

  var state: LogState
  var tree: TreeCache
  var lastLeaf: Digest

  /// The bytes of the anchor.
  /// - Complexity: O(n) in the records of the last segment, O(n / 256) in those before.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ value: UInt64) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    func put(_ offsets: [UInt32]) {
      put(UInt64(offsets.count))
      offsets.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    func put(_ digests: [Digest]) {
      put(UInt64(digests.count))
      for digest in digests { bytes.append(contentsOf: digest.bytes) }
    }
    put(UInt64(state.layout.recordCount))
    put(state.size)
    put(state.batchCount)
    put(UInt64(bitPattern: state.firstRecordedAtMicroseconds ?? -1))
    put(UInt64(bitPattern: state.lastRecordedAtMicroseconds ?? -1))
    put(UInt64(state.segments.count))
    for (number, segment) in state.segments.enumerated() {
      put(segment.completeByteCount)
      put(number == state.segments.count - 1 ? segment.lineOffsets : segment.sparse)
    }
    let (runs, tiles, leaves) = tree.parts
    put(runs)
    put(tiles)
    put(leaves)
    put([lastLeaf])
    return bytes
  }
}

extension LogAnchor {
  /// The anchor in `bytes`; `nil` where they are not those of one for this layout.
  init?(_ bytes: UnsafeRawBufferPointer, layout: SegmentLayout) {
    var reader = AnchorReader(bytes: bytes)
    guard reader.take() == UInt64(layout.recordCount), let size = reader.take(), size > 0,
      let batchCount = reader.take(), let first = reader.take(), let last = reader.take(),
      let segmentCount = reader.take(), segmentCount == UInt64(layout.number(of: size - 1)) + 1
    else { return nil }
    var state = LogState(layout)
    state.size = size
    state.batchCount = batchCount
    state.firstRecordedAtMicroseconds = Int64(bitPattern: first)
    state.lastRecordedAtMicroseconds = Int64(bitPattern: last)
    for number in 0..<Int(segmentCount) {
      guard let byteCount = reader.take(), let offsets = reader.takeOffsets() else { return nil }
      var segment = SegmentState()
      segment.completeByteCount = byteCount
      segment.scannedByteCount = byteCount
      if number == Int(segmentCount) - 1 {
        segment.lineOffsets = offsets
      } else {
        segment.sparseOffsets = offsets
      }
      state.segments.append(segment)
    }
    let lastCount = Int(size - layout.start(of: Int(segmentCount) - 1))
    guard let runs = reader.takeDigests(), let tiles = reader.takeDigests(),
      let leaves = reader.takeDigests(),
      let lastLeaf = reader.takeDigests()?.first, reader.isAtEnd,
      state.segments.last?.lineOffsets.count == lastCount,
      let tree = TreeCache(layout, runs: runs, tiles: tiles, leaves: leaves), tree.size == size
    else { return nil }
    self.init(state: state, tree: tree, lastLeaf: lastLeaf)
  }
}

/// Takes the bytes of an anchor apart.
private struct AnchorReader {
  let bytes: UnsafeRawBufferPointer
  var offset = 0

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func take() -> UInt64? {
    guard bytes.count - offset >= 8 else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    offset += 8
    return UInt64(littleEndian: value)
  }

  mutating func takeRun(of width: Int) -> UnsafeRawBufferPointer? {
    guard let count = take(), count <= UInt64(bytes.count - offset) / UInt64(width) else {
      return nil
    }
    let end = offset + Int(count) * width
    defer { offset = end }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
  }

  mutating func takeOffsets() -> [UInt32]? {
    guard let run = takeRun(of: 4) else { return nil }
    var offsets = [UInt32](repeating: 0, count: run.count / 4)
    offsets.withUnsafeMutableBytes { $0.copyMemory(from: run) }
    for index in offsets.indices { offsets[index] = UInt32(littleEndian: offsets[index]) }
    return offsets
  }

  mutating func takeDigests() -> [Digest]? {
    guard let run = takeRun(of: Digest.byteCount) else { return nil }
    var digests: [Digest] = []
    digests.reserveCapacity(run.count / Digest.byteCount)
    for start in stride(from: 0, to: run.count, by: Digest.byteCount) {
      digests.append(Digest(loading: UnsafeRawBufferPointer(rebasing: run[start...])))
    }
    return digests
  }
}
