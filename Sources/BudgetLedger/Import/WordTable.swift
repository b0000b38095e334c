// Finds the value of a word by its bytes.

/// The words of a closed list in UTF-8, and what each stands for.
struct WordTable<Value: Sendable>: Sendable {
  private let words: [(start: UInt64, bytes: [UInt8], value: Value)]

  /// A table of `values` under each of their names.
  init(_ values: [Value], names: (Value) -> [String]) {
    words = values.flatMap { value in
      names(value).map { name in
        let bytes = Array(name.utf8)
        return (bytes.withUnsafeBytes { Self.start($0) }, bytes, value)
      }
    }
  }

  /// The value of the word, or `nil` where it is none of them.
  subscript(word: UnsafeRawBufferPointer) -> Value? {
    let start = Self.start(word)
    for entry in words where entry.start == start && entry.bytes.count == word.count {
      if word.elementsEqual(entry.bytes) { return entry.value }
    }
    return nil
  }

  /// The first eight bytes, or as many as there are.
  @inline(__always)
  private static func start(_ word: UnsafeRawBufferPointer) -> UInt64 {
    if word.count >= 8 { return word.loadUnaligned(as: UInt64.self) }
    var start: UInt64 = 0
    for (place, byte) in word.enumerated() { start |= UInt64(byte) << UInt64(8 * place) }
    return start
  }
}
