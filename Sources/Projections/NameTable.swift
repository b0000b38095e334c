// Texts that occur again and again, kept once and named by small integers.

/// Interned texts: each distinct text has one number, given in order of first sight.
///
/// Texts are looked up by their bytes, so that a reader of records makes no `String` for a name
/// that it has seen before.
public struct NameTable: Sendable {
  /// The texts by number.
  public private(set) var texts: [String] = []
  /// All texts one after the other in UTF-8.
  private var bytes: [UInt8] = []
  /// Numbers by hash, open addressing. Its size is a power of two.
  private var places: [Place] = []

  /// A number and where its text lies in ``bytes``, side by side so that a look-up touches little.
  private struct Place {
    var start = 0
    var byteCount: UInt32 = 0
    /// Number + 1; 0 marks a free place.
    var number: UInt32 = 0
  }

  /// A table without texts.
  public init() {}

  /// The table of `texts`, numbered in their order.
  ///
  /// - Complexity: O(n) in the texts.
  public init(_ texts: [String]) {
    self.texts.reserveCapacity(texts.count)
    places = Array(repeating: Place(), count: Self.placeCount(for: texts.count))
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    for text in texts { _ = intern(text) }
  }

  /// A power of two of which the texts take half at most.
  private static func placeCount(for textCount: Int) -> Int {
    var count = 16
    while count < 2 * (textCount + 1) { count *= 2 }
    return count
  }

  /// The number of `text`, given now if it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    var utf8 = text
    return utf8.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      let hash = TextHash.wideHash(raw)
      return number(of: raw, hash: hash) ?? add(text, raw, hash: hash)
    }
  }

  /// The number of the text with these bytes, given now if it is new; `nil` when they are no UTF-8.
  public mutating func intern(_ utf8: UnsafeRawBufferPointer) -> UInt32? {
    let hash = TextHash.wideHash(utf8)
    if let number = number(of: utf8, hash: hash) { return number }
    guard let text = String(validating: utf8, as: UTF8.self) else { return nil }
    return add(text, utf8, hash: hash)
  }

  /// Numbers a text that is not there, whose bytes are `utf8`.
  private mutating func add(
    _ text: String, _ utf8: UnsafeRawBufferPointer, hash: UInt64
  ) -> UInt32 {
    if 2 * (texts.count + 1) > places.count { grow() }
    let number = UInt32(texts.count)
    texts.append(text)
    let place = Place(
      start: bytes.count, byteCount: UInt32(utf8.count), number: number + 1)
    bytes.append(contentsOf: utf8)
    put(place, hash: hash)
    return number
  }

  /// The number of `text`, or `nil` when it was never seen.
  public func number(of text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      return number(of: raw, hash: TextHash.wideHash(raw))
    }
  }

  /// The text with this number.
  public subscript(number: UInt32) -> String { texts[Int(number)] }

  private func number(of utf8: UnsafeRawBufferPointer, hash: UInt64) -> UInt32? {
    guard !places.isEmpty else { return nil }
    let mask = places.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while places[index].number != 0 {
      if isText(places[index], utf8) { return places[index].number - 1 }
      index = (index + 1) & mask
    }
    return nil
  }

  private func isText(_ place: Place, _ utf8: UnsafeRawBufferPointer) -> Bool {
    guard Int(place.byteCount) == utf8.count else { return false }
    return bytes.withUnsafeBytes { all in
      let text = UnsafeRawBufferPointer(
        rebasing: all[place.start..<(place.start + utf8.count)])
      var offset = 0
      while offset + 8 <= utf8.count {
        let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        guard word == utf8.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else {
          return false
        }
        offset += 8
      }
      while offset < utf8.count {
        guard text[offset] == utf8[offset] else { return false }
        offset += 1
      }
      return true
    }
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: Place(), count: Self.placeCount(for: old.count))
    for place in old where place.number != 0 {
      let hash = bytes.withUnsafeBytes { all in
        let end = place.start + Int(place.byteCount)
        return TextHash.wideHash(UnsafeRawBufferPointer(rebasing: all[place.start..<end]))
      }
      put(place, hash: hash)
    }
  }

  private mutating func put(_ place: Place, hash: UInt64) {
    let mask = places.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while places[index].number != 0 { index = (index + 1) & mask }
    places[index] = place
  }
}
