// A place in the bytes of a record that only moves over what it recognises.

import BudgetDomain

/// Where a text stands among the bytes of a record.
struct TextSpan: Hashable, Sendable {
  var start: Int32
  /// Its bytes; less than none where there is no text.
  var count: Int32

  static let none = TextSpan(start: 0, count: -1)
}

/// A cursor for readers that give up at the first surprise; ``ByteReader`` names the surprise.
///
/// It reads through an unsafe pointer because the engine hands out its read buffer without copying;
/// every access is checked against the end, and the pointer is not kept beyond the call.
struct ByteCursor {
  private let start: UnsafeRawPointer
  private let count: Int
  private var offset = 0

  /// A cursor at the start of `bytes`, which have memory: records are never empty.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return nil }
    self.start = start
    count = bytes.count
  }

  var isAtEnd: Bool { offset == count }

  /// Passes over `text` if it is what comes next.
  @inline(__always)
  mutating func take(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count - offset >= length else { return false }
    let wanted = UnsafeRawPointer(text.utf8Start)
    let found = start + offset
    var index = 0
    while index + 8 <= length {
      let left = found.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard left == wanted.loadUnaligned(fromByteOffset: index, as: UInt64.self) else {
        return false
      }
      index += 8
    }
    while index < length {
      guard
        found.load(fromByteOffset: index, as: UInt8.self)
          == wanted.load(fromByteOffset: index, as: UInt8.self)
      else { return false }
      index += 1
    }
    offset += length
    return true
  }

  /// The text up to the next quote, passing over the quote; `nil` where it holds an escape or a
  /// control byte. Whether it is UTF-8 is not looked at: names are checked when they are new.
  @inline(__always)
  mutating func takeText() -> UnsafeRawBufferPointer? {
    var isASCII = true
    return takeText(&isASCII)
  }

  /// As ``takeText()``, and `nil` also where the text is not valid UTF-8.
  @inline(__always)
  mutating func takeValidText() -> UnsafeRawBufferPointer? {
    var isASCII = true
    guard let text = takeText(&isASCII) else { return nil }
    if isASCII { return text }
    guard let _ = try? UTF8Span(validating: text.bindMemory(to: UInt8.self).span) else {
      return nil
    }
    return text
  }

  @inline(__always)
  private mutating func takeText(_ isASCII: inout Bool) -> UnsafeRawBufferPointer? {
    let first = offset
    var high: UInt64 = 0
    while offset + 8 <= count {
      let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let marks = ByteMarks.ofEscapes(word)
      if marks != 0 {
        let length = marks.trailingZeroBitCount >> 3
        // Of the bytes before the mark alone.
        high |= ByteMarks.ofHigh(word) & ((marks & (0 &- marks)) &- 1)
        offset += length
        break
      }
      high |= ByteMarks.ofHigh(word)
      offset += 8
    }
    while offset < count {
      let byte = start.load(fromByteOffset: offset, as: UInt8.self)
      if byte == UInt8(ascii: "\"") {
        let text = UnsafeRawBufferPointer(start: start + first, count: offset - first)
        offset += 1
        isASCII = high == 0
        return text
      }
      guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { return nil }
      high |= UInt64(byte & 0x80)
      offset += 1
    }
    return nil
  }

  /// Where the text up to the next quote stands, passing over the quote; `nil` where it holds an
  /// escape or a control byte. Whether it is UTF-8 is not looked at.
  @inline(__always)
  mutating func takeSpan() -> TextSpan? {
    let first = offset
    while offset + 8 <= count {
      let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let marks = ByteMarks.ofEscapes(word)
      if marks != 0 {
        offset += marks.trailingZeroBitCount >> 3
        break
      }
      offset += 8
    }
    while offset < count {
      let byte = start.load(fromByteOffset: offset, as: UInt8.self)
      if byte == UInt8(ascii: "\"") {
        let span = TextSpan(start: Int32(first), count: Int32(offset - first))
        offset += 1
        return span
      }
      guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { return nil }
      offset += 1
    }
    return nil
  }

  /// An integer of at most sixteen digits without leading zeros, as amounts are written.
  @inline(__always)
  mutating func takeNumber() -> Int64? {
    let isNegative = take("-")
    let first = offset
    var value: Int64 = 0
    while offset < count {
      let digit = start.load(fromByteOffset: offset, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      guard offset - first < 16 else { return nil }
      value = value &* 10 &+ Int64(digit)
      offset += 1
    }
    let digits = offset - first
    guard digits > 0 else { return nil }
    if start.load(fromByteOffset: first, as: UInt8.self) == UInt8(ascii: "0"),
      digits > 1 || isNegative
    {
      return nil
    }
    return isNegative ? -value : value
  }

  /// Exactly `digits` digits, the first of them not zero.
  @inline(__always)
  mutating func takeDigits(_ digits: Int) -> UInt32? {
    guard count - offset >= digits else { return nil }
    var value: UInt32 = 0
    for index in 0..<digits {
      let digit = start.load(fromByteOffset: offset + index, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10, index > 0 || digit > 0 else { return nil }
      value = value &* 10 &+ UInt32(digit)
    }
    offset += digits
    return value
  }

  /// The next ten bytes, as two integers to compare.
  @inline(__always)
  mutating func takeTen() -> (UInt64, UInt16)? {
    guard count - offset >= 10 else { return nil }
    let text = (
      start.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
      start.loadUnaligned(fromByteOffset: offset + 8, as: UInt16.self)
    )
    offset += 10
    return text
  }

  /// The date that the ten bytes just passed over spell, or `nil` when they spell none.
  func dateBehind() -> EffectiveDate? {
    let text = start + offset - 10
    func number(_ places: Range<Int>) -> Int? {
      var number = 0
      for place in places {
        let digit = text.load(fromByteOffset: place, as: UInt8.self) &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        number = number * 10 + Int(digit)
      }
      return number
    }
    let dash = UInt8(ascii: "-")
    guard text.load(fromByteOffset: 4, as: UInt8.self) == dash,
      text.load(fromByteOffset: 7, as: UInt8.self) == dash, let year = number(0..<4),
      let month = number(5..<7), let day = number(8..<10)
    else { return nil }
    return EffectiveDate(year: year, month: month, day: day)
  }
}
