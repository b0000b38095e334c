// A whole level of the tree at once: the nodes over many neighbouring pairs.

import CDigest

/// Hashes nodes in pairs, as many at once as the processor can.
///
/// Unsafe memory, because the processor's functions take pointers to all pairs at once.
enum TreeLevel {
  /// Puts the nodes over the pairs that begin at `level[first]`, `level[first + 2]` and so on into
  /// `level[target]`, `level[target + 1]` and so on. `target` is not behind `first`.
  /// - Complexity: O(n) in the pairs.
  static func hashPairs(
    in level: inout [Digest], from first: Int, count: Int, to target: Int,
    _ instructions: HashingInstructions
  ) {
    precondition(
      0 <= target && target <= first && first + 2 * count <= level.count,
      "The nodes take the place of pairs that are hashed already.")
    level.withUnsafeMutableBufferPointer { digests in
      var done = 0
      if let start = digests.baseAddress {
        switch instructions.streams {
        case .one: break
        case .two, .eight:
          done = hashStreams(start + first, count: count, to: start + target, instructions)
        case .sixteen:
          done = hashSixteens(start + first, count: count, to: start + target)
        }
      }
      while done < count {
        let pair = first + 2 * done
        digests[target + done] = nodeHash(digests[pair], digests[pair + 1], instructions)
        done += 1
      }
    }
  }

  /// Sixteen pairs at a time; returns how many pairs that were.
  private static func hashSixteens(
    _ pairs: UnsafePointer<Digest>, count: Int, to nodes: UnsafeMutablePointer<Digest>
  ) -> Int {
    let whole = count & ~15
    // A digest is eight words in place, so n digests are 8 * n words.
    pairs.withMemoryRebound(to: UInt32.self, capacity: 16 * count) { words in
      nodes.withMemoryRebound(to: UInt32.self, capacity: 8 * count) { results in
        for done in stride(from: 0, to: whole, by: 16) {
          cdigest_sha256_sixteen_pairs(0x01, words + 16 * done, results + 8 * done)
        }
      }
    }
    return whole
  }

  /// Two or eight pairs at a time, written out as messages; returns how many pairs that were.
  private static func hashStreams(
    _ pairs: UnsafePointer<Digest>, count: Int, to nodes: UnsafeMutablePointer<Digest>,
    _ instructions: HashingInstructions
  ) -> Int {
    guard let advance = instructions.streamFunction else { return 0 }
    let width = instructions.streams.rawValue
    let whole = count - count % width
    withUnsafeTemporaryAllocation(of: NodeMessage.self, capacity: width) { messages in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8 * width) { states in
        withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: width) { blocks in
          guard let messageStart = messages.baseAddress, let stateStart = states.baseAddress,
            let blockStart = blocks.baseAddress
          else { return }
          for stream in 0..<width {
            let message = UnsafeRawPointer(messageStart + stream)
            (blockStart + stream).initialize(to: message.assumingMemoryBound(to: UInt8.self))
          }
          for done in stride(from: 0, to: whole, by: width) {
            for stream in 0..<width {
              let pair = pairs + 2 * (done + stream)
              (messageStart + stream).initialize(to: NodeMessage(pair[0], pair[1]))
              for word in 0..<8 {
                (stateStart + word * width + stream).initialize(to: SHA256.initialState[word])
              }
            }
            advance(stateStart, blockStart, 2)
            for stream in 0..<width {
              var words = SIMD8<UInt32>()
              for word in 0..<8 { words[word] = states[word * width + stream] }
              nodes[done + stream] = Digest(words: words)
            }
          }
        }
      }
    }
    return whole
  }
}
