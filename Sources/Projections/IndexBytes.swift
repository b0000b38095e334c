// Integers and texts as bytes of an index file, and back without ever trusting them.

/// Collects bytes for an index file, little-endian.
public struct IndexWriter {
  /// What was collected.
  public private(set) var bytes: [UInt8] = []

  /// A writer without bytes.
  public init() {}

  /// Adds an integer.
  public mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds a run of bytes behind its length.
  public mutating func put(_ run: some Collection<UInt8>) {
    put(UInt64(run.count))
    bytes.append(contentsOf: run)
  }

  /// Adds a run of integers behind their count, in memory order.
  public mutating func put<Element: FixedWidthInteger & BitwiseCopyable>(array: [Element]) {
    put(UInt64(array.count))
    array.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Adds texts behind their count.
  public mutating func put(texts: [String]) {
    put(UInt64(texts.count))
    for text in texts { put(text.utf8) }
  }
}

/// Takes apart what ``IndexWriter`` collected; `nil` where the bytes do not hold what is asked for.
public struct IndexReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  /// A reader at the start of `bytes`, which the reader does not keep beyond its own life.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Whether nothing is left.
  public var isAtEnd: Bool { offset == bytes.count }

  /// The next integer.
  public mutating func take<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) -> Value? {
    guard bytes.count - offset >= MemoryLayout<Value>.size else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: type)
    offset += MemoryLayout<Value>.size
    return Value(littleEndian: value)
  }

  /// The next run of bytes, where it lies.
  public mutating func takeRun() -> UnsafeRawBufferPointer? {
    guard let count = take(UInt64.self), count <= UInt64(bytes.count - offset) else { return nil }
    let run = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + Int(count))])
    offset += Int(count)
    return run
  }

  /// The next run of integers.
  public mutating func takeArray<Element: FixedWidthInteger & BitwiseCopyable>(
    of type: Element.Type
  ) -> [Element]? {
    guard let run = takeElements(of: type) else { return nil }
    return [Element](unsafeUninitializedCapacity: run.count / MemoryLayout<Element>.size) {
      buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: run)
      count = buffer.count
    }
  }

  /// The bytes of the next run of integers, where they lie.
  public mutating func takeElements<Element: FixedWidthInteger>(
    of type: Element.Type
  ) -> UnsafeRawBufferPointer? {
    guard let count = take(UInt64.self),
      count <= UInt64(bytes.count - offset) / UInt64(MemoryLayout<Element>.size)
    else { return nil }
    let end = offset + Int(count) * MemoryLayout<Element>.size
    let run = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
    offset = end
    return run
  }

  /// The next texts.
  public mutating func takeTexts() -> [String]? {
    guard let count = take(UInt64.self), count <= UInt64(bytes.count - offset) / 8 else {
      return nil
    }
    var texts: [String] = []
    texts.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let run = takeRun(),
        let text = try? UTF8Span(validating: run.bindMemory(to: UInt8.self).span)
      else { return nil }
      texts.append(String(copying: text))
    }
    return texts
  }
}
