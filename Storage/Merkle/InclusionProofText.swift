// A proof of one record as a file that can be checked anywhere (C2SP tlog-proof, version 1).

/// One record, its path and a checkpoint in one text: all that is needed to check the record
/// offline, except the knowledge that the checkpoint is genuine.
///
/// The text is exactly that of C2SP tlog-proof version 1. Its `extra` line, whose meaning that
/// specification leaves open, holds the record's line: the bytes that the leaf hashes. Compare
/// `ConsistencyProofText`.
public struct InclusionProofText: Hashable, Sendable {
  /// The record's line without its newline.
  public let line: [UInt8]
  /// The record's place in the log and the hashes up to the root.
  public let proof: InclusionProof
  /// The checkpoint that names the root.
  public let checkpoint: Checkpoint
  /// The checkpoint's text as it was found, with its signatures, if it has any.
  public let checkpointText: String

  /// The first line of the text: the format and its version.
  public static let formatLine = "c2sp.org/tlog-proof@v1"
  /// The longest text that is parsed, in bytes: a line and a checkpoint of 65,535 bytes each, the
  /// line in base64, and 64 hashes.
  public static let textByteCountMax = 160_000

  /// A proof file for `line`.
  /// - Throws: `ProofTextError.malformedCheckpoint`, `.refused` if the path does not lead there.
  public init(
    line: [UInt8], proof: InclusionProof, checkpointText: String
  ) throws(ProofTextError) {
    self.line = line
    self.proof = proof
    self.checkpointText = checkpointText
    checkpoint = try ProofLines.checkpoint(checkpointText)
    do throws(ProofError) {
      guard proof.treeSize == checkpoint.size else {
        throw .foreignSize(expected: checkpoint.size, found: proof.treeSize)
      }
      try proof.verify(leaf: leafHash(line), root: checkpoint.root)
    } catch {
      throw .refused(error)
    }
  }

  /// The proof file read from its text, and checked: the line is in the tree of the checkpoint.
  ///
  /// That is all it shows. Whether the checkpoint, its name and its size included, is the log's own
  /// is for the reader to know: by `verify(against:)`, or by its signature.
  /// - Throws: `ProofTextError`, every case.
  /// - Complexity: O(n).
  public init(parsing text: String) throws(ProofTextError) {
    var lines = try ProofLines(text, byteCountMax: InclusionProofText.textByteCountMax)
    let first = try lines.next()
    guard first == InclusionProofText.formatLine else { throw .unknownFormat(first) }
    let extra = try lines.value(of: "extra ")
    guard let line = Base64.decode(extra) else { throw lines.malformed(extra) }
    let index = try lines.number(of: "index ")
    let path = try lines.path()
    let rest = lines.rest()
    let checkpoint = try ProofLines.checkpoint(rest)
    let proof = InclusionProof(index: index, treeSize: checkpoint.size, path: path)
    try self.init(line: line, proof: proof, checkpointText: rest)
  }

  /// Checks that the proof's checkpoint is one that came another way.
  /// - Throws: `ProofError.foreignOrigin`, `.foreignSize`, `.rootMismatch`.
  public func verify(against trusted: Checkpoint) throws(ProofError) {
    guard checkpoint.origin == trusted.origin else {
      throw .foreignOrigin(expected: trusted.origin, found: checkpoint.origin)
    }
    guard checkpoint.size == trusted.size else {
      throw .foreignSize(expected: trusted.size, found: checkpoint.size)
    }
    guard checkpoint.root == trusted.root else {
      throw .rootMismatch(published: trusted.root, computed: checkpoint.root)
    }
  }

  /// The text: format, record in base64, index, path, an empty line, the checkpoint.
  public var text: String {
    "\(InclusionProofText.formatLine)\nextra \(Base64.encode(line))\nindex \(proof.index)\n"
      + ProofLines.text(proof.path) + checkpointText
  }
}
