// Proofs against the published vectors and the recursive definitions, exhaustively up to 64 leaves.

import Merkle
import Testing

@Suite struct ProofTests {
  private let tree = NaiveTree(size: 64)

  @Test func `the published inclusion proofs are made and verified`() throws {
    let reference = NaiveTree(leaves: ReferenceTree.leaves.map { leafHash($0) })
    for (index, size, path) in ReferenceTree.inclusion {
      let proof = InclusionProof(of: index, inTreeOf: size) { reference.hash($0) }
      #expect(proof.path.map(\.hex) == path, "\(index) of \(size)")
      try proof.verify(
        leaf: leafHash(ReferenceTree.leaves[Int(index)]),
        root: reference.root(ofSize: Int(size)))
    }
  }

  @Test func `the published consistency proofs are made and verified`() throws {
    let reference = NaiveTree(leaves: ReferenceTree.leaves.map { leafHash($0) })
    for (old, new, path) in ReferenceTree.consistency {
      let proof = ConsistencyProof(from: old, to: new) { reference.hash($0) }
      #expect(proof.path.map(\.hex) == path, "\(old) to \(new)")
      try proof.verify(
        oldRoot: reference.root(ofSize: Int(old)), newRoot: reference.root(ofSize: Int(new)))
    }
  }

  @Test func `the example tree of the RFC has the proofs the RFC lists`() {
    // RFC 9162 section 2.1.5: seven leaves; the letters are the nodes of its figure.
    let seven = NaiveTree(size: 7)
    let (b, c, d, f, j) = (
      seven.leaves[1], seven.leaves[2], seven.leaves[3], seven.leaves[5], seven.leaves[6]
    )
    let (g, h, i) = (seven.root(0..<2), seven.root(2..<4), seven.root(4..<6))
    let (k, l) = (seven.root(0..<4), seven.root(4..<7))
    func inclusion(_ index: UInt64) -> [Digest] {
      InclusionProof(of: index, inTreeOf: 7) { seven.hash($0) }.path
    }
    func consistency(_ old: UInt64) -> [Digest] {
      ConsistencyProof(from: old, to: 7) { seven.hash($0) }.path
    }
    #expect(inclusion(0) == [b, h, l])
    #expect(inclusion(3) == [c, g, l])
    #expect(inclusion(4) == [f, j, k])
    #expect(inclusion(6) == [i, k])
    #expect(consistency(3) == [c, d, g, l])
    #expect(consistency(4) == [l])
    #expect(consistency(6) == [i, j, k])
  }

  @Test func `every leaf of every tree up to sixty four is proved`() throws {
    for size in 1...64 {
      let root = tree.root(ofSize: size)
      for index in 0..<size {
        let proof = InclusionProof(of: UInt64(index), inTreeOf: UInt64(size)) { tree.hash($0) }
        #expect(proof.path == tree.path(index, 0..<size), "\(index) of \(size)")
        try proof.verify(leaf: tree.leaves[index], root: root)
      }
    }
  }

  @Test func `every pair of trees up to sixty four is tied together`() throws {
    let roots = (0...64).map { tree.root(ofSize: $0) }
    for new in 0...64 {
      for old in 0...new {
        let proof = ConsistencyProof(from: UInt64(old), to: UInt64(new)) { tree.hash($0) }
        if old > 0 { #expect(proof.path == tree.subproof(old, 0..<new), "\(old) to \(new)") }
        try proof.verify(oldRoot: roots[old], newRoot: roots[new])
      }
    }
  }

  @Test func `a proof asks for each hash once, and never for the leaf it proves`() {
    for size in 1...64 as ClosedRange<UInt64> {
      for index in 0..<size {
        var covered: [UInt64] = []
        _ = InclusionProof(of: index, inTreeOf: size) { subtree in
          covered += Array(subtree.leaves)
          return tree.hash(subtree)
        }
        #expect(covered.sorted() == (0..<size).filter { $0 != index })
      }
    }
  }

  @Test func `a proof for a tree of the largest size needs few hashes`() throws {
    var asked = 0
    let proof = InclusionProof(of: 0, inTreeOf: .max) { _ in
      asked += 1
      return tree.leaves[0]
    }
    #expect(proof.path.count == 64)
    #expect(asked <= 64 * 65 / 2)
    _ = try proof.root(fromLeaf: tree.leaves[0])
    let grown = ConsistencyProof(from: .max - 1, to: .max) { _ in tree.leaves[0] }
    #expect(grown.path.count <= 65)
  }

  @Test func `every bit of every inclusion proof matters`() {
    for size in [1, 2, 3, 5, 8, 13, 21, 33, 64] {
      let root = tree.root(ofSize: size)
      for index in stride(from: 0, to: size, by: 3) {
        let path = tree.path(index, 0..<size)
        func isProved(
          _ path: [Digest], leaf: Digest? = nil, index place: Int? = nil, root: Digest
        ) -> Bool {
          let proof = InclusionProof(
            index: UInt64(place ?? index), treeSize: UInt64(size), path: path)
          return (try? proof.verify(leaf: leaf ?? tree.leaves[index], root: root)) != nil
        }
        #expect(isProved(path, root: root))
        for bit in 0..<256 {
          #expect(!isProved(path, root: root.changing(bit: bit)))
          #expect(!isProved(path, leaf: tree.leaves[index].changing(bit: bit), root: root))
          for place in path.indices {
            var changed = path
            changed[place] = changed[place].changing(bit: bit)
            #expect(!isProved(changed, root: root))
          }
        }
        for other in 0..<(size + 3) where other != index {
          #expect(!isProved(path, index: other, root: root), "\(index) passes for \(other)")
        }
        expectRefusedShapes(path) { isProved($0, root: root) }
      }
    }
  }

  @Test func `every bit of every consistency proof matters`() {
    for new in [1, 2, 3, 5, 8, 13, 21, 33, 64] {
      for old in stride(from: 1, through: new, by: 4) {
        let path = tree.subproof(old, 0..<new)
        let roots = (tree.root(ofSize: old), tree.root(ofSize: new))
        func isProved(_ path: [Digest], _ oldRoot: Digest, _ newRoot: Digest) -> Bool {
          let proof = ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: path)
          return (try? proof.verify(oldRoot: oldRoot, newRoot: newRoot)) != nil
        }
        #expect(isProved(path, roots.0, roots.1))
        for bit in 0..<256 {
          #expect(!isProved(path, roots.0.changing(bit: bit), roots.1))
          #expect(!isProved(path, roots.0, roots.1.changing(bit: bit)))
          for place in path.indices {
            var changed = path
            changed[place] = changed[place].changing(bit: bit)
            #expect(!isProved(changed, roots.0, roots.1), "\(old) to \(new), hash \(place)")
          }
        }
        expectRefusedShapes(path) { isProved($0, roots.0, roots.1) }
      }
    }
  }

  /// A path that is shorter, longer or in another order proves nothing.
  private func expectRefusedShapes(_ path: [Digest], isProved: ([Digest]) -> Bool) {
    #expect(!isProved(path + [tree.leaves[0]]))
    #expect(!isProved([tree.leaves[0]] + path))
    for place in path.indices {
      var shorter = path
      shorter.remove(at: place)
      #expect(!isProved(shorter))
      if place > 0 {
        var swapped = path
        swapped.swapAt(place, place - 1)
        #expect(!isProved(swapped))
      }
    }
  }

  @Test func `a tree that was rewritten is not consistent with the one that was published`() {
    for place in 0..<20 {
      var leaves = Array(tree.leaves[..<33])
      leaves[place] = leafHash([0xff])
      let rewritten = NaiveTree(leaves: leaves)
      let proof = ConsistencyProof(from: 20, to: 33) { rewritten.hash($0) }
      #expect(throws: ProofError.self) {
        try proof.verify(
          oldRoot: tree.root(ofSize: 20), newRoot: rewritten.root(ofSize: 33))
      }
    }
  }

  @Test func `refusals are named`() {
    let hash = tree.leaves[0]
    #expect(throws: ProofError.indexBeyondTree(index: 3, size: 3)) {
      try InclusionProof(index: 3, treeSize: 3, path: []).verify(leaf: hash, root: hash)
    }
    #expect(throws: ProofError.wrongPathLength(expected: 1, found: 0)) {
      try InclusionProof(index: 2, treeSize: 3, path: []).verify(leaf: hash, root: hash)
    }
    #expect(throws: ProofError.rootMismatch(published: tree.leaves[1], computed: hash)) {
      try InclusionProof(index: 0, treeSize: 1, path: []).verify(
        leaf: hash, root: tree.leaves[1])
    }
    #expect(throws: ProofError.sizesOutOfOrder(old: 3, new: 2)) {
      try ConsistencyProof(oldSize: 3, newSize: 2, path: []).verify(
        oldRoot: hash, newRoot: hash)
    }
    #expect(throws: ProofError.self) {
      try ConsistencyProof(oldSize: 0, newSize: 2, path: []).verify(
        oldRoot: hash, newRoot: hash)
    }
    #expect(throws: ProofError.self) {
      try ConsistencyProof(oldSize: 0, newSize: 0, path: []).verify(
        oldRoot: SHA256.hash([]), newRoot: hash)
    }
  }

  @Test func `a frontier takes whole subtrees as well as leaves`() {
    for level in 0...4 {
      let leafCount = 1 << level
      for size in stride(from: leafCount, through: 64, by: leafCount) {
        var frontier = TreeFrontier()
        for start in stride(from: 0, to: size, by: leafCount) {
          frontier.append(tree.root(start..<(start + leafCount)), ofLevel: level)
        }
        #expect(frontier.size == UInt64(size))
        #expect(frontier.root == tree.root(ofSize: size), "\(level), \(size)")
      }
    }
  }

  @Test func `a proof for a leaf outside the tree is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = InclusionProof(of: 2, inTreeOf: 2) { _ in SHA256.hash([]) }
    }
    await #expect(processExitsWith: .failure) {
      _ = ConsistencyProof(from: 3, to: 2) { _ in SHA256.hash([]) }
    }
  }
}
