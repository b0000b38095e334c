// Many leaves hashed together: two to three times as fast as one after the other.

/// Collects leaves and hashes them side by side, as many at once as the processor can.
///
/// Use it where many leaves are hashed; `leafHash` is for a single one. The digests are those of
/// `leafHash`, and come out in the order in which the leaves went in. The bytes of a leaf are
/// copied, so they are free as soon as `append` returns; no hash allocates memory.
///
/// ```swift
/// var batch = LeafBatch()
/// for line in lines { batch.append(line) }
/// batch.drain(into: &tree)
/// ```
public struct LeafBatch: ~Copyable {
  /// Longer messages are hashed alone, where copying them would no longer pay.
  private static let messageByteCountMax = 4_096
  private static let capacity = 1 << 17

  private let instructions: HashingInstructions
  private var streams: SHA256Streams
  /// The padded messages that wait, one behind the other.
  // Unsafe memory, because the processor's functions take pointers into all messages at once.
  private let messages: UnsafeMutableRawPointer
  private var filled = 0
  /// The number of blocks of each message that waits.
  private var blockCounts: [Int] = []
  /// The digests of the leaves before those that wait.
  private var digests: [Digest] = []

  /// A batch without leaves.
  public init() {
    self.init(.ofThisProcessor)
  }

  init(_ instructions: HashingInstructions) {
    self.instructions = instructions
    streams = SHA256Streams(instructions)
    messages = .allocate(byteCount: Self.capacity, alignment: 64)
  }

  deinit {
    messages.deallocate()
  }

  /// The number of leaves that went in and whose digests have not been taken out.
  public var count: Int { digests.count + blockCounts.count }

  /// Adds a leaf. The bytes need to be valid only until this returns.
  /// - Complexity: O(n); from time to time all leaves that wait are hashed.
  public mutating func append(_ leaf: UnsafeRawBufferPointer) {
    // The prefix 0x00, the leaf, a one bit, and the length in bits as 64 bits.
    let blockCount = (1 + leaf.count + 1 + 8 + 63) / 64
    let byteCount = 64 * blockCount
    guard byteCount <= Self.messageByteCountMax else {
      hashWaiting()
      digests.append(leafHash(leaf, instructions))
      return
    }
    if filled + byteCount > Self.capacity { hashWaiting() }
    let message = messages + filled
    message.storeBytes(of: 0x00, as: UInt8.self)
    if let start = leaf.baseAddress {
      (message + 1).copyMemory(from: start, byteCount: leaf.count)
    }
    let padding = message + 1 + leaf.count
    padding.storeBytes(of: 0x80, as: UInt8.self)
    let zeroCount = byteCount - leaf.count - 2 - 8
    (padding + 1).initializeMemory(as: UInt8.self, repeating: 0, count: zeroCount)
    let bitCount = UInt64(1 + leaf.count) * 8
    (message + byteCount - 8).storeBytes(of: bitCount.bigEndian, as: UInt64.self)
    filled += byteCount
    blockCounts.append(blockCount)
  }

  /// Adds the leaves that lie at `ranges` of `bytes`, in the order of the ranges.
  ///
  /// A range that is not in `bytes` is a fault of the caller, and stops the program.
  /// - Complexity: O(n) in the bytes of the leaves.
  public mutating func append(_ ranges: [Range<Int>], of bytes: RawSpan) {
    for range in ranges {
      bytes.extracting(range).withUnsafeBytes { append($0) }
    }
  }

  /// Hands out the digests of all leaves behind those in `taken`, and begins anew.
  /// - Complexity: O(n).
  public mutating func drain(into taken: inout [Digest]) {
    hashWaiting()
    taken += digests
    digests.removeAll(keepingCapacity: true)
  }

  /// Grows `tree` by all leaves, and begins anew.
  /// - Complexity: O(n).
  public mutating func drain(into tree: inout TreeFrontier) {
    hashWaiting()
    tree.append(contentsOf: digests, instructions)
    digests.removeAll(keepingCapacity: true)
  }

  private mutating func hashWaiting() {
    guard filled > 0 else { return }
    let known = digests.count
    let empty = Digest(words: SIMD8())
    digests.append(contentsOf: repeatElement(empty, count: blockCounts.count))
    let start = UnsafePointer(messages.assumingMemoryBound(to: UInt8.self))
    digests.withUnsafeMutableBufferPointer { digests in
      blockCounts.withUnsafeBufferPointer { counts in
        streams.hash(
          start, blockCounts: counts,
          into: UnsafeMutableBufferPointer(rebasing: digests[known...]))
      }
    }
    blockCounts.removeAll(keepingCapacity: true)
    filled = 0
  }
}
