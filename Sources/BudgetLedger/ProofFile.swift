// A proof as a file, of whichever kind, and what it shows to somebody who has no ledger.

public import Merkle

/// A proof file: one record in a checkpoint, or one checkpoint continued in another.
public enum ProofFile: Hashable, Sendable {
  /// One record, byte for byte, in the log of a checkpoint.
  case record(InclusionProofText)
  /// The log of a newer checkpoint begins with that of an older one, unchanged.
  case growth(ConsistencyProofText)

  /// The proof read from its text. That of a record is checked against the checkpoint it carries;
  /// of growth nothing is known yet.
  ///
  /// - Throws: `ProofTextError`, every case.
  /// - Complexity: O(n).
  public init(parsing text: String) throws(ProofTextError) {
    if text.hasPrefix("old ") {
      self = .growth(try ConsistencyProofText(parsing: text))
      return
    }
    let proof = try InclusionProofText(parsing: text)
    // The line says itself which record it is (Storage/FORMAT.md §3); a proof for another place
    // would mislead whoever reads it.
    guard proof.line.starts(with: "{\"position\":\(proof.proof.index),".utf8) else {
      throw .malformedLine(2, String(decoding: proof.line.prefix(40), as: UTF8.self))
    }
    self = .record(proof)
  }

  /// The text of the file.
  public var text: String {
    switch self {
    case .record(let proof): proof.text
    case .growth(let proof): proof.text
    }
  }

  /// The checkpoint that the file carries; of growth, the newer.
  public var checkpoint: Checkpoint {
    switch self {
    case .record(let proof): proof.checkpoint
    case .growth(let proof): proof.checkpoint
    }
  }

  /// Checks the proof with the checkpoints that came another way.
  ///
  /// - Parameter trusted: the checkpoints at hand. Each must be one that the proof speaks of: that
  ///   of the file, or the older one of growth, without which growth is not proved.
  /// - Returns: Whether the checkpoint in the file is one of them. Otherwise it stands for itself.
  /// - Throws: `ProofError`: what does not fit.
  /// - Complexity: O(log n).
  public func verify(against trusted: [Checkpoint]) throws(ProofError) -> Bool {
    var isConfirmed = false
    for known in trusted {
      switch self {
      case .record(let proof): try proof.verify(against: known)
      case .growth(let proof):
        if known.size == proof.proof.oldSize {
          try proof.verify(from: known)
          // Of two equal sizes, the older checkpoint is the newer one.
          guard proof.proof.oldSize == proof.proof.newSize else { continue }
        } else {
          try Self.refuse(proof.checkpoint, otherThan: known)
        }
      }
      isConfirmed = true
    }
    return isConfirmed
  }

  /// The size of the older checkpoint without which the proof shows nothing, if `trusted` lacks it.
  public func missingSize(among trusted: [Checkpoint]) -> UInt64? {
    guard case .growth(let proof) = self else { return nil }
    let oldSize = proof.proof.oldSize
    return trusted.contains { $0.size == oldSize } ? nil : oldSize
  }

  private static func refuse(
    _ found: Checkpoint, otherThan known: Checkpoint
  ) throws(ProofError) {
    guard found.origin == known.origin else {
      throw .foreignOrigin(expected: known.origin, found: found.origin)
    }
    guard found.size == known.size else {
      throw .foreignSize(expected: known.size, found: found.size)
    }
    guard found.root == known.root else {
      throw .rootMismatch(published: known.root, computed: found.root)
    }
  }
}
