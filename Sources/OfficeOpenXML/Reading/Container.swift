// Reads the directory of a ZIP container and hands out its entries as streams.

/// A ZIP container (APPNOTE.TXT 6.3) whose bytes are in memory: a central directory, entries stored
/// or compressed by DEFLATE, ZIP64 where a writer uses it. Nothing is decompressed before it is
/// asked for. What contradicts itself is refused: two readers must not see two files in one.
public struct Container: Sendable {
  /// The names of the entries in the order of the directory.
  public var names: [String] { entries.map(\.name) }

  let bytes: [UInt8]
  let limits: ReadingLimits
  private let entries: [Entry]
  private let indices: [String: Int]

  /// What the directory says about an entry.
  struct Entry: Hashable, Sendable {
    let name: String
    let flags: Int
    let method: Int
    let check: UInt32
    let compressedByteCount: Int
    let byteCount: Int
    let headerOffset: Int
    /// Where its data begins, as its own header says.
    var dataOffset = 0

    var dataEnd: Int { dataOffset + compressedByteCount }
    var isCompressed: Bool { method == Container.deflated }
  }

  /// Reads the directory of the container in `bytes`.
  ///
  /// - Throws: ``OfficeFileProblem`` where it is damaged, ambiguous, encrypted or beyond `limits`.
  /// - Complexity: O(e log e) for e entries.
  public init(
    _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()
  ) throws(OfficeFileProblem) {
    guard bytes.count <= limits.fileByteCount else {
      throw OfficeFileProblem(.beyondLimit(.fileSize))
    }
    self.bytes = bytes
    self.limits = limits
    let directory = try ContainerDirectory(of: bytes)
    guard directory.entryCount <= limits.entryCount else {
      throw OfficeFileProblem(.beyondLimit(.entryCount), offset: directory.offset)
    }
    var entries = try directory.entries(in: bytes)
    for index in entries.indices {
      try Self.place(&entries[index], in: bytes, before: directory.offset)
    }
    try Self.refuseOverlaps(entries)
    try Self.refuseMass(entries, beyond: limits.totalByteCount)
    var indices: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      // Office programs find parts whatever the case of their letters.
      guard indices.updateValue(index, forKey: entry.name.lowercased()) == nil else {
        throw OfficeFileProblem(.container(.nameRepeated), part: entry.name)
      }
    }
    self.entries = entries
    self.indices = indices
  }

  /// Whether there is an entry of this name, whatever the case of its letters.
  public func has(_ name: String) -> Bool { indices[name.lowercased()] != nil }

  /// The entry of this name, decompressed as it is read, or `nil`.
  func stream(of name: String) -> EntryStream? {
    indices[name.lowercased()].map { EntryStream(entries[$0], bytes, limits) }
  }

  /// The whole content of the entry called `name`, or `nil` where there is none.
  ///
  /// - Throws: ``OfficeFileProblem`` where its data is damaged or it is beyond the limits.
  public func content(of name: String) throws(OfficeFileProblem) -> [UInt8]? {
    guard var stream = stream(of: name) else { return nil }
    var content: [UInt8] = []
    while let piece = try stream.next() { content += piece }
    return content
  }

  /// Compares the entry's own header with the directory and finds where its data begins.
  private static func place(
    _ entry: inout Entry, in bytes: [UInt8], before directory: Int
  ) throws(OfficeFileProblem) {
    func problem(_ fault: OfficeFileProblem.ContainerFault) -> OfficeFileProblem {
      OfficeFileProblem(.container(fault), part: entry.name, offset: entry.headerOffset)
    }
    let start = entry.headerOffset
    guard let signature = bytes.fourBytes(at: start), let flags = bytes.twoBytes(at: start + 6),
      let method = bytes.twoBytes(at: start + 8), let nameLength = bytes.twoBytes(at: start + 26),
      let extraLength = bytes.twoBytes(at: start + 28)
    else { throw problem(.entryOutOfBounds) }
    entry.dataOffset = start + 30 + nameLength + extraLength
    guard signature == localSignature else { throw problem(.directoryDamaged) }
    guard entry.dataOffset <= directory, entry.compressedByteCount <= directory - entry.dataOffset
    else { throw problem(.entryOutOfBounds) }
    let name = bytes[(start + 30)..<(start + 30 + nameLength)]
    guard method == entry.method, flags & encryptedFlag == entry.flags & encryptedFlag,
      name.elementsEqual(entry.name.utf8)
    else { throw problem(.entryDiffers) }
    guard flags & encryptedFlag == 0 else { throw problem(.entryEncrypted) }
    guard method == stored || method == deflated else { throw problem(.methodUnknown) }
    guard method == deflated || entry.compressedByteCount == entry.byteCount else {
      throw problem(.lengthDiffers)
    }
  }

  private static func refuseOverlaps(_ entries: [Entry]) throws(OfficeFileProblem) {
    let ordered = entries.sorted { $0.headerOffset < $1.headerOffset }
    for (one, next) in zip(ordered, ordered.dropFirst()) where one.dataEnd > next.headerOffset {
      throw OfficeFileProblem(
        .container(.entriesOverlap), part: next.name, offset: next.headerOffset)
    }
  }

  /// Refuses a container whose entries are too long together; no entry gives more than it says.
  private static func refuseMass(
    _ entries: [Entry], beyond limit: Int
  ) throws(OfficeFileProblem) {
    var free = limit
    for entry in entries {
      guard entry.byteCount <= free else {
        throw OfficeFileProblem(
          .beyondLimit(.totalSize), part: entry.name, offset: entry.headerOffset)
      }
      free -= entry.byteCount
    }
  }

  static let localSignature = 0x0403_4B50
  private static let encryptedFlag = 1
  private static let stored = 0
  private static let deflated = 8
}
