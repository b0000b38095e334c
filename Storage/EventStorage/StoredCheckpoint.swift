// A published checkpoint as it lies in the ledger, with a signature if there is one.

public import Merkle

/// A checkpoint in the ledger's `checkpoints` directory.
public struct StoredCheckpoint: Hashable, Sendable {
  /// Origin, size and root.
  public let checkpoint: Checkpoint
  /// The file's text: what a detached signature signs.
  public let text: String
  /// The file's name in `checkpoints`. Its detached signature has the same name and `.sig`.
  public let fileName: String
  /// The detached signature, as the tool wrote it that made it; `nil` if there is none.
  public let signature: [UInt8]?
}

/// Checkpoints on their way through a verification, compared as the tree grows past their sizes.
struct CheckpointComparison {
  private struct Expected {
    var checkpoint: Checkpoint
    var path: String
  }

  private let origin: String
  private var expected: [Expected] = []
  private var next = 0
  private var confirmed: Checkpoint?
  private var failure: StorageError?

  init(origin: String) {
    self.origin = origin
  }

  /// Adds a checkpoint of this log; all are added before the first comparison.
  mutating func add(_ checkpoint: Checkpoint, path: String) throws(StorageError) {
    guard checkpoint.origin == origin else {
      throw StorageError(.foreignCheckpoint(origin: checkpoint.origin), path: path)
    }
    let place = expected.firstIndex { $0.checkpoint.size > checkpoint.size } ?? expected.count
    expected.insert(Expected(checkpoint: checkpoint, path: path), at: place)
  }

  /// The size at which the tree has to be compared next.
  var nextSize: UInt64? { next < expected.count ? expected[next].checkpoint.size : nil }

  /// Compares the checkpoints of the tree's present size.
  mutating func compare(_ tree: TreeFrontier) { compare(size: tree.size, root: tree.root) }

  /// Compares the checkpoints of a tree of this size with its root.
  mutating func compare(size: UInt64, root: @autoclosure () -> Digest) {
    while next < expected.count, expected[next].checkpoint.size == size {
      let (checkpoint, path) = (expected[next].checkpoint, expected[next].path)
      next += 1
      let root = root()
      if root == checkpoint.root {
        if failure == nil { confirmed = checkpoint }
      } else if failure == nil {
        failure = StorageError(
          .checkpointContradicted(size: size, published: checkpoint.root, found: root),
          path: path, position: confirmed?.size ?? 0)
      }
    }
  }

  /// The largest checkpoint that agrees, once the whole log has been read.
  /// - Throws: `StorageError`: `.checkpointContradicted`, `.checkpointBeyondLog`.
  func finish(size: UInt64) throws(StorageError) -> Checkpoint? {
    if let failure { throw failure }
    if next < expected.count, let last = expected.last {
      throw StorageError(
        .checkpointBeyondLog(checkpointSize: last.checkpoint.size, logSize: size),
        path: last.path, position: size)
    }
    return confirmed
  }
}
