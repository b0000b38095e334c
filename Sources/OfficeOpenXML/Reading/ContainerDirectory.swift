// Finds the central directory of a ZIP container and reads its entries.

/// Where the central directory of a container stands (APPNOTE.TXT 4.3.12 to 4.3.16).
struct ContainerDirectory {
  let offset: Int
  let byteCount: Int
  let entryCount: Int

  init(of bytes: [UInt8]) throws(OfficeFileProblem) {
    let end = try Self.end(of: bytes)
    func problem(_ fault: OfficeFileProblem.ContainerFault) -> OfficeFileProblem {
      OfficeFileProblem(.container(fault), offset: end)
    }
    guard let disk = bytes.twoBytes(at: end + 4), let firstDisk = bytes.twoBytes(at: end + 6),
      let countHere = bytes.twoBytes(at: end + 8), let count = bytes.twoBytes(at: end + 10),
      let size = bytes.fourBytes(at: end + 12), let offset = bytes.fourBytes(at: end + 16)
    else { throw problem(.endMissing) }
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
      self = try Self.large(endingAt: end, in: bytes)
      return
    }
    guard disk == 0, firstDisk == 0, countHere == count else { throw problem(.severalDisks) }
    guard offset + size == end else { throw problem(.directoryDamaged) }
    self.init(offset: offset, byteCount: size, entryCount: count)
  }

  private init(offset: Int, byteCount: Int, entryCount: Int) {
    self.offset = offset
    self.byteCount = byteCount
    self.entryCount = entryCount
  }

  /// The end record: the last one whose comment reaches to the end of the file.
  private static func end(of bytes: [UInt8]) throws(OfficeFileProblem) -> Int {
    var last: Int?
    var place = bytes.count - endByteCount
    let first = max(0, place - 0xFFFF)
    while place >= first {
      if bytes.fourBytes(at: place) == endSignature,
        let comment = bytes.twoBytes(at: place + endByteCount - 2)
      {
        if place + endByteCount + comment == bytes.count { return place }
        last = last ?? place
      }
      place -= 1
    }
    guard let last else { throw OfficeFileProblem(.container(.endMissing), offset: bytes.count) }
    throw OfficeFileProblem(.container(.trailingBytes), offset: last + endByteCount)
  }

  /// The directory of a container whose end record sends on to that of ZIP64.
  private static func large(
    endingAt end: Int, in bytes: [UInt8]
  ) throws(OfficeFileProblem) -> ContainerDirectory {
    let locator = end - 20
    let damaged = OfficeFileProblem(.container(.directoryDamaged), offset: max(0, locator))
    guard bytes.fourBytes(at: locator) == largeLocatorSignature,
      let record = bytes.eightBytes(at: locator + 8), record < locator,
      bytes.fourBytes(at: record) == largeEndSignature,
      let countHere = bytes.eightBytes(at: record + 24),
      let count = bytes.eightBytes(at: record + 32), let size = bytes.eightBytes(at: record + 40),
      let offset = bytes.eightBytes(at: record + 48), offset <= record, size == record - offset
    else { throw damaged }
    guard countHere == count, bytes.fourBytes(at: record + 16) == 0,
      bytes.fourBytes(at: record + 20) == 0
    else { throw OfficeFileProblem(.container(.severalDisks), offset: record) }
    return ContainerDirectory(offset: offset, byteCount: size, entryCount: count)
  }

  /// The entries; exactly as many as the end record says, in exactly the bytes it says.
  func entries(in bytes: [UInt8]) throws(OfficeFileProblem) -> [Container.Entry] {
    let end = offset + byteCount
    guard entryCount <= byteCount / Self.entryByteCount else {
      throw OfficeFileProblem(.container(.directoryDamaged), offset: offset)
    }
    var entries: [Container.Entry] = []
    var place = offset
    for _ in 0..<entryCount {
      guard place + Self.entryByteCount <= end, bytes.fourBytes(at: place) == Self.entrySignature,
        let nameLength = bytes.twoBytes(at: place + 28),
        let extraLength = bytes.twoBytes(at: place + 30),
        let commentLength = bytes.twoBytes(at: place + 32),
        place + Self.entryByteCount + nameLength + extraLength + commentLength <= end
      else { throw OfficeFileProblem(.container(.directoryDamaged), offset: place) }
      let nameStart = place + Self.entryByteCount
      let name = String(decoding: bytes[nameStart..<(nameStart + nameLength)], as: UTF8.self)
      guard Self.isName(name) else {
        throw OfficeFileProblem(.container(.nameRefused), part: name, offset: place)
      }
      let extraStart = nameStart + nameLength
      entries.append(
        try Self.entry(
          named: name, at: place, extra: extraStart..<(extraStart + extraLength), bytes))
      place = extraStart + extraLength + commentLength
    }
    guard place == end else {
      throw OfficeFileProblem(.container(.directoryDamaged), offset: place)
    }
    return entries
  }

  private static func entry(
    named name: String, at place: Int, extra: Range<Int>, _ bytes: [UInt8]
  ) throws(OfficeFileProblem) -> Container.Entry {
    guard let flags = bytes.twoBytes(at: place + 8), let method = bytes.twoBytes(at: place + 10),
      let check = bytes.fourBytes(at: place + 16), let compressed = bytes.fourBytes(at: place + 20),
      let length = bytes.fourBytes(at: place + 24), let offset = bytes.fourBytes(at: place + 42),
      let disk = bytes.twoBytes(at: place + 34)
    else { throw OfficeFileProblem(.container(.directoryDamaged), part: name, offset: place) }
    guard disk == 0 || disk == 0xFFFF else {
      throw OfficeFileProblem(.container(.severalDisks), part: name, offset: place)
    }
    // Fields that do not fit stand in the extra field of ZIP64, in this order.
    var large = LargeSizes(in: bytes, extra)
    guard let byteCount = large.value(of: length),
      let compressedByteCount = large.value(of: compressed),
      let headerOffset = large.value(of: offset)
    else { throw OfficeFileProblem(.container(.directoryDamaged), part: name, offset: place) }
    return Container.Entry(
      name: name, flags: flags, method: method, check: UInt32(check),
      compressedByteCount: compressedByteCount, byteCount: byteCount, headerOffset: headerOffset)
  }

  /// Whether a name is one that office programs give: relative, with forward slashes, leading
  /// nowhere else. No name is ever used as a path; a file that tries is refused all the same.
  private static func isName(_ name: String) -> Bool {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("\\"), !name.contains("\0"),
      !name.contains(":"), !name.unicodeScalars.contains("\u{FFFD}")
    else { return false }
    return !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  private static let endByteCount = 22
  private static let entryByteCount = 46
  private static let endSignature = 0x0605_4B50
  private static let entrySignature = 0x0201_4B50
  private static let largeEndSignature = 0x0606_4B50
  private static let largeLocatorSignature = 0x0706_4B50
}

/// The eight-byte fields in the ZIP64 extra field of an entry (APPNOTE.TXT 4.5.3).
private struct LargeSizes {
  private let bytes: [UInt8]
  private var place = 0
  private var end = 0

  init(in bytes: [UInt8], _ extra: Range<Int>) {
    self.bytes = bytes
    var field = extra.lowerBound
    while field + 4 <= extra.upperBound, let tag = bytes.twoBytes(at: field),
      let length = bytes.twoBytes(at: field + 2)
    {
      if tag == 1, field + 4 + length <= extra.upperBound {
        place = field + 4
        end = place + length
        return
      }
      field += 4 + length
    }
  }

  /// The value of a field of four bytes, or of the next one of eight where it says so.
  mutating func value(of field: Int) -> Int? {
    guard field == 0xFFFF_FFFF else { return field }
    guard place + 8 <= end, let value = bytes.eightBytes(at: place) else { return nil }
    place += 8
    return value
  }
}
