// How a long log is read: in pieces of what size, and by how many threads.

import Glibc

/// How the records behind what a store knows are read, where there are many.
///
/// Whatever the plan, the records, the root and the faults found are the same; tests choose plans
/// that reach every seam in a small log.
package struct ReadingPlan: Sendable {
  /// How many threads read, that of the caller included. A file system that does not serve several
  /// is used by that of the caller only.
  package var threadCount: Int
  /// How many bytes of a segment make a piece.
  package var pieceByteCount: Int
  /// Fewer new bytes than these are read line by line.
  package var leastByteCount: UInt64

  /// A plan made of its parts; by default one for a log of millions of records on this machine.
  package init(
    threadCount: Int = ReadingPlan.processorCount, pieceByteCount: Int = 1 << 19,
    leastByteCount: UInt64 = 1 << 20
  ) {
    precondition(threadCount > 0 && pieceByteCount > 0, "Somebody reads something.")
    self.threadCount = threadCount
    self.pieceByteCount = pieceByteCount
    self.leastByteCount = leastByteCount
  }

  /// The processors of the machine, up to as many as one disk can feed.
  package static let processorCount = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
