// Every way to compute SHA-256 on this processor, against the published vectors and plain Swift.

import Testing

@testable import Merkle

/// Bytes without a pattern that a shifted or swapped word could hide in.
private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}

extension SHA256 {
  fileprivate static func hash(
    _ bytes: some Collection<UInt8>, _ instructions: HashingInstructions
  ) -> Digest {
    var hasher = SHA256(instructions)
    hasher.update(Array(bytes))
    return hasher.finalize()
  }
}

@Suite struct HashingInstructionsTests {
  private static let ways = HashingInstructions.available

  @Test func `plain Swift is always a way, and the last one`() {
    #expect(Self.ways.last == HashingInstructions.none)
    #expect(Set(Self.ways).count == Self.ways.count)
    #expect(HashingInstructions.ofThisProcessor == Self.ways.first)
  }

  @Test(arguments: ways)
  func `the published messages have the published digests`(way: HashingInstructions) {
    let long =
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
      + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
    let published = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (long, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
    ]
    for (message, digest) in published {
      #expect(SHA256.hash(Array(message.utf8), way).hex == digest)
    }
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      SHA256.hash(million, way).hex
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: ways)
  func `every length up to three hundred agrees with plain Swift at any alignment`(
    way: HashingInstructions
  ) {
    let bytes = noise(400, seed: 1)
    for count in 0...300 {
      let start = count % 67
      let piece = bytes[start..<(start + count)]
      let expected = SHA256.hash(piece, .none)
      let found = bytes.withUnsafeBytes { buffer in
        var hasher = SHA256(way)
        hasher.update(UnsafeRawBufferPointer(rebasing: buffer[start..<(start + count)]))
        return hasher.finalize()
      }
      #expect(found == expected, "\(count) bytes from \(start)")
    }
  }

  @Test(arguments: ways)
  func `a message cut into pieces has the digest of the whole`(way: HashingInstructions) {
    for seed in 1...40 {
      let bytes = noise(40 * seed, seed: UInt64(seed))
      let cuts = noise(64, seed: UInt64(seed + 1_000))
      var hasher = SHA256(way)
      var start = 0
      for cut in cuts {
        let end = min(bytes.count, start + Int(cut))
        hasher.update(Array(bytes[start..<end]))
        start = end
      }
      hasher.update(Array(bytes[start...]))
      #expect(hasher.finalize() == SHA256.hash(bytes, .none), "seed \(seed)")
    }
  }

  @Test(arguments: ways)
  func `a node is the hash of its prefix and its children`(way: HashingInstructions) {
    for seed in 1...20 {
      let left = SHA256.hash(noise(7, seed: UInt64(seed)), .none)
      let right = SHA256.hash(noise(8, seed: UInt64(seed)), .none)
      let expected = SHA256.hash([0x01] + left.bytes + right.bytes, .none)
      #expect(nodeHash(left, right, way) == expected)
    }
  }
}

@Suite struct LeafBatchTests {
  private static let ways = HashingInstructions.available

  /// The definition of RFC 9162 section 2.1.1, by plain Swift.
  private func definition(_ leaf: [UInt8]) -> Digest {
    SHA256.hash([0x00] + leaf, .none)
  }

  @Test(arguments: ways)
  func `leaves of every length keep their order and their hash`(way: HashingInstructions) {
    // Upwards, downwards and mixed, so that streams end at different steps; some are too long.
    let lengths =
      Array(0...300) + Array((0...300).reversed()) + [4_085, 4_086, 4_087, 4_088, 4_089]
      + noise(200, seed: 3).map { Int($0) * 3 } + [65_534, 1, 70_000, 0]
    let leaves = lengths.enumerated().map { noise($1, seed: UInt64($0)) }
    var batch = LeafBatch(way)
    for (index, leaf) in leaves.enumerated() {
      leaf.withUnsafeBytes { batch.append($0) }
      #expect(batch.count == index + 1)
    }
    var digests = [definition([7])]
    batch.drain(into: &digests)
    #expect(batch.count == 0)
    #expect(digests.count == leaves.count + 1)
    #expect(digests.first == definition([7]))
    for (index, leaf) in leaves.enumerated() {
      #expect(digests[index + 1] == definition(leaf), "leaf \(index) of \(leaf.count) bytes")
    }
  }

  @Test(arguments: ways)
  func `any number of leaves fills the streams`(way: HashingInstructions) {
    var batch = LeafBatch(way)
    for count in 0...50 {
      let leaves = (0..<count).map { noise(60 + $0 % 5 * 61, seed: UInt64(100 * count + $0)) }
      for leaf in leaves { leaf.withUnsafeBytes { batch.append($0) } }
      var digests: [Digest] = []
      batch.drain(into: &digests)
      #expect(digests == leaves.map { definition($0) }, "\(count) leaves")
    }
  }

  @Test func `leaves are taken from their ranges of a buffer`() {
    let bytes = noise(5_000, seed: 9)
    let ranges = [0..<350, 351..<700, 12..<13, 40..<40, 700..<5_000, 4_999..<5_000]
    var batch = LeafBatch()
    batch.append(ranges, of: bytes.span.bytes)
    var digests: [Digest] = []
    batch.drain(into: &digests)
    #expect(digests == ranges.map { definition(Array(bytes[$0])) })
  }

  @Test(arguments: ways)
  func `a tree grown by many leaves is the tree grown one by one`(way: HashingInstructions) {
    let leaves = (0..<300).map { definition([UInt8($0 & 255), UInt8($0 >> 8)]) }
    var oneByOne = [TreeFrontier()]
    for leaf in leaves {
      var tree = oneByOne[oneByOne.count - 1]
      tree.append(leaf)
      oneByOne.append(tree)
    }
    for start in [0, 1, 2, 3, 7, 8, 31, 63, 64, 100, 127] {
      for end in start...leaves.count {
        var tree = oneByOne[start]
        tree.append(contentsOf: Array(leaves[start..<end]), way)
        // Equal frontiers have equal sizes, edges and roots.
        #expect(tree == oneByOne[end], "\(start) and \(end - start)")
      }
    }
  }

  @Test(arguments: ways)
  func `a batch grows a tree as its leaves do`(way: HashingInstructions) {
    let leaves = (0..<1_500).map { noise(300 + $0 % 100, seed: UInt64($0)) }
    var batch = LeafBatch(way)
    var (tree, expected) = (TreeFrontier(), TreeFrontier())
    for (index, leaf) in leaves.enumerated() {
      leaf.withUnsafeBytes { batch.append($0) }
      expected.append(definition(leaf))
      guard index % 401 == 400 || index == leaves.count - 1 else { continue }
      batch.drain(into: &tree)
      #expect(tree == expected, "after \(index + 1)")
    }
    #expect(tree.size == 1_500)
  }
}
