// The keys of a batch by their hashes: enough to know that none stands twice.

/// A set of idempotency keys of which only 64 bits each are kept.
///
/// Two keys may share a hash: what the set says to hold may be another key, and whoever asks looks
/// closer. What it says not to hold, it does not hold.
public struct KeyHashes: Sendable {
  private var table = OpenHashes<UInt64>()

  /// How many hashes it holds.
  public var count: Int { table.count }

  /// A set of no keys.
  public init() {}

  /// Takes in a key in UTF-8; `false` where it, or one of the same hash, is held already, and where
  /// other bytes may spell the same text.
  public mutating func insert(_ key: UnsafeRawBufferPointer) -> Bool {
    guard let hash = Self.hash(of: key) else { return false }
    return insert(hash: hash)
  }

  /// The hash under which a key in UTF-8 is held, never 0; `nil` where other bytes may spell the
  /// same text.
  public static func hash(of key: UnsafeRawBufferPointer) -> UInt64? {
    key.hasOneSpelling ? hash(key) : nil
  }

  /// Looks at the places of hashes that are taken in next, so that the processor fetches them all
  /// at once: one after the other, each would wait for memory.
  ///
  /// - Returns: What was seen there, which says nothing.
  @discardableResult
  public func approach(_ hashes: [UInt64]) -> UInt64 {
    hashes.reduce(0) { $0 ^ table.places[table.start(of: $1.narrow)] }
  }

  /// Takes in a key by its hash; `false` where it, or one of the same hash, is held already.
  public mutating func insert(hash: UInt64) -> Bool {
    if 3 * count >= 2 * table.places.count { table.grow() }
    return table.insert(hash)
  }

  /// Whether it may hold a key with this ``TextHash``.
  func mayHold(_ narrow: UInt32) -> Bool {
    table.holds(from: narrow) { $0.narrow == narrow }
  }

  /// Whether it may hold `key`.
  public func mayHold(_ key: String) -> Bool {
    var key = key
    return key.withUTF8 { utf8 in
      let hash = Self.hash(UnsafeRawBufferPointer(utf8))
      return table.holds(from: hash.narrow) { $0 == hash }
    }
  }

  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
    max(1, TextHash.wideHash(key))
  }
}

extension FactColumns {
  /// The positions of events under keys that may be among `keys`, in order; the records say which
  /// are.
  ///
  /// - Complexity: O(n) in the rows.
  public func positions(underKeysIn keys: KeyHashes) -> [UInt64] {
    positions(ofRows: rows { $0.key[$1] != 0 && keys.mayHold($0.key[$1]) })
  }

  /// Whether any event was recorded under a key.
  ///
  /// - Complexity: O(n) in the rows, O(1) where the first ones have keys.
  public var holdsKeys: Bool {
    var isFound = false
    forEachRun(in: 0..<count) { run in
      if !isFound { isFound = run.range.contains { run.key[$0] != 0 } }
    }
    return isFound
  }
}

/// Every key of the columns by its narrow hash: what it does not hold was never used.
public struct KeyHashSet: Sendable {
  private var table = OpenHashes<UInt32>()
  private var rowCount = 0

  /// A set of no keys.
  public init() {}

  /// Takes in the keys of the rows that were added to `columns` since the last time.
  ///
  /// - Complexity: O(n) in those rows.
  public mutating func takeIn(_ columns: FactColumns) {
    guard rowCount < columns.count else { return }
    columns.forEachRun(in: rowCount..<columns.count) { run in
      let keys = run.key
      for index in run.range where keys[index] != 0 { _ = insert(keys[index]) }
    }
    rowCount = columns.count
  }

  /// Takes in a key; `false` where it may be there already, and where other bytes may spell the
  /// same text.
  public mutating func insert(_ key: String) -> Bool {
    var key = key
    return key.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      return bytes.hasOneSpelling && insert(TextHash.hash(bytes))
    }
  }

  private mutating func insert(_ hash: UInt32) -> Bool {
    if 2 * table.count >= table.places.count { table.grow() }
    return table.insert(hash)
  }
}

/// Hashes in open addressing, placed by what columns keep of them; 0 marks a free place.
private struct OpenHashes<Hash: PlacedHash>: Sendable {
  /// Their number is a power of two; whoever inserts sees to it that some are free.
  private(set) var places: [Hash] = Array(repeating: 0, count: 1_024)
  private(set) var count = 0

  /// Where the search for a hash begins.
  func start(of narrow: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(narrow) &* 0x9E37_79B9_7F4A_7C15) >> 20) & (places.count - 1)
  }

  /// Takes in a hash; `false` where it is held already.
  mutating func insert(_ hash: Hash) -> Bool {
    var index = start(of: hash.narrow)
    while places[index] != 0 {
      if places[index] == hash { return false }
      index = (index + 1) & (places.count - 1)
    }
    places[index] = hash
    count += 1
    return true
  }

  /// Whether one of the hashes that may lie where `narrow` is looked for is wanted.
  func holds(from narrow: UInt32, _ isWanted: (Hash) -> Bool) -> Bool {
    var index = start(of: narrow)
    while places[index] != 0 {
      if isWanted(places[index]) { return true }
      index = (index + 1) & (places.count - 1)
    }
    return false
  }

  /// Doubles the places.
  mutating func grow() {
    let old = places
    places = Array(repeating: 0, count: 2 * old.count)
    count = 0
    for hash in old where hash != 0 { _ = insert(hash) }
  }
}

/// A hash of a key that knows its place.
private protocol PlacedHash: FixedWidthInteger, Sendable {
  /// What columns keep of it.
  var narrow: UInt32 { get }
}

extension UInt64: PlacedHash {
  fileprivate var narrow: UInt32 { TextHash.narrow(self) }
}

extension UInt32: PlacedHash {
  fileprivate var narrow: UInt32 { self }
}

extension UnsafeRawBufferPointer {
  /// Whether no other bytes spell a text that is equal to this one: texts are equal when they are
  /// canonically equivalent (UAX #15), and characters of these ranges are so to nothing else.
  fileprivate var hasOneSpelling: Bool {
    var index = 0
    while index < count {
      if self[index] < 0x80 {
        index += 1
        continue
      }
      guard index + 2 < count else { return false }
      switch (self[index], self[index + 1]) {
      case (0xE4, 0xB8...0xBF), (0xE5...0xE9, 0x80...0xBF): break  // U+4E00 to U+9FFF
      case (0xE3, 0x80): guard self[index + 2] < 0xAA else { return false }  // U+3000 to U+3029
      default: return false
      }
      index += 3
    }
    return true
  }
}
