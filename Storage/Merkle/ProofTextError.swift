// Why a text is not a proof file.

/// A text that is not a proof file, or that contradicts itself.
public enum ProofTextError: Error, Hashable, Sendable {
  /// The text is longer than a proof can be.
  case tooLong(byteCount: Int, limit: Int)
  /// The first line is not the one that names the format.
  case unknownFormat(String)
  /// The line at this number, from 1, is not what the format has there.
  case malformedLine(Int, String)
  /// The text ends before the checkpoint.
  case incomplete
  /// More hashes than any tree asks for.
  case pathTooLong(limit: Int)
  /// What follows the hashes is not a checkpoint.
  case malformedCheckpoint(CheckpointError)
  /// The proof is well spelt and proves nothing.
  case refused(ProofError)
}
