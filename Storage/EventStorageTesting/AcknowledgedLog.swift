// What a log must contain, kept by somebody who knows only what was acknowledged.

import EventStorage

/// The naive model beside a simulated log: the batches that were acknowledged, in order, and the
/// one batch at the end whose writer was never told.
///
/// Acknowledged ⊆ found ⊆ sent, and no batch is ever split.
struct AcknowledgedLog {
  private(set) var bodies: [[UInt8]] = []
  /// The sizes at which whole batches end.
  private(set) var boundaries: Set<UInt64> = [0]
  /// A batch that is being written, or whose writing failed: it may be there, whole, or not.
  private(set) var doubtful: [[UInt8]] = []

  var size: UInt64 { UInt64(bodies.count) }

  mutating func send(_ batch: [[UInt8]]) {
    doubtful = batch
  }

  /// The batch that was sent last is known to be durable.
  mutating func acknowledge() {
    bodies += doubtful
    doubtful = []
    boundaries.insert(size)
  }

  /// A writer holds the lock and has seen `size` records: now it is known what became of the
  /// doubtful batch.
  mutating func settle(size found: UInt64) -> Bool {
    let wasKept = !doubtful.isEmpty && found == size + UInt64(doubtful.count)
    if wasKept { acknowledge() }
    doubtful = []
    return wasKept
  }

  /// What is wrong with a store that has caught up; `nil` if nothing is.
  /// - Throws: `StorageError`: the records cannot be read.
  func complaint(
    about store: FileEventStore, lookingBack count: UInt64
  ) throws(StorageError) -> String? {
    let found = store.size
    guard found == size || found == size + UInt64(doubtful.count) else {
      return "\(found) records; \(size) acknowledged, \(doubtful.count) in doubt"
    }
    var complaint: String?
    var lastTime: Int64 = 0
    let first = found > count ? found - count : 0
    try store.forEachRecord(in: first..<found) { record in
      let place = Int(record.position)
      let expected = place < bodies.count ? bodies[place] : doubtful[place - bodies.count]
      if !record.body.elementsEqual(expected) {
        complaint = complaint ?? "record \(place) is not the one that was sent"
      }
      if record.recordedAtMicroseconds < lastTime {
        complaint = complaint ?? "the time of record \(place) went backwards"
      }
      lastTime = record.recordedAtMicroseconds
    }
    return complaint
  }

  /// What is wrong with what a reader has been handed since it began; `nil` if nothing is.
  func complaint(about handed: [[UInt8]]) -> String? {
    let sent = bodies + doubtful
    guard handed.count <= sent.count else { return "\(handed.count) records were handed out" }
    let wrong = handed.indices.suffix(24).first { handed[$0] != sent[$0] }
    return wrong.map { "a reader holds another record \($0) than was acknowledged" }
  }
}
