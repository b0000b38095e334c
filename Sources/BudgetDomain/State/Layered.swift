// A dictionary in two layers, so that a copy can be changed without copying all of it.

/// A dictionary whose changes stand apart until they are settled.
///
/// A batch is decided on a copy of the state and may be refused: the copy shares the settled layer
/// and costs what the batch changes, not what the books hold.
struct Layered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var settled: [Key: Value] = [:]
  private var changed: [Key: Value] = [:]

  /// The value of `key`, as last set. Setting `nil` is not possible: the past stays.
  subscript(key: Key) -> Value? { changed[key] ?? settled[key] }

  /// Sets the value of `key`.
  mutating func set(_ value: Value, for key: Key) { changed[key] = value }

  /// All keys and values.
  ///
  /// - Complexity: O(n).
  var all: [Key: Value] { settled.merging(changed) { _, changed in changed } }

  /// Moves the changes into the lower layer; cheap where no other copy shares that.
  ///
  /// - Complexity: O(m) in the changes.
  mutating func settle() {
    guard !changed.isEmpty else { return }
    if settled.isEmpty {
      swap(&settled, &changed)
    } else {
      for (key, value) in changed { settled[key] = value }
      changed.removeAll()
    }
  }
}
