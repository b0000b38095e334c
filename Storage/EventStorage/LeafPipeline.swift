// Hashing the leaves of a log on a second thread, while the first reads on.

import Glibc
import Merkle

/// Grows a tree by the lines of a scan, in their order, beside the scan.
///
/// Lines are copied in large pieces, so what is hashed is exactly what was checked. Few lines are
/// hashed where they are; a thread is begun only for a log that is worth one.
///
/// `@unchecked Sendable`: `tree`, `pieces` and `isEnding` are touched only under `mutex`, or by the
/// one thread that runs; `current` only by the reader.
final class LeafPipeline: @unchecked Sendable {
  /// Lines one after the other, and where each ends.
  private struct Piece {
    var bytes: [UInt8] = []
    var ends: [Int] = []
  }

  /// How many bytes a piece holds, and how many pieces wait at most.
  private static let pieceByteCount = 1 << 20
  private static let waitingMax = 4

  private var tree: TreeCache
  private var current = Piece()
  private var waiting: [Piece] = []
  private var emptied: [Piece] = []
  private var isHashing = false
  private var isEnding = false
  private var thread: pthread_t?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A pipeline that grows `tree`.
  init(_ tree: TreeCache) {
    self.tree = tree
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    precondition(thread == nil, "A pipeline is finished before it is given up.")
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Adds the next line. Its bytes are copied.
  func append(_ line: UnsafeRawBufferPointer) {
    current.bytes.append(contentsOf: line)
    current.ends.append(current.bytes.count)
    if current.bytes.count >= Self.pieceByteCount { hand() }
  }

  /// The tree over all lines that were added; the pipeline goes on from there.
  func drain() -> TreeCache {
    guard thread != nil else {
      Self.hash(current, into: &tree)
      empty()
      return tree
    }
    if !current.ends.isEmpty { hand() }
    pthread_mutex_lock(mutex)
    while !waiting.isEmpty || isHashing { pthread_cond_wait(changed, mutex) }
    let tree = tree
    pthread_mutex_unlock(mutex)
    return tree
  }

  /// The tree over all lines that were added, at the end.
  func finish() -> TreeCache {
    let tree = drain()
    stop()
    return tree
  }

  /// Ends the thread, whatever still waits.
  func stop() {
    guard let thread else { return }
    pthread_mutex_lock(mutex)
    isEnding = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    pthread_join(thread, nil)
    self.thread = nil
  }

  /// Gives the current piece to the other thread, which is begun if there is none.
  private func hand() {
    pthread_mutex_lock(mutex)
    while waiting.count >= Self.waitingMax { pthread_cond_wait(changed, mutex) }
    waiting.append(current)
    current = emptied.popLast() ?? Piece()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    if thread == nil { begin() }
  }

  private func begin() {
    var started = pthread_t()
    let context = Unmanaged.passUnretained(self).toOpaque()
    let outcome = pthread_create(
      &started, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<LeafPipeline>.fromOpaque(context).takeUnretainedValue().run()
        return nil
      }, context)
    if outcome == 0 {
      thread = started
    } else {
      // A machine without a thread to spare hashes here instead.
      let pieces = waiting
      waiting.removeAll()
      for piece in pieces { Self.hash(piece, into: &tree) }
    }
  }

  private func run() {
    pthread_mutex_lock(mutex)
    while true {
      while waiting.isEmpty, !isEnding { pthread_cond_wait(changed, mutex) }
      guard !waiting.isEmpty else { break }
      var piece = waiting.removeFirst()
      isHashing = true
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
      Self.hash(piece, into: &tree)
      piece.bytes.removeAll(keepingCapacity: true)
      piece.ends.removeAll(keepingCapacity: true)
      pthread_mutex_lock(mutex)
      emptied.append(piece)
      isHashing = false
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
  }

  private func empty() {
    current.bytes.removeAll(keepingCapacity: true)
    current.ends.removeAll(keepingCapacity: true)
  }

  private static func hash(_ piece: Piece, into tree: inout TreeCache) {
    var leaves = LeafBatch()
    piece.bytes.withUnsafeBytes { bytes in
      var start = 0
      for end in piece.ends {
        leaves.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        start = end
      }
    }
    tree.append(&leaves)
  }
}
