// Every proof of every tree up to sixty four, with one bit changed: refused.

import Merkle
import Testing

@Suite struct ProofMutationTests {
  // All bits of all proofs take half a minute in an optimised build. One for debugging takes all
  // proofs and all their hashes, but of each hash three bits.
  #if DEBUG
    private static let bits = [0, 101, 255]
  #else
    private static let bits = Array(0..<256)
  #endif

  private let tree = NaiveTree(size: 64)

  /// Counts the changes of one bit, in the hashes and in the path, that still pass.
  private func passing(
    _ ends: [Digest], _ path: [Digest], _ isProved: (_ ends: [Digest], _ path: [Digest]) -> Bool
  ) -> (tried: Int, passed: Int) {
    var (tried, passed) = (0, 0)
    for bit in ProofMutationTests.bits {
      for place in ends.indices {
        var changed = ends
        changed[place] = changed[place].changing(bit: bit)
        tried += 1
        if isProved(changed, path) { passed += 1 }
      }
      for place in path.indices {
        var changed = path
        changed[place] = changed[place].changing(bit: bit)
        tried += 1
        if isProved(ends, changed) { passed += 1 }
      }
    }
    return (tried, passed)
  }

  @Test func `every bit of every inclusion proof up to sixty four matters`() {
    var tried = 0
    for size in 1...64 {
      for index in 0..<size {
        let path = tree.path(index, 0..<size)
        let ends = [tree.leaves[index], tree.root(ofSize: size)]
        func isProved(_ ends: [Digest], _ path: [Digest]) -> Bool {
          let proof = InclusionProof(index: UInt64(index), treeSize: UInt64(size), path: path)
          return (try? proof.verify(leaf: ends[0], root: ends[1])) != nil
        }
        #expect(isProved(ends, path))
        let result = passing(ends, path, isProved)
        #expect(result.passed == 0, "\(index) of \(size)")
        tried += result.tried
      }
    }
    // 2,080 proofs of 11,376 hashes, and the leaf and the root of each.
    #expect(tried == ProofMutationTests.bits.count * (11_376 + 2 * 2_080))
  }

  @Test func `every bit of every consistency proof up to sixty four matters`() {
    var tried = 0
    for new in 2...64 {
      for old in 1..<new {
        let path = tree.subproof(old, 0..<new)
        let ends = [tree.root(ofSize: old), tree.root(ofSize: new)]
        func isProved(_ ends: [Digest], _ path: [Digest]) -> Bool {
          let proof = ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: path)
          return (try? proof.verify(oldRoot: ends[0], newRoot: ends[1])) != nil
        }
        #expect(isProved(ends, path))
        let result = passing(ends, path, isProved)
        #expect(result.passed == 0, "\(old) to \(new)")
        tried += result.tried
      }
    }
    // 2,016 proofs of 11,055 hashes, and the two roots of each.
    #expect(tried == ProofMutationTests.bits.count * (11_055 + 2 * 2_016))
  }
}
