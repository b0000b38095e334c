// Several threads that make the pieces of something, and the one that takes them in order.

import Glibc

/// Makes the pieces of something by their numbers; each maker is used by one thread.
package protocol PieceMaker: AnyObject {
  /// What it makes.
  associatedtype Piece: Sendable

  /// The piece with this number, made without those before; each number is asked for once.
  func make(_ number: Int) -> Piece
}

/// Makes pieces ahead of whoever takes them, in order, with as many threads as there are makers.
///
/// The thread that takes pieces makes some itself while it waits. Threads of the operating system,
/// because a file is read by waiting for it. `@unchecked Sendable`: what changes is touched only
/// under `mutex`; a maker only by the one thread it was made for.
package final class PieceCrew<Maker: PieceMaker>: @unchecked Sendable {
  private let pieceCount: Int
  private var made: [Int: Maker.Piece] = [:]
  private var claimedCount = 0
  private var takenCount = 0
  private var isEnding = false
  private var makers: [Maker]
  private let own: Maker
  /// How many pieces may be made and not taken yet.
  private let aheadMax: Int
  private var threads: [pthread_t] = []
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A crew that makes `pieceCount` pieces. The caller's thread uses the first of `makers`, of
  /// which there is at least one.
  package init(_ pieceCount: Int, makers: [Maker]) {
    guard let own = makers.first else { preconditionFailure("Somebody makes the pieces.") }
    self.pieceCount = pieceCount
    self.own = own
    self.makers = Array(makers.dropFirst())
    aheadMax = 4 * makers.count + 4
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    // A machine without a thread to spare works with those there are.
    for _ in self.makers {
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

  /// The next piece in order, made here if nobody else is making it; `nil` behind the last.
  package func next() -> Maker.Piece? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while takenCount < pieceCount {
      if let piece = made.removeValue(forKey: takenCount) {
        takenCount += 1
        pthread_cond_broadcast(changed)
        return piece
      }
      if !makeOne(own) { pthread_cond_wait(changed, mutex) }
    }
    return nil
  }

  /// Ends the threads, whatever is still to be made.
  package func dismiss() {
    pthread_mutex_lock(mutex)
    isEnding = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  /// Makes a piece that nobody has claimed, if there is one; called and left with the lock.
  private func makeOne(_ maker: Maker) -> Bool {
    guard claimedCount < pieceCount, claimedCount - takenCount < aheadMax else { return false }
    let number = claimedCount
    claimedCount += 1
    pthread_mutex_unlock(mutex)
    let piece = maker.make(number)
    pthread_mutex_lock(mutex)
    made[number] = piece
    pthread_cond_broadcast(changed)
    return true
  }
}

extension PieceCrew: ThreadBody {
  func run() {
    pthread_mutex_lock(mutex)
    guard let maker = makers.popLast() else {
      pthread_mutex_unlock(mutex)
      return
    }
    while !isEnding, claimedCount < pieceCount {
      if !makeOne(maker) { pthread_cond_wait(changed, mutex) }
    }
    pthread_mutex_unlock(mutex)
  }
}
