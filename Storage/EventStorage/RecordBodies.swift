// The bodies of several records in one run of memory: what a caller hands to an append.

/// Bodies of records one after the other, and where each ends.
///
/// One buffer for a whole batch, so that a record costs its bytes and no allocation of its own. A
/// body is written to the end of ``bytes`` and ended by ``endBody()``.
///
/// ```swift
/// var bodies = RecordBodies()
/// bodies.bytes.append(contentsOf: #""memo":"pencils""#.utf8)
/// bodies.endBody()
/// ```
public struct RecordBodies: Sendable {
  /// The bodies, the one that is being written last.
  public var bytes: [UInt8] = []
  /// Where each whole body ends in ``bytes``.
  public private(set) var ends: [Int] = []

  /// No bodies.
  public init() {}

  /// Bodies that are at hand one by one.
  /// - Complexity: O(n) in their bytes.
  public init(_ bodies: [[UInt8]]) {
    for body in bodies {
      bytes += body
      endBody()
    }
  }

  /// How many bodies are whole.
  public var count: Int { ends.count }

  /// Ends the body that was written to ``bytes`` since the last one ended.
  public mutating func endBody() { ends.append(bytes.count) }

  /// Adds the bodies of `other` behind these.
  /// - Complexity: O(n) in the bytes of the other ones.
  mutating func append(_ other: RecordBodies) {
    let start = bytes.count
    bytes += other.bytes
    ends += other.ends.map { start + $0 }
  }

  /// Forgets all bodies and keeps their memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Hands out each body with its number, from 0.
  public func forEach(_ visit: (Int, UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { all in
      var start = 0
      for (index, end) in ends.enumerated() {
        visit(index, UnsafeRawBufferPointer(rebasing: all[start..<end]))
        start = end
      }
    }
  }

  /// Where the body with this number lies in ``bytes``.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
