// What a ledger says about itself: the one line of ledger.json.

/// The identity of a ledger: `{"format":1,"origin":"…","unit":"…"}`, or, for one that begins each
/// commit on a sector of its own, `{"format":2,"origin":"…","unit":"…","sector":4096}`.
///
/// Both strings are labels to the log, which never looks into them. The origin names the log in
/// checkpoints, so it should be unique in the world and must never change.
public struct LedgerDescription: Hashable, Sendable {
  /// Why a description is not acceptable.
  public enum Fault: Error, Hashable, Sendable {
    /// More than 65,535 bytes.
    case tooLong
    /// Not one line with exactly the keys `format`, `origin`, `unit`, without spaces.
    case notCanonical
    /// A string that is not valid JSON in UTF-8.
    case malformedString
    /// The origin is empty.
    case emptyOrigin
    /// The unit is empty.
    case emptyUnit
    /// A control character in the origin or the unit; a checkpoint could not carry it.
    case controlCharacter
    /// The size of a sector is not a power of two from 512 to 65,536.
    case sectorSize
  }

  /// The log's name in checkpoints.
  public let origin: String
  /// The name of the unit whose books these are.
  public let unit: String
  /// The bytes of a sector on which no two commits may share, for a device that can tear a sector
  /// it overwrites; `nil` where commits follow each other without a gap.
  public let sectorByteCount: Int?

  /// The version of the directory's format without sectors, which every ledger had at first.
  public static let formatVersion: UInt64 = 1
  /// The version of the directory's format with sectors.
  public static let sectorFormatVersion: UInt64 = 2

  /// Whether a ledger can be laid out in sectors of so many bytes: a power of two from 512 to
  /// 65,536.
  public static func isSectorByteCount(_ byteCount: Int) -> Bool {
    (512...65_536).contains(byteCount) && byteCount.nonzeroBitCount == 1
  }

  /// A description with these labels, and with the size of the device's sectors if commits must
  /// not share one.
  /// - Throws: `Fault.emptyOrigin`, `.emptyUnit`, `.controlCharacter`, `.sectorSize`, `.tooLong`.
  public init(origin: String, unit: String, sectorByteCount: Int? = nil) throws(Fault) {
    guard !origin.isEmpty else { throw .emptyOrigin }
    guard !unit.isEmpty else { throw .emptyUnit }
    if let sectorByteCount, !Self.isSectorByteCount(sectorByteCount) { throw .sectorSize }
    self.sectorByteCount = sectorByteCount
    for scalar in (origin + unit).unicodeScalars where scalar.value < 0x20 || scalar.value == 0x7f {
      throw .controlCharacter
    }
    self.origin = origin
    self.unit = unit
    guard encoded.count <= LedgerLayout.descriptionByteCountMax else { throw .tooLong }
  }

  /// The bytes of `ledger.json`.
  var encoded: [UInt8] {
    let format =
      sectorByteCount == nil
      ? LedgerDescription.formatVersion : LedgerDescription.sectorFormatVersion
    let text =
      "{\"format\":\(format),\"origin\":\"\(escaped(origin))\",\"unit\":\"\(escaped(unit))\""
      + (sectorByteCount.map { ",\"sector\":\($0)" } ?? "") + "}\n"
    return Array(text.utf8)
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// Why the bytes of a `ledger.json` are not a description this version can use.
enum DescriptionError: Error {
  case unsupportedFormat(UInt64)
  case malformed(LedgerDescription.Fault)
}

extension LedgerDescription {
  /// The description in the bytes of `ledger.json`.
  init(parsing bytes: [UInt8]) throws(DescriptionError) {
    guard bytes.count <= LedgerLayout.descriptionByteCountMax else { throw .malformed(.tooLong) }
    var cursor = DescriptionCursor(rest: bytes[...])
    // The format first: a newer one may go on in ways this version cannot read.
    guard cursor.take("{\"format\":"), let format = cursor.takeNumber() else {
      throw .malformed(.notCanonical)
    }
    let hasSectors = format == LedgerDescription.sectorFormatVersion
    guard hasSectors || format == LedgerDescription.formatVersion else {
      throw .unsupportedFormat(format)
    }
    guard cursor.take(",\"origin\":") else { throw .malformed(.notCanonical) }
    guard let origin = cursor.takeString() else { throw .malformed(.malformedString) }
    guard cursor.take(",\"unit\":") else { throw .malformed(.notCanonical) }
    guard let unit = cursor.takeString() else { throw .malformed(.malformedString) }
    var sectorByteCount: Int?
    if hasSectors {
      guard cursor.take(",\"sector\":"), let number = cursor.takeNumber() else {
        throw .malformed(.notCanonical)
      }
      sectorByteCount = Int(clamping: number)
    }
    guard cursor.take("}\n"), cursor.rest.isEmpty else { throw .malformed(.notCanonical) }
    do {
      try self.init(origin: origin, unit: unit, sectorByteCount: sectorByteCount)
    } catch {
      throw .malformed(error)
    }
  }
}

/// A place in `ledger.json`, moving right.
private struct DescriptionCursor {
  var rest: ArraySlice<UInt8>

  mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  mutating func takeNumber() -> UInt64? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let text = String(decoding: digits, as: UTF8.self)
    guard let value = UInt64(text), String(value) == text else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }

  /// A JSON string with the escapes `\"`, `\\` and `\uXXXX`.
  mutating func takeString() -> String? {
    guard take("\"") else { return nil }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = takeEscape() else { return nil }
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      case ..<0x20: return nil
      default: bytes.append(byte)
      }
    }
    return nil
  }

  private mutating func takeEscape() -> Unicode.Scalar? {
    switch rest.popFirst() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "u"): break
    default: return nil
    }
    guard let first = takeUnit() else { return nil }
    guard (0xd800...0xdbff).contains(first) else { return Unicode.Scalar(first) }
    // A high surrogate must be followed by a low one (RFC 8259 section 7).
    guard take("\\u"), let second = takeUnit(), (0xdc00...0xdfff).contains(second) else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
  }

  private mutating func takeUnit() -> UInt32? {
    let digits = rest.prefix(4)
    guard digits.count == 4 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(nibble)
    }
    rest = rest.dropFirst(4)
    return value
  }
}
