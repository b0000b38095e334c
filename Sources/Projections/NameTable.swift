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
  /// Where each text ends in ``bytes``.
  private var ends: [Int] = []
  /// Numbers + 1 by hash, open addressing; 0 marks a free place. Its size is a power of two.
  private var places: [UInt32] = []

  /// A table without texts.
  public init() {}

  /// The table of `texts`, numbered in their order.
  ///
  /// - Complexity: O(n) in the texts.
  public init(_ texts: [String]) {
    for text in texts { _ = intern(text) }
  }

  /// The number of `text`, given now if it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { utf8 in
      guard let number = intern(UnsafeRawBufferPointer(utf8)) else {
        preconditionFailure("a String is valid UTF-8")
      }
      return number
    }
  }

  /// The number of the text with these bytes, given now if it is new; `nil` when they are no UTF-8.
  public mutating func intern(_ utf8: UnsafeRawBufferPointer) -> UInt32? {
    let hash = TextHash.wideHash(utf8)
    if let number = number(of: utf8, hash: hash) { return number }
    guard let text = String(validating: utf8, as: UTF8.self) else { return nil }
    if 2 * (texts.count + 1) > places.count { grow() }
    let number = UInt32(texts.count)
    texts.append(text)
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
    place(number, hash: hash)
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
    while places[index] != 0 {
      let number = places[index] - 1
      if isText(number, utf8) { return number }
      index = (index + 1) & mask
    }
    return nil
  }

  private func isText(_ number: UInt32, _ utf8: UnsafeRawBufferPointer) -> Bool {
    let start = number == 0 ? 0 : ends[Int(number) - 1]
    guard ends[Int(number)] - start == utf8.count else { return false }
    return bytes.withUnsafeBytes { all in
      for index in 0..<utf8.count where all[start + index] != utf8[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: max(16, 2 * places.count))
    for number in texts.indices {
      let start = number == 0 ? 0 : ends[number - 1]
      let hash = bytes.withUnsafeBytes {
        TextHash.wideHash(UnsafeRawBufferPointer(rebasing: $0[start..<ends[number]]))
      }
      place(UInt32(number), hash: hash)
    }
  }

  private mutating func place(_ number: UInt32, hash: UInt64) {
    let mask = places.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while places[index] != 0 { index = (index + 1) & mask }
    places[index] = number + 1
  }
}
