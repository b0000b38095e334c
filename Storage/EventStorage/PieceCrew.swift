// Several threads that read the pieces of a log, and the one that takes them in order.

import Glibc

/// Reads pieces ahead of whoever takes them, in order, with as many threads as the plan says.
///
/// The thread that takes pieces reads some itself while it waits. `@unchecked Sendable`: what
/// changes is touched only under `mutex`; a reader only by the one thread it was made for.
final class PieceCrew<Reader: PieceReader>: @unchecked Sendable {
  private let directory: LedgerDirectory
  private let places: [PiecePlace]
  private var read: [Int: LogPiece<Reader.Reading>] = [:]
  private var claimedCount = 0
  private var takenCount = 0
  private var isEnding = false
  private var readers: [Reader]
  /// How many pieces may be read and not taken yet.
  private let aheadMax: Int
  private var threads: [pthread_t] = []
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A crew whose further threads use `readers`.
  init(_ directory: LedgerDirectory, _ places: [PiecePlace], readers: [Reader]) {
    self.directory = directory
    self.places = places
    self.readers = readers
    aheadMax = 4 * (readers.count + 1) + 4
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    // A machine without a thread to spare reads with those there are.
    for _ in readers {
      if let thread = startThread() { threads.append(thread) }
    }
  }

  deinit {
    precondition(threads.isEmpty, "A crew is dismissed before it is given up.")
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// The next piece in order, read here if nobody else is reading it; `nil` behind the last.
  func next(_ reader: inout LogPieceReader<Reader>) -> LogPiece<Reader.Reading>? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while takenCount < places.count {
      if let piece = read.removeValue(forKey: takenCount) {
        takenCount += 1
        pthread_cond_broadcast(changed)
        return piece
      }
      if !readOne(&reader) { pthread_cond_wait(changed, mutex) }
    }
    return nil
  }

  /// Ends the threads, whatever is still to be read.
  func dismiss() {
    pthread_mutex_lock(mutex)
    isEnding = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  /// Reads a piece that nobody has claimed, if there is one; called and left with the lock.
  private func readOne(_ reader: inout LogPieceReader<Reader>) -> Bool {
    guard claimedCount < places.count, claimedCount - takenCount < aheadMax else { return false }
    let number = claimedCount
    claimedCount += 1
    pthread_mutex_unlock(mutex)
    let piece = reader.read(places[number])
    pthread_mutex_lock(mutex)
    read[number] = piece
    pthread_cond_broadcast(changed)
    return true
  }
}

extension PieceCrew: ThreadBody {
  func run() {
    pthread_mutex_lock(mutex)
    guard let own = readers.popLast() else {
      pthread_mutex_unlock(mutex)
      return
    }
    var reader = LogPieceReader(directory, own)
    while !isEnding, claimedCount < places.count {
      if !readOne(&reader) { pthread_cond_wait(changed, mutex) }
    }
    pthread_mutex_unlock(mutex)
  }
}
