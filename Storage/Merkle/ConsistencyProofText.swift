// A proof between two checkpoints as a file: the request body that C2SP tlog-witness sends.

/// The newer of two checkpoints and the hashes that tie it to the older, in one text.
///
/// The text is the body of an `add-checkpoint` request of C2SP tlog-witness, so that a witness can
/// be asked with it as it is. It does not contain the older checkpoint: whoever checks it has that
/// from before, which is the point. Compare `InclusionProofText`, about one record.
public struct ConsistencyProofText: Hashable, Sendable {
  /// The sizes, and the hashes of which both roots are made.
  public let proof: ConsistencyProof
  /// The newer checkpoint.
  public let checkpoint: Checkpoint
  /// The newer checkpoint's text as it was found, with its signatures, if it has any.
  public let checkpointText: String

  /// The longest text that is parsed, in bytes.
  public static let textByteCountMax = 72_000

  /// A proof file; what it proves is known when it is verified.
  /// - Throws: `ProofTextError.malformedCheckpoint`, `.refused` if the sizes do not fit.
  public init(proof: ConsistencyProof, checkpointText: String) throws(ProofTextError) {
    self.proof = proof
    self.checkpointText = checkpointText
    checkpoint = try ProofLines.checkpoint(checkpointText)
    guard proof.newSize == checkpoint.size, proof.oldSize <= proof.newSize else {
      throw .refused(.sizesOutOfOrder(old: proof.oldSize, new: checkpoint.size))
    }
  }

  /// The proof file read from its text; nothing is proved before `verify`.
  /// - Throws: `ProofTextError`, every case.
  /// - Complexity: O(n).
  public init(parsing text: String) throws(ProofTextError) {
    var lines = try ProofLines(text, byteCountMax: ConsistencyProofText.textByteCountMax)
    guard text.hasPrefix("old ") else { throw .unknownFormat(try lines.next()) }
    let oldSize = try lines.number(of: "old ")
    let path = try lines.path()
    let rest = lines.rest()
    let checkpoint = try ProofLines.checkpoint(rest)
    let proof = ConsistencyProof(oldSize: oldSize, newSize: checkpoint.size, path: path)
    try self.init(proof: proof, checkpointText: rest)
  }

  /// Checks that the log of the newer checkpoint begins with the log of `old`.
  ///
  /// The hashes tie the two roots together; the name and the size that stand beside the newer root
  /// are vouched for by its signature, or by a copy that came another way.
  /// - Throws: `ProofError`.
  /// - Complexity: O(log n).
  public func verify(from old: Checkpoint) throws(ProofError) {
    guard old.origin == checkpoint.origin else {
      throw .foreignOrigin(expected: old.origin, found: checkpoint.origin)
    }
    guard old.size == proof.oldSize else {
      throw .foreignSize(expected: old.size, found: proof.oldSize)
    }
    try proof.verify(oldRoot: old.root, newRoot: checkpoint.root)
  }

  /// The text: the old size, the path, an empty line, the newer checkpoint.
  public var text: String {
    "old \(proof.oldSize)\n" + ProofLines.text(proof.path) + checkpointText
  }
}
