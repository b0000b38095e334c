// By which instructions SHA-256 is computed: the processor's own if it has them, else plain Swift.

import CDigest

/// A way to compute SHA-256. All ways give the same digests; they differ in speed only.
struct HashingInstructions: Hashable, Sendable {
  /// How many messages go through the rounds side by side.
  enum Streams: Int, Sendable {
    case one = 1
    case two = 2
    case eight = 8
    case sixteen = 16
  }

  /// Whether a single message is hashed by the SHA extensions, not by Swift.
  let hasSHA: Bool
  /// How many messages are hashed at once where there are many.
  let streams: Streams

  /// No instructions of its own: Swift, one message after the other.
  static let none = HashingInstructions(hasSHA: false, streams: .one)

  /// The fastest way on this processor.
  static let ofThisProcessor = available[0]

  /// All ways that this processor can go, the fastest first, `none` last.
  static let available: [HashingInstructions] = {
    let found = cdigest_instructions()
    let hasSHA = found & CDIGEST_SHA != 0
    var ways: [HashingInstructions] = []
    // Sixteen streams take 122 ns for six blocks, two 201, one 269, eight 306 (measured on a
    // processor that has all of them), so eight are only for processors without the extensions.
    if found & CDIGEST_AVX512 != 0 {
      ways.append(HashingInstructions(hasSHA: hasSHA, streams: .sixteen))
    }
    if hasSHA { ways.append(HashingInstructions(hasSHA: true, streams: .two)) }
    if found & CDIGEST_AVX2 != 0 {
      ways.append(HashingInstructions(hasSHA: false, streams: .eight))
    }
    if hasSHA { ways.append(HashingInstructions(hasSHA: true, streams: .one)) }
    ways.append(.none)
    return ways
  }()

  /// The function that advances `streams` messages, where there are several.
  var streamFunction: cdigest_sha256_streams? {
    switch streams {
    case .one: nil
    case .two: cdigest_sha256_two
    case .eight: cdigest_sha256_eight
    case .sixteen: cdigest_sha256_sixteen
    }
  }

  /// At how few messages left to hash it is faster to finish them one by one.
  var fewestStreams: Int {
    switch streams {
    case .one: 0
    case .two: 1
    case .eight: 2
    case .sixteen: hasSHA ? 7 : 2
    }
  }
}
