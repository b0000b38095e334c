// Reads the members of one JSON object in their fixed order, and names what is out of order.

/// The members of an object, asked for in the one order in which they may stand.
struct MemberReader {
  private var isFirst = true
  private var seen: [StaticString] = []

  /// Steps to `key` if it is the next member.
  mutating func next(_ key: StaticString, _ reader: inout ByteReader) -> Bool {
    let checkpoint = reader
    if !isFirst, !reader.take(UInt8(ascii: ",")) { return false }
    guard reader.takeKey(key) else {
      reader = checkpoint
      return false
    }
    isFirst = false
    seen.append(key)
    return true
  }

  /// Steps to `key`, which must be the next member.
  mutating func required(
    _ key: StaticString, _ reader: inout ByteReader
  ) throws(CodingProblem) {
    guard next(key, &reader) else { throw unexpected(wanted: key, reader) }
  }

  /// A text member that must be there.
  mutating func text(
    _ key: StaticString, _ reader: inout ByteReader
  ) throws(CodingProblem) -> String {
    try required(key, &reader)
    return try reader.string()
  }

  /// A text member that may be left out.
  mutating func optionalText(
    _ key: StaticString, _ reader: inout ByteReader
  ) throws(CodingProblem) -> String? {
    next(key, &reader) ? try reader.string() : nil
  }

  /// A member whose text names a value, as `parse` understands it.
  mutating func value<Value>(
    _ key: StaticString, _ reader: inout ByteReader, _ parse: (String) -> Value?
  ) throws(CodingProblem) -> Value {
    try required(key, &reader)
    let start = reader.offset
    guard let value = parse(try reader.string()) else {
      throw CodingProblem(reason: .invalidValue(key: "\(key)"), offset: start)
    }
    return value
  }

  /// An integer member within `range`.
  mutating func integer(
    _ key: StaticString, in range: ClosedRange<Int64>, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Int64 {
    try required(key, &reader)
    return try reader.integer(key, in: range)
  }

  /// Ends the object: nothing may follow.
  func end(_ reader: inout ByteReader) throws(CodingProblem) {
    guard reader.take(UInt8(ascii: "}")) else { throw unexpected(wanted: nil, reader) }
  }

  /// Names what stands where `wanted` (or the end of the object) should.
  func unexpected(wanted: StaticString?, _ reader: ByteReader) -> CodingProblem {
    var probe = reader
    if !isFirst { _ = probe.take(UInt8(ascii: ",")) }
    let found = probe.peekedKey()
    if let found, seen.contains(where: { "\($0)" == found }) {
      return probe.problem(.duplicateKey(found))
    }
    if let wanted {
      return probe.problem(.missingKey("\(wanted)", found: found ?? "…"))
    }
    guard let found else { return probe.problem(.unexpectedBytes(expected: "}")) }
    return probe.problem(.unknownKey(found))
  }
}
