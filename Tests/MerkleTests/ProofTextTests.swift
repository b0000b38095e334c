// Proof files: written in one way, read strictly, refused with any byte changed.

import Merkle
import Testing

@Suite struct ProofTextTests {
  private let lines: [[UInt8]] = (0..<7).map { Array("{\"position\":\($0)}".utf8) }
  private var tree: NaiveTree { NaiveTree(leaves: lines.map { leafHash($0) }) }

  private func checkpoint(_ size: Int) throws -> Checkpoint {
    try Checkpoint(origin: "example.org/books", size: UInt64(size), root: tree.root(ofSize: size))
  }

  private func inclusion(_ index: Int, of size: Int, more: String = "") throws
    -> InclusionProofText
  {
    let proof = InclusionProof(of: UInt64(index), inTreeOf: UInt64(size)) { tree.hash($0) }
    return try InclusionProofText(
      line: lines[index], proof: proof, checkpointText: try checkpoint(size).text + more)
  }

  private func consistency(_ old: Int, _ new: Int) throws -> ConsistencyProofText {
    let proof = ConsistencyProof(from: UInt64(old), to: UInt64(new)) { tree.hash($0) }
    return try ConsistencyProofText(proof: proof, checkpointText: try checkpoint(new).text)
  }

  @Test func `a proof file is laid out as the specification says`() throws {
    let file = try inclusion(6, of: 7)
    let hashes = file.proof.path.map { Base64.encode($0.bytes) }
    #expect(hashes.count == 2)
    let expected = [
      "c2sp.org/tlog-proof@v1", "extra \(Base64.encode(lines[6]))", "index 6", hashes[0],
      hashes[1], "", "example.org/books", "7", Base64.encode(tree.root(ofSize: 7).bytes), "",
    ]
    #expect(file.text == expected.joined(separator: "\n"))
    #expect(try InclusionProofText(parsing: file.text) == file)
  }

  @Test func `the signatures of the checkpoint travel with the proof`() throws {
    let signature = "\n— example.org/books c2lnbmF0dXJl\n"
    let file = try inclusion(2, of: 5, more: signature)
    #expect(file.text.hasSuffix(signature))
    #expect(try InclusionProofText(parsing: file.text) == file)
  }

  @Test func `a proof of a single record has no hashes`() throws {
    let file = try inclusion(0, of: 1)
    #expect(file.text.contains("\nindex 0\n\nexample.org/books\n1\n"))
    #expect(try InclusionProofText(parsing: file.text) == file)
  }

  @Test func `a proof that does not lead to its checkpoint is not even made`() throws {
    let proof = InclusionProof(of: 2, inTreeOf: 7) { tree.hash($0) }
    let (right, wrong) = (lines[2], lines[3])
    let text = try checkpoint(7).text
    let other = try checkpoint(6).text
    _ = try InclusionProofText(line: right, proof: proof, checkpointText: text)
    #expect(throws: ProofTextError.self) {
      try InclusionProofText(line: wrong, proof: proof, checkpointText: text)
    }
    #expect(throws: ProofTextError.self) {
      try InclusionProofText(line: right, proof: proof, checkpointText: other)
    }
  }

  @Test func `a proof file with any byte changed is refused, or names another checkpoint`() throws {
    let file = try inclusion(3, of: 7)
    try file.verify(against: try checkpoint(7))
    let bytes = Array(file.text.utf8)
    let checkpointStart = bytes.count - file.checkpointText.utf8.count
    for index in bytes.indices {
      for mask in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40] as [UInt8] {
        var changed = bytes
        changed[index] ^= mask
        let text = String(decoding: changed, as: UTF8.self)
        guard let read = try? InclusionProofText(parsing: text) else { continue }
        // The hashes do not know whose log it is nor how large: the checkpoint's signature does.
        #expect(index >= checkpointStart, "byte \(index), mask \(mask)")
        #expect(throws: ProofError.self) { try read.verify(against: file.checkpoint) }
      }
    }
    for length in 0..<bytes.count {
      let text = String(decoding: bytes[..<length], as: UTF8.self)
      #expect(throws: ProofTextError.self) { try InclusionProofText(parsing: text) }
    }
  }

  @Test func `a consistency proof file is the request a witness expects`() throws {
    let file = try consistency(3, 7)
    #expect(file.text.hasPrefix("old 3\n"))
    #expect(file.text.split(separator: "\n").count == 1 + 4 + 3)
    let read = try ConsistencyProofText(parsing: file.text)
    #expect(read == file)
    try read.verify(from: try checkpoint(3))
    for size in [2, 4] {
      let other = try checkpoint(size)
      #expect(throws: ProofError.self) { try read.verify(from: other) }
    }
    let foreign = try Checkpoint(origin: "other", size: 3, root: tree.root(ofSize: 3))
    #expect(throws: ProofError.foreignOrigin(expected: "other", found: "example.org/books")) {
      try read.verify(from: foreign)
    }
  }

  @Test func `a consistency proof with any byte changed is refused, or names another checkpoint`()
    throws
  {
    let old = try checkpoint(3)
    let file = try consistency(3, 7)
    let bytes = Array(file.text.utf8)
    for index in bytes.indices {
      for mask in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40] as [UInt8] {
        var changed = bytes
        changed[index] ^= mask
        let text = String(decoding: changed, as: UTF8.self)
        do {
          let read = try ConsistencyProofText(parsing: text)
          try read.verify(from: old)
          #expect(read.checkpoint.root == file.checkpoint.root)
          #expect(read.checkpoint != file.checkpoint, "byte \(index), mask \(mask)")
        } catch {
          #expect(error is ProofError || error is ProofTextError)
        }
      }
    }
  }

  @Test func `what is not a proof file is refused by name`() throws {
    func refusal(_ text: String) -> ProofTextError? {
      do throws(ProofTextError) {
        _ = try InclusionProofText(parsing: text)
        return nil
      } catch {
        return error
      }
    }
    let text = try inclusion(1, of: 2).text
    #expect(refusal("") == .incomplete)
    #expect(refusal("hello\n") == .unknownFormat("hello"))
    #expect(
      refusal(text.replacing("index 1", with: "index 01")) == .malformedLine(3, "01"))
    #expect(refusal(text.replacing("extra ", with: "Extra ")) != nil)
    #expect(refusal(text.replacing("\n\nexample", with: "\nexample")) != nil)
    #expect(
      refusal("c2sp.org/tlog-proof@v1\nindex 0\n\n") == .malformedLine(2, "index 0"))
    let hash = Base64.encode(SHA256.hash([]).bytes)
    let long = Array(repeating: hash, count: 65).joined(separator: "\n")
    #expect(
      refusal("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\(long)\n\n") == .pathTooLong(limit: 64))
    #expect(
      refusal("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nlog\n")
        == .malformedCheckpoint(.missingLines(found: 1)))
    let huge = String(repeating: "x", count: 160_001)
    #expect(refusal(huge) == .tooLong(byteCount: 160_001, limit: 160_000))
    #expect(throws: ProofTextError.unknownFormat("new 3")) {
      try ConsistencyProofText(parsing: "new 3\n")
    }
  }
}
