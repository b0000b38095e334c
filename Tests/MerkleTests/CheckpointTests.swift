// Checkpoints: the text of C2SP tlog-checkpoint, read strictly and written in one way.

import Merkle
import Testing

@Suite struct CheckpointTests {
  private let root = SHA256.hash([])
  private let rootText = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

  @Test func `a checkpoint is three lines`() throws {
    let checkpoint = try Checkpoint(origin: "example.org/决算", size: 20, root: root)
    #expect(checkpoint.text == "example.org/决算\n20\n\(rootText)\n")
    #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
  }

  @Test(arguments: [
    "an extension\n", "one\ntwo\n", "\n— key c2lnbmF0dXJl\n", "ext\n\n— key c2lnbmF0dXJl\n",
  ])
  func `what follows the third line is ignored`(more: String) throws {
    let plain = try Checkpoint(origin: "log", size: 0, root: root)
    #expect(try Checkpoint(parsing: plain.text + more) == plain)
  }

  @Test func `the largest size is read`() throws {
    let text = "log\n18446744073709551615\n\(rootText)\n"
    #expect(try Checkpoint(parsing: text).size == .max)
  }

  @Test(arguments: ["", "+1", "-1", "01", "00", "1 ", " 1", "1\r", "1e3", "18446744073709551616"])
  func `a size that is not a plain number is refused`(size: String) {
    #expect(throws: CheckpointError.malformedSize(size)) {
      try Checkpoint(parsing: "log\n\(size)\n\(rootText)\n")
    }
  }

  @Test(arguments: [
    "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
  ])
  func `a root that is not thirty two bytes is refused`(text: String) {
    #expect(throws: CheckpointError.malformedRoot(text)) {
      try Checkpoint(parsing: "log\n1\n\(text)\n")
    }
  }

  @Test func `a text that is not a checkpoint is refused by name`() {
    #expect(throws: CheckpointError.missingFinalNewline) { try Checkpoint(parsing: "") }
    #expect(throws: CheckpointError.missingFinalNewline) {
      try Checkpoint(parsing: "log\n1\n\(rootText)")
    }
    #expect(throws: CheckpointError.missingLines(found: 2)) {
      try Checkpoint(parsing: "log\n1\n")
    }
    #expect(throws: CheckpointError.emptyOrigin) {
      try Checkpoint(parsing: "\n1\n\(rootText)\n")
    }
    #expect(throws: CheckpointError.controlCharacterInOrigin) {
      try Checkpoint(parsing: "log\r\n1\n\(rootText)\n")
    }
    let long = String(repeating: "x", count: 65_536)
    #expect(throws: CheckpointError.tooLong(byteCount: 65_536, limit: 65_535)) {
      try Checkpoint(parsing: long)
    }
  }

  @Test func `an origin with a line break cannot be written`() {
    #expect(throws: CheckpointError.controlCharacterInOrigin) {
      try Checkpoint(origin: "a\nb", size: 0, root: root)
    }
    #expect(throws: CheckpointError.emptyOrigin) {
      try Checkpoint(origin: "", size: 0, root: root)
    }
  }
}
