// Proofs for somebody who does not trust us: one record, the growth of the log, two copies.

public import BudgetDomain
import EventCoding
import EventStorage
public import Merkle
import Projections

/// Two copies of one ledger that went different ways.
public struct CopyDivergence: Sendable {
  /// The first position at which they differ.
  public let position: UInt64
  /// What this ledger holds there.
  public let ours: RecordedEvent
  /// What the copy holds there; `nil` where it is no event that this version can read.
  public let theirs: RecordedEvent?
}

extension Ledger {
  /// Proves that the record at `position` is in the log of `checkpoint`, else of the log as it
  /// stands. The file holds the record, the path and the checkpoint (C2SP tlog-proof).
  ///
  /// - Parameter source: what to call the checkpoint in messages.
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``; ``LedgerError/storage(_:)`` with
  ///   `checkpointContradicted` and others where `checkpoint` is not of this log.
  public func proof(
    of position: UInt64, in checkpoint: Checkpoint? = nil, named source: String = ""
  ) throws(LedgerError) -> InclusionProofText {
    var found: InclusionProofText?
    try forEachProof(of: [position], in: checkpoint, named: source) { found = $0 }
    guard let found else { preconditionFailure("a record that is there is proved") }
    return found
  }

  /// As ``proof(of:in:named:)`` for many `positions`, which ascend, in order: the checkpoint is
  /// compared once, and what neighbours share is hashed once.
  ///
  /// - Throws: as ``proof(of:in:named:)``.
  public func forEachProof(
    of positions: [UInt64], in checkpoint: Checkpoint? = nil, named source: String = "",
    _ body: (InclusionProofText) -> Void
  ) throws(LedgerError) {
    let end = try known(checkpoint, named: source)
    if let last = positions.last, last >= end.size { throw .unknownPosition(last, size: end.size) }
    var rest = positions[...]
    // So many at a time are held in memory.
    while case let some = rest.prefix(1_024), !some.isEmpty {
      rest = rest.dropFirst(some.count)
      let proofs = try reachingStore { () throws(StorageError) in
        try store.inclusionProofs(of: some, inTreeOf: end.size)
      }
      var lines: [[UInt8]] = []
      try store.forEachRecord(at: some) { (record) throws(LedgerError) in
        lines.append(Array(record.line))
      }
      for (position, (line, proof)) in zip(some, zip(lines, proofs)) {
        body(try text(of: line, proof, in: end, at: position))
      }
    }
  }

  private func text(
    of line: [UInt8], _ proof: InclusionProof, in end: Checkpoint, at position: UInt64
  ) throws(LedgerError) -> InclusionProofText {
    do throws(ProofTextError) {
      return try InclusionProofText(line: line, proof: proof, checkpointText: end.text)
    } catch {
      // The tree remembers what a line hashed to; the line just read hashes to something else.
      throw .storage(StorageError(.logRewritten, path: "log", position: position))
    }
  }

  /// Proves that the log of `newer`, else the log as it stands, begins with that of `older`.
  ///
  /// - Parameters:
  ///   - source: what to call `older` in messages.
  ///   - newerSource: what to call `newer` in messages.
  /// - Throws: ``LedgerError/storage(_:)`` with `foreignCheckpoint`, `checkpointBeyondLog` or
  ///   `checkpointContradicted` where one of them is not of this log.
  public func proof(
    from older: Checkpoint, named source: String, to newer: Checkpoint? = nil,
    named newerSource: String = ""
  ) throws(LedgerError) -> ConsistencyProofText {
    try refuse(notOurs: older, named: source)
    let end = try known(newer, named: newerSource)
    guard older.size <= end.size else {
      throw .storage(
        StorageError(
          .checkpointBeyondLog(checkpointSize: older.size, logSize: end.size), path: source,
          position: end.size))
    }
    let proof = try reachingStore { () throws(StorageError) in
      try store.consistencyProof(from: older.size, to: end.size)
    }
    do throws(ProofTextError) {
      return try ConsistencyProofText(proof: proof, checkpointText: end.text)
    } catch {
      preconditionFailure("sizes in order make a proof file: \(error)")
    }
  }

  /// The checkpoint that was published at `size`.
  ///
  /// - Throws: ``LedgerError/storage(_:)`` with `noSuchCheckpoint`.
  public func checkpoint(publishedAt size: UInt64) throws(LedgerError) -> Checkpoint {
    guard let found = try checkpoints().first(where: { $0.checkpoint.size == size }) else {
      throw .storage(
        StorageError(.noSuchCheckpoint(size: size), path: "checkpoints", position: size))
    }
    return found.checkpoint
  }

  /// The checkpoint that the publication called `name` fixed, or `nil` where there is none.
  ///
  /// - Throws: as ``event(at:)``.
  public func checkpoint(ofPublication name: String) throws(LedgerError) -> Checkpoint? {
    guard let published = publications[name],
      case .statementPublished(let publication) = try event(at: published.position).event,
      let root = Digest(hex: publication.root)
    else { return nil }
    return checkpoint(size: publication.treeSize, root: root)
  }

  /// The checkpoint of the copy in the directory `path`, one of the two being the beginning of the
  /// other.
  ///
  /// - Throws: ``LedgerError/diverged(_:path:)`` with the first position at which they differ;
  ///   ``LedgerError/storage(_:)`` where the copy cannot be read, or is of another ledger.
  /// - Complexity: O(n) in the bytes of the copy.
  public func checkpoint(ofCopyAt path: String) throws(LedgerError) -> Checkpoint {
    let copy = try reachingStore { () throws(StorageError) in
      try FileEventStore(openingAt: path)
    }
    guard copy.description.origin == store.description.origin else {
      throw .storage(
        StorageError(.foreignCheckpoint(origin: copy.description.origin), path: path))
    }
    let common = min(copy.size, size)
    guard let position = try firstDifference(from: copy, below: common) else {
      let root = try reachingStore { () throws(StorageError) in
        try copy.root(ofSize: copy.size)
      }
      return checkpoint(size: copy.size, root: root)
    }
    let theirs = try reachingStore { () throws(StorageError) in try copy.record(at: position) }
    let divergence = CopyDivergence(
      position: position, ours: try event(at: position), theirs: try? EventCodec.decode(theirs))
    throw .diverged(divergence, path: path)
  }

  /// The first position below `common` at which the two logs differ. Roots over the same beginning
  /// are equal and over any longer one are not, so halving finds it.
  private func firstDifference(
    from copy: FileEventStore, below common: UInt64
  ) throws(LedgerError) -> UInt64? {
    func agree(_ size: UInt64) throws(LedgerError) -> Bool {
      try reachingStore { () throws(StorageError) in
        try copy.root(ofSize: size) == store.root(ofSize: size)
      }
    }
    guard try !agree(common) else { return nil }
    var equal: UInt64 = 0
    var different = common
    while different - equal > 1 {
      let middle = equal + (different - equal) / 2
      if try agree(middle) { equal = middle } else { different = middle }
    }
    return equal
  }

  /// The checkpoint given, if it is one of this log; that of the log as it stands where none is.
  private func known(
    _ checkpoint: Checkpoint?, named source: String
  ) throws(LedgerError) -> Checkpoint {
    guard let checkpoint else { return try self.checkpoint() }
    try refuse(notOurs: checkpoint, named: source)
    return checkpoint
  }

  /// Refuses a checkpoint that this log does not begin with.
  func refuse(
    notOurs checkpoint: Checkpoint, named source: String
  ) throws(LedgerError) {
    guard checkpoint.origin == store.description.origin else {
      throw .storage(StorageError(.foreignCheckpoint(origin: checkpoint.origin), path: source))
    }
    guard checkpoint.size <= size else {
      throw .storage(
        StorageError(
          .checkpointBeyondLog(checkpointSize: checkpoint.size, logSize: size), path: source,
          position: size))
    }
    let found = try root(ofSize: checkpoint.size)
    guard found == checkpoint.root else {
      throw .storage(
        StorageError(
          .checkpointContradicted(
            size: checkpoint.size, published: checkpoint.root, found: found), path: source,
          position: 0))
    }
  }
}
