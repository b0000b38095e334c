// The published reference tree of Certificate Transparency, and a naive tree to compare with.

import Merkle

/// The eight leaves and roots with which the implementations of RFC 6962 are tested.
enum ReferenceTree {
  static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [
      0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
      0x6f,
    ],
  ]

  /// The published paths, by leaf index and tree size.
  static let inclusion: [(index: UInt64, size: UInt64, path: [String])] = [
    (0, 1, []),
    (
      0, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      5, 8,
      [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
      1, 5,
      [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ]

  /// The published consistency proofs, by older and newer size.
  static let consistency: [(old: UInt64, new: UInt64, path: [String])] = [
    (1, 1, []),
    (
      1, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      6, 8,
      [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (
      2, 5,
      [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ]
}

/// A tree kept as all its leaves, with every hash computed by the definitions of RFC 9162.
struct NaiveTree {
  let leaves: [Digest]

  /// A tree of `size` leaves that differ.
  init(size: Int) {
    leaves = (0..<size).map { leafHash([UInt8($0 & 0xff), UInt8($0 >> 8), 0x5a]) }
  }

  init(leaves: [Digest]) {
    self.leaves = leaves
  }

  /// Section 2.1.1, MTH.
  func root(_ range: Range<Int>) -> Digest {
    guard range.count > 0 else { return SHA256.hash([]) }
    guard range.count > 1 else { return leaves[range.lowerBound] }
    let middle = range.lowerBound + split(range.count)
    return nodeHash(root(range.lowerBound..<middle), root(middle..<range.upperBound))
  }

  func root(ofSize size: Int) -> Digest { root(0..<size) }

  /// Section 2.1.3.1, PATH, with its recursion.
  func path(_ index: Int, _ range: Range<Int>) -> [Digest] {
    guard range.count > 1 else { return [] }
    let middle = range.lowerBound + split(range.count)
    return index < middle
      ? path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
      : path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
  }

  /// Section 2.1.4.1, SUBPROOF, with its recursion.
  func subproof(_ old: Int, _ range: Range<Int>, isWhole: Bool = true) -> [Digest] {
    if old == range.count { return isWhole ? [] : [root(range)] }
    let half = split(range.count)
    let middle = range.lowerBound + half
    return old <= half
      ? subproof(old, range.lowerBound..<middle, isWhole: isWhole)
        + [root(middle..<range.upperBound)]
      : subproof(old - half, middle..<range.upperBound, isWhole: false)
        + [root(range.lowerBound..<middle)]
  }

  /// The hash of a perfect subtree, as a log would give it.
  func hash(_ subtree: Subtree) -> Digest {
    root(Int(subtree.leaves.lowerBound)..<Int(subtree.leaves.upperBound))
  }

  private func split(_ count: Int) -> Int {
    var split = 1
    while split * 2 < count { split *= 2 }
    return split
  }
}

extension Digest {
  /// The digest with one of its 256 bits changed.
  func changing(bit: Int) -> Digest {
    var changed = bytes
    changed[bit / 8] ^= 1 << UInt8(bit % 8)
    guard let digest = Digest(bytes: changed) else { preconditionFailure("still 32 bytes") }
    return digest
  }
}
