// A log on its way into tiles: entries go in, in order, and files come out as they are full.

/// Lays a log out in tiles (C2SP tlog-tiles) while its entries pass by once.
///
/// It holds at most one unfinished file of each level, so a log of any length needs little memory.
/// The same entries give the same files, whoever makes them.
public struct TileStream: Sendable {
  /// The number of entries so far.
  public private(set) var size: UInt64 = 0
  /// Hashes or entries in a full file, as a power of two.
  private let widthBits: Int
  private var bundle: [UInt8] = []
  /// The hashes of the unfinished tile of each level, level 0 first.
  private var unfinished: [[Digest]] = []

  /// A log without entries.
  public init() {
    self.init(widthBits: LogTile.fullWidth.trailingZeroBitCount)
  }

  /// A log in narrower files than the layout has, so that tests reach high levels with few entries.
  init(widthBits: Int) {
    self.widthBits = widthBits
  }

  /// Takes the next entry, and hands out the files that it completes.
  ///
  /// An entry of more than `LogTile.entryByteCountMax` bytes is a mistake of the caller.
  /// - Throws: What `emit` throws.
  /// - Complexity: O(n) in the bytes of the entry, amortized.
  public mutating func append<Failure: Error>(
    _ entry: UnsafeRawBufferPointer, emit: (LogTile) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(
      entry.count <= LogTile.entryByteCountMax, "An entry's length is written in sixteen bits.")
    bundle.append(UInt8(entry.count >> 8))
    bundle.append(UInt8(entry.count & 0xff))
    bundle.append(contentsOf: entry)
    let hash = leafHash(entry)
    size += 1
    if size % UInt64(fullWidth) == 0 {
      try emit(tile(.entries, number(0) - 1, fullWidth, bundle))
      bundle.removeAll(keepingCapacity: true)
    }
    try append(hash, level: 0, emit: emit)
  }

  /// Hands out the partial files at the right edge. The stream may go on growing afterwards.
  /// - Throws: What `emit` throws.
  public func finish<Failure: Error>(
    emit: (LogTile) throws(Failure) -> Void
  ) throws(Failure) {
    if !bundle.isEmpty {
      try emit(tile(.entries, number(0), Int(size % UInt64(fullWidth)), bundle))
    }
    for (level, hashes) in unfinished.enumerated() where !hashes.isEmpty {
      try emit(tile(.hashes(level: level), number(level), hashes.count, hashes.flatMap(\.bytes)))
    }
  }

  /// The root of the tree over the entries so far (RFC 9162 section 2.1.1).
  ///
  /// What the lower levels hold is less than one subtree of the level above, so it stands there as
  /// the last leaf, and the tree splits over those leaves as it does over the entries.
  /// - Complexity: O(log n).
  public var root: Digest {
    var last: Digest?
    for hashes in unfinished {
      var level = TreeFrontier()
      for hash in hashes { level.append(hash) }
      if let last { level.append(last) }
      if level.size > 0 { last = level.root }
    }
    return last ?? SHA256.hash([])
  }

  private mutating func append<Failure: Error>(
    _ hash: Digest, level: Int, emit: (LogTile) throws(Failure) -> Void
  ) throws(Failure) {
    if unfinished.count == level { unfinished.append([]) }
    unfinished[level].append(hash)
    guard unfinished[level].count == fullWidth else { return }
    let hashes = unfinished[level]
    try emit(
      tile(.hashes(level: level), number(level) - 1, fullWidth, hashes.flatMap(\.bytes)))
    var subtree = TreeFrontier()
    for hash in hashes { subtree.append(hash) }
    unfinished[level].removeAll(keepingCapacity: true)
    try append(subtree.root, level: level + 1, emit: emit)
  }

  /// How many full tiles of `level` the entries so far make.
  private func number(_ level: Int) -> UInt64 { size >> (widthBits * (level + 1)) }

  private var fullWidth: Int { 1 << widthBits }

  private func tile(
    _ content: LogTile.Content, _ index: UInt64, _ width: Int, _ bytes: [UInt8]
  ) -> LogTile {
    LogTile(
      content: content, index: index, width: width, isFull: width == fullWidth, bytes: bytes)
  }
}
