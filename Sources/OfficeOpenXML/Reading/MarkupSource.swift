// Gives the bytes of an XML document in UTF-8, piece by piece, whatever it is written in.

/// The bytes of a document that are not read yet. UTF-8 and UTF-16 are told apart by their first
/// bytes (XML 1.0, appendix F); UTF-16 has to begin with a byte order mark.
struct MarkupSource: Sendable {
  /// Where the bytes come from.
  enum Origin: Sendable {
    case bytes([UInt8])
    case entry(EntryStream)
  }

  /// The name of the part, for problems.
  let part: String?
  let isUTF16: Bool
  /// The bytes at hand, in UTF-8; those before ``index`` are done.
  private(set) var buffer: [UInt8] = []
  var index = 0
  private var doneByteCount = 0
  private var origin: Origin
  private var isAtEnd = false
  private var isLittleEndian = false
  /// The first byte of a unit whose second has not come, and the first half of a pair.
  private var oddByte: UInt8?
  private var highSurrogate: UInt16?

  init(_ origin: Origin) throws(OfficeFileProblem) {
    self.origin = origin
    if case .entry(let stream) = origin { part = stream.name } else { part = nil }
    var start: [UInt8] = []
    while start.count < 3, let piece = try Self.piece(of: &self.origin) { start += piece }
    switch (start.first, start.dropFirst().first) {
    case (0xFF, 0xFE), (0xFE, 0xFF):
      isUTF16 = true
      isLittleEndian = start[0] == 0xFF
      try append(utf16: start[2...])
    default:
      isUTF16 = false
      buffer = Array(start.starts(with: [0xEF, 0xBB, 0xBF]) ? start[3...] : start[...])
    }
  }

  /// How many bytes, counted in UTF-8, stand before the next one.
  var offset: Int { doneByteCount + index }

  /// Fetches more bytes; `false` where there are none.
  mutating func refill() throws(OfficeFileProblem) -> Bool {
    guard !isAtEnd else { return false }
    if index > Self.keptByteCount {
      buffer.removeFirst(index)
      doneByteCount += index
      index = 0
    }
    guard let piece = try Self.piece(of: &origin) else {
      isAtEnd = true
      guard oddByte == nil, highSurrogate == nil else { throw broken }
      return false
    }
    if isUTF16 { try append(utf16: piece) } else { buffer += piece }
    return true
  }

  private static func piece(
    of origin: inout Origin
  ) throws(OfficeFileProblem) -> ArraySlice<UInt8>? {
    switch origin {
    case .bytes(let bytes):
      origin = .bytes([])
      return bytes.isEmpty ? nil : bytes[...]
    case .entry(var stream):
      origin = .bytes([])
      defer { origin = .entry(stream) }
      return try stream.next()
    }
  }

  private mutating func append(utf16 bytes: ArraySlice<UInt8>) throws(OfficeFileProblem) {
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let unit =
        isLittleEndian ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
      try append(unit)
    }
  }

  private mutating func append(_ unit: UInt16) throws(OfficeFileProblem) {
    if let high = highSurrogate {
      guard UTF16.isTrailSurrogate(unit) else { throw broken }
      highSurrogate = nil
      buffer += String(decoding: [high, unit], as: UTF16.self).utf8
    } else if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else if let scalar = Unicode.Scalar(unit) {
      buffer += UTF8.encode(scalar).map { Array($0) } ?? []
    } else {
      throw broken
    }
  }

  private var broken: OfficeFileProblem {
    OfficeFileProblem(.markup(.encodingBroken), part: part, offset: offset)
  }

  private static let keptByteCount = 1 << 16
}
