// Many messages side by side: whichever stream has finished its message begins the next one.

import CDigest

/// The streams of `HashingInstructions`, each at its place in its message.
///
/// Unsafe memory, because the processor's functions take pointers into all messages at once; it is
/// allocated once for as many messages as are ever hashed, and only this type holds it.
struct SHA256Streams: ~Copyable {
  private let instructions: HashingInstructions
  private let count: Int
  /// Word w of the state of stream s is at w * count + s.
  private let states: UnsafeMutablePointer<UInt32>
  /// The next block of each stream.
  private let blocks: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  /// The number of blocks each stream has left; 0 for one without a message.
  private let left: UnsafeMutablePointer<Int>
  /// The message each stream is in.
  private let messages: UnsafeMutablePointer<Int>

  init(_ instructions: HashingInstructions) {
    self.instructions = instructions
    count = instructions.streams.rawValue
    states = .allocate(capacity: 8 * count)
    blocks = .allocate(capacity: count)
    left = .allocate(capacity: count)
    messages = .allocate(capacity: count)
    states.initialize(repeating: 0, count: 8 * count)
    blocks.initialize(repeating: nil, count: count)
    left.initialize(repeating: 0, count: count)
    messages.initialize(repeating: 0, count: count)
  }

  deinit {
    states.deallocate()
    blocks.deallocate()
    left.deallocate()
    messages.deallocate()
  }

  /// Hashes padded messages that stand one behind the other from `start`.
  ///
  /// Message m has `blockCounts[m]` blocks, at least one; its digest goes to `digests[m]`.
  /// - Complexity: O(n) in the blocks.
  mutating func hash(
    _ start: UnsafePointer<UInt8>, blockCounts: UnsafeBufferPointer<Int>,
    into digests: UnsafeMutableBufferPointer<Digest>
  ) {
    precondition(digests.count == blockCounts.count, "Every message has one digest.")
    var next = start
    var message = 0
    var busy = 0
    for stream in 0..<count where message < blockCounts.count {
      begin(message, at: next, blockCount: blockCounts[message], in: stream)
      next += 64 * blockCounts[message]
      message += 1
      busy += 1
    }
    if let advance = instructions.streamFunction {
      while busy > instructions.fewestStreams {
        let steps = prepareSteps()
        advance(states, blocks, steps)
        for stream in 0..<count where left[stream] > 0 {
          left[stream] -= steps
          blocks[stream] = blocks[stream].map { $0 + 64 * steps }
          guard left[stream] == 0 else { continue }
          digests[messages[stream]] = Digest(words: state(of: stream))
          if message < blockCounts.count {
            begin(message, at: next, blockCount: blockCounts[message], in: stream)
            next += 64 * blockCounts[message]
            message += 1
          } else {
            busy -= 1
          }
        }
      }
    }
    for stream in 0..<count where left[stream] > 0 {
      digests[messages[stream]] = finish(stream)
    }
    while message < blockCounts.count {
      digests[message] = digest(next, blockCount: blockCounts[message])
      next += 64 * blockCounts[message]
      message += 1
    }
  }

  private func begin(
    _ message: Int, at start: UnsafePointer<UInt8>, blockCount: Int, in stream: Int
  ) {
    for word in 0..<8 { states[word &* count &+ stream] = SHA256.initialState[word] }
    blocks[stream] = start
    left[stream] = blockCount
    messages[stream] = message
  }

  /// The number of blocks that all streams can go; a stream without a message runs along with
  /// another's blocks, for nobody.
  private func prepareSteps() -> Int {
    var steps = Int.max
    var any: UnsafePointer<UInt8>?
    for stream in 0..<count where left[stream] > 0 {
      steps = min(steps, left[stream])
      any = blocks[stream]
    }
    for stream in 0..<count where left[stream] == 0 { blocks[stream] = any }
    return steps
  }

  private func state(of stream: Int) -> SIMD8<UInt32> {
    var words = SIMD8<UInt32>()
    for word in 0..<8 { words[word] = states[word &* count &+ stream] }
    return words
  }

  /// The rest of one stream's message, alone.
  private func finish(_ stream: Int) -> Digest {
    var words = state(of: stream)
    if let rest = blocks[stream] {
      SHA256Compression.compress(
        &words, UnsafeRawPointer(rest), count: left[stream], hasSHA: instructions.hasSHA)
    }
    left[stream] = 0
    return Digest(words: words)
  }

  private func digest(_ start: UnsafePointer<UInt8>, blockCount: Int) -> Digest {
    var words = SHA256.initialState
    SHA256Compression.compress(
      &words, UnsafeRawPointer(start), count: blockCount, hasSHA: instructions.hasSHA)
    return Digest(words: words)
  }
}
