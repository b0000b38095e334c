// The Merkle tree against published roots and against the recursive definition of RFC 9162.

import Merkle
import Testing

@Suite struct TreeTests {
  /// RFC 9162 section 2.1.1, word by word: split at the largest power of two below n.
  private func definition(_ leaves: ArraySlice<[UInt8]>) -> Digest {
    guard let first = leaves.first else { return SHA256.hash([]) }
    guard leaves.count > 1 else { return SHA256.hash([0x00] + first) }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let left = definition(leaves.prefix(split))
    let right = definition(leaves.dropFirst(split))
    return SHA256.hash([0x01] + left.bytes + right.bytes)
  }

  /// The leaves that the Certificate Transparency implementations test with.
  private let referenceLeaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [
      0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
      0x6f,
    ],
  ]

  @Test func `the reference leaves have the published roots`() {
    let roots = [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    var frontier = TreeFrontier()
    #expect(frontier.root.hex == roots[0])
    for (index, leaf) in referenceLeaves.enumerated() {
      frontier.append(leafHash(leaf))
      #expect(frontier.size == UInt64(index + 1))
      #expect(frontier.root.hex == roots[index + 1], "size \(index + 1)")
    }
  }

  @Test func `the frontier agrees with the definition for all sizes up to seventy`() {
    let leaves = (0..<70).map { [UInt8($0), UInt8($0 ^ 0x5a)] }
    var frontier = TreeFrontier()
    #expect(frontier.root == definition([]))
    for size in 1...70 {
      frontier.append(leafHash(leaves[size - 1]))
      #expect(frontier.root == definition(leaves.prefix(size)), "size \(size)")
    }
  }

  @Test func `a copy of a frontier does not see later leaves`() {
    var frontier = TreeFrontier()
    frontier.append(leafHash([1]))
    let copy = frontier
    frontier.append(leafHash([2]))
    #expect(copy.size == 1)
    #expect(copy.root == leafHash([1]))
    #expect(frontier.root == nodeHash(leafHash([1]), leafHash([2])))
  }
}
