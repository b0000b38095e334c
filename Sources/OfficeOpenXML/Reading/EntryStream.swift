// Reads an entry of a container piece by piece, within limits, and compares its check at the end.

/// The content of one entry as it is decompressed.
struct EntryStream: Sendable {
  /// The name of the entry.
  let name: String
  private let entry: Container.Entry
  private let bytes: [UInt8]
  private let limits: ReadingLimits
  private var inflation: Inflation?
  private var storedOffset: Int
  private var byteCount = 0
  private var check = CyclicRedundancyCheck()

  init(_ entry: Container.Entry, _ bytes: [UInt8], _ limits: ReadingLimits) {
    name = entry.name
    self.entry = entry
    self.bytes = bytes
    self.limits = limits
    storedOffset = entry.dataOffset
    if entry.isCompressed { inflation = Inflation(bytes[entry.dataOffset..<entry.dataEnd]) }
  }

  /// The next piece, or `nil` after the last.
  ///
  /// - Throws: ``OfficeFileProblem`` where the data is damaged, longer than it says or beyond
  ///   limits.
  mutating func next() throws(OfficeFileProblem) -> ArraySlice<UInt8>? {
    guard entry.byteCount <= limits.partByteCount else { throw problem(.beyondLimit(.partSize)) }
    guard let piece = try nextPiece() else {
      try finish()
      return nil
    }
    byteCount += piece.count
    guard byteCount <= entry.byteCount else { throw problem(.container(.lengthDiffers)) }
    let allowed = limits.ratioFreeByteCount + entry.compressedByteCount * limits.compressionRatio
    guard byteCount <= allowed else { throw problem(.beyondLimit(.compressionRatio)) }
    check.update(piece)
    return piece
  }

  private mutating func nextPiece() throws(OfficeFileProblem) -> ArraySlice<UInt8>? {
    guard inflation != nil else {
      guard storedOffset < entry.dataEnd else { return nil }
      let end = min(entry.dataEnd, storedOffset + Self.pieceByteCount)
      defer { storedOffset = end }
      return bytes[storedOffset..<end]
    }
    do throws(Inflation.Fault) {
      return try inflation?.next(about: Self.pieceByteCount)
    } catch {
      throw problem(.compressedDataDamaged)
    }
  }

  private func finish() throws(OfficeFileProblem) {
    guard byteCount == entry.byteCount else { throw problem(.container(.lengthDiffers)) }
    let isWhole = inflation.map { $0.consumedByteCount == entry.compressedByteCount } ?? true
    guard isWhole else { throw problem(.compressedDataDamaged) }
    guard check.value == entry.check else { throw problem(.container(.checkDiffers)) }
  }

  private func problem(_ fault: OfficeFileProblem.Fault) -> OfficeFileProblem {
    OfficeFileProblem(fault, part: name, offset: byteCount)
  }

  private static let pieceByteCount = 1 << 16
}
