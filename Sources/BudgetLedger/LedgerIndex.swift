// The index of a ledger: what the folds came to at one size of the log, in files made to be mapped.

import BudgetDomain
import EventStorage
import Merkle
import Projections

/// What the manifest of an index says: everything but the rows, which are in files of their own.
///
/// The manifest names the origin, the size and the root of the log that it was made from. Its own
/// bytes, and the rows and the figures of every file of rows, are checked by CRC-32C before
/// anything in them is used.
struct LedgerIndex {
  /// A file of rows, with the figures over them behind them.
  struct BlockFile {
    let name: String
    let firstPosition: UInt64
    let rowCount: UInt32
    let rowsByteCount: UInt32
    let rowsChecksum: UInt32
    let figuresChecksum: UInt32
  }

  static let manifestName = "manifest"
  private static let magic = Array("juesuan-index/4\n".utf8)

  let origin: String
  let size: UInt64
  let root: Digest
  let sums: PassedSums
  let proceduralPositions: [UInt64]
  let blockFiles: [BlockFile]
  /// The figures over all rows.
  let figures: KeptFigures
  /// Where the engine takes up the log again.
  let anchor: UnsafeRawBufferPointer
  private let columns: UnsafeRawBufferPointer
  /// The manifest, whose bytes the fields above lie in.
  private let manifest: FileBytes

  /// Reads a manifest; `nil` where its bytes are not those of one.
  init?(_ manifest: FileBytes) {
    let bytes = manifest.bytes
    let head = Self.magic.count + 4
    guard bytes.count > head, bytes.prefix(Self.magic.count).elementsEqual(Self.magic) else {
      return nil
    }
    let body = UnsafeRawBufferPointer(rebasing: bytes[head...])
    var checksum = IndexReader(UnsafeRawBufferPointer(rebasing: bytes[Self.magic.count..<head]))
    guard checksum.take(UInt32.self) == IndexFolder.checksum(of: body) else { return nil }
    var reader = IndexReader(body)
    guard let origin = reader.takeRun(), let size = reader.take(UInt64.self),
      let root = reader.takeRun().flatMap({ Digest(bytes: Array($0)) }),
      let anchor = reader.takeRun(), let sums = PassedSums(&reader, size: size),
      let positions = reader.takeArray(of: UInt64.self), let columns = reader.takeRun(),
      let blocks = Self.blockFiles(&reader),
      let figures = reader.takeRun().flatMap({ KeptFigures($0, keptBy: manifest) }),
      reader.isAtEnd, figures.rows == 0..<blocks.reduce(0, { $0 + Int($1.rowCount) })
    else { return nil }
    self.manifest = manifest
    self.origin = String(decoding: origin, as: UTF8.self)
    self.size = size
    self.root = root
    self.anchor = anchor
    self.sums = sums
    proceduralPositions = positions
    self.columns = columns
    blockFiles = blocks
    self.figures = figures
  }

  private static func blockFiles(_ reader: inout IndexReader) -> [BlockFile]? {
    guard let names = reader.takeTexts() else { return nil }
    var files: [BlockFile] = []
    for name in names {
      guard let position = reader.take(UInt64.self), let count = reader.take(UInt32.self),
        let byteCount = reader.take(UInt32.self), let checksum = reader.take(UInt32.self),
        let figuresChecksum = reader.take(UInt32.self)
      else { return nil }
      files.append(
        BlockFile(
          name: name, firstPosition: position, rowCount: count, rowsByteCount: byteCount,
          rowsChecksum: checksum, figuresChecksum: figuresChecksum))
    }
    return files
  }

  /// The columns, with rows mapped from their files.
  ///
  /// - Parameter checksAll: whether every file is checked, or only the last one, to which rows will
  ///   be added; the rows of another are then not to be read before ``check(_:in:)``.
  /// - Returns: `nil` where a file is missing or damaged.
  func columns(in folder: IndexFolder, checksAll: Bool) -> FactColumns? {
    var blocks: [FactColumns.KeptBlock] = []
    for file in blockFiles {
      guard let bytes = folder.file(file.name), let parts = file.parts(of: bytes) else {
        return nil
      }
      if checksAll || blocks.count == blockFiles.count - 1 {
        guard file.check(parts) else { return nil }
      }
      blocks.append(
        FactColumns.KeptBlock(
          firstPosition: file.firstPosition, rowCount: Int(file.rowCount), bytes: parts.rows,
          owner: bytes))
    }
    var reader = IndexReader(columns)
    return FactColumns(&reader, blocks: blocks)
  }

  /// Whether the files of the blocks in `range` hold what was written.
  func check(_ range: Range<Int>, in folder: IndexFolder) -> Bool {
    blockFiles[range].allSatisfy { file in
      guard let bytes = folder.file(file.name) else { return false }
      return withExtendedLifetime(bytes) { file.parts(of: bytes).map(file.check) ?? false }
    }
  }

  /// The figures over the rows of each of the blocks in `range`; `nil` where a file is missing or
  /// damaged.
  func figures(ofBlocks range: Range<Int>, in folder: IndexFolder) -> [KeptFigures]? {
    var found: [KeptFigures] = []
    for number in range {
      let file = blockFiles[number]
      let firstRow = number * FactBlock.capacity
      guard let bytes = folder.file(file.name), let parts = file.parts(of: bytes),
        IndexFolder.checksum(of: parts.figures) == file.figuresChecksum,
        let figures = KeptFigures(parts.figures, keptBy: bytes),
        figures.rows == firstRow..<(firstRow + Int(file.rowCount))
      else { return nil }
      found.append(figures)
    }
    return found
  }

  /// The bytes of a manifest.
  static func manifest(
    origin: String, size: UInt64, root: Digest, anchor: [UInt8], sums: PassedSums,
    proceduralPositions: [UInt64], columns: FactColumns, blockFiles: [BlockFile],
    figuresContinuing earlier: KeptFigures?
  ) -> [UInt8] {
    var body = IndexWriter()
    body.put(origin.utf8)
    body.put(size)
    body.put(root.bytes)
    body.put(anchor)
    sums.write(&body)
    body.put(array: proceduralPositions)
    var inner = IndexWriter()
    columns.writeIndex(&inner)
    body.put(inner.bytes)
    body.put(texts: blockFiles.map(\.name))
    for file in blockFiles {
      body.put(file.firstPosition)
      body.put(file.rowCount)
      body.put(file.rowsByteCount)
      body.put(file.rowsChecksum)
      body.put(file.figuresChecksum)
    }
    body.put(KeptFigures.bytes(of: columns, rows: 0..<columns.count, continuing: earlier))
    var whole = magic
    let checksum = body.bytes.withUnsafeBytes { IndexFolder.checksum(of: $0) }
    withUnsafeBytes(of: checksum.littleEndian) { whole.append(contentsOf: $0) }
    return whole + body.bytes
  }
}

extension LedgerIndex.BlockFile {
  /// The bytes of a file of rows.
  typealias Parts = (rows: UnsafeRawBufferPointer, figures: UnsafeRawBufferPointer)

  /// Where the rows and the figures are in the bytes of the file; `nil` where it is too short.
  func parts(of file: FileBytes) -> Parts? {
    let bytes = file.bytes
    guard bytes.count >= Int(rowsByteCount) else { return nil }
    return (
      UnsafeRawBufferPointer(rebasing: bytes[..<Int(rowsByteCount)]),
      UnsafeRawBufferPointer(rebasing: bytes[Int(rowsByteCount)...])
    )
  }

  /// Whether they are what was written.
  func check(_ parts: Parts) -> Bool {
    IndexFolder.checksum(of: parts.rows) == rowsChecksum
      && IndexFolder.checksum(of: parts.figures) == figuresChecksum
  }
}

extension PassedSums {
  fileprivate func write(_ writer: inout IndexWriter) {
    writer.put(UInt32(volumes.count))
    for volume in volumes {
      writer.put(volume.kind.rawValue)
      writer.put(UInt16(volume.year.number))
      writer.put(volume.fen)
    }
    writer.put(UInt32(items.count))
    for item in items {
      writer.put(item.item.rawValue)
      writer.put(UInt16(item.year.number))
      writer.put(item.budgetInFen)
      writer.put(item.spentInFen)
    }
  }

  fileprivate init?(_ reader: inout IndexReader, size: UInt64) {
    guard let volumeCount = reader.take(UInt32.self) else { return nil }
    var volumes: [Volume] = []
    for _ in 0..<volumeCount {
      guard let kind = reader.take(UInt8.self).flatMap({ EntryKind(rawValue: $0) }),
        let year = reader.take(UInt16.self).flatMap({ FiscalYear(Int($0)) }),
        let fen = reader.take(Int64.self)
      else { return nil }
      volumes.append(Volume(kind: kind, year: year, fen: fen))
    }
    guard let itemCount = reader.take(UInt32.self) else { return nil }
    var items: [Item] = []
    for _ in 0..<itemCount {
      guard let item = reader.take(UInt8.self).flatMap({ ThreePublicItem(rawValue: $0) }),
        let year = reader.take(UInt16.self).flatMap({ FiscalYear(Int($0)) }),
        let budget = reader.take(Int64.self), let spent = reader.take(Int64.self)
      else { return nil }
      items.append(Item(item: item, year: year, budgetInFen: budget, spentInFen: spent))
    }
    self.init(nextPosition: size, volumes: volumes, items: items)
  }
}
