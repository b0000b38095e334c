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

  /// Where the body with this number lies in ``bytes``.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
