// The index of a ledger: what the folds came to at one size of the log, in files made to be mapped.

import BudgetDomain
import EventStorage
import Merkle
import Projections

/// What the manifest of an index says: everything but the rows, which are in files of their own.
///
/// The manifest names the origin, the size and the root of the log that it was made from. Its own
/// bytes and every file of rows are checked by CRC-32C before anything in them is used.
struct LedgerIndex {
  /// A file of rows.
  struct BlockFile {
    let name: String
    let firstPosition: UInt64
    let rowCount: UInt32
    let checksum: UInt32
  }

  static let manifestName = "manifest"
  private static let magic = Array("juesuan-index/3\n".utf8)

  let origin: String
  let size: UInt64
  let root: Digest
  let sums: PassedSums
  let proceduralPositions: [UInt64]
  let blockFiles: [BlockFile]
  let figures: NewestFigures
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
      let figures = NewestFigures(&reader, owner: manifest), reader.isAtEnd
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
        let checksum = reader.take(UInt32.self)
      else { return nil }
      files.append(
        BlockFile(name: name, firstPosition: position, rowCount: count, checksum: checksum))
    }
    return files
  }

  /// The columns, with rows mapped from their files.
  ///
  /// - Parameter checksAll: whether every file of rows is checked, or only the last one, to which
  ///   rows will be added; the others are then not to be read before ``check(_:in:)``.
  /// - Returns: `nil` where a file is missing or damaged.
  func columns(in folder: IndexFolder, checksAll: Bool) -> FactColumns? {
    var blocks: [FactColumns.KeptBlock] = []
    for file in blockFiles {
      guard let bytes = folder.file(file.name) else { return nil }
      if checksAll || blocks.count == blockFiles.count - 1 {
        guard IndexFolder.checksum(of: bytes.bytes) == file.checksum else { return nil }
      }
      blocks.append(
        FactColumns.KeptBlock(
          firstPosition: file.firstPosition, rowCount: Int(file.rowCount), bytes: bytes.bytes,
          owner: bytes))
    }
    var reader = IndexReader(columns)
    return FactColumns(&reader, blocks: blocks)
  }

  /// Whether every file of rows holds what was written.
  func check(in folder: IndexFolder) -> Bool {
    blockFiles.allSatisfy { file in
      folder.file(file.name).map { IndexFolder.checksum(of: $0.bytes) == file.checksum } ?? false
    }
  }

  /// The bytes of a manifest.
  static func manifest(
    origin: String, size: UInt64, root: Digest, anchor: [UInt8], sums: PassedSums,
    proceduralPositions: [UInt64], columns: FactColumns, blockFiles: [BlockFile],
    figuresContinuing earlier: NewestFigures?
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
      body.put(file.checksum)
    }
    NewestFigures.write(of: columns, continuing: earlier, &body)
    var whole = magic
    let checksum = body.bytes.withUnsafeBytes { IndexFolder.checksum(of: $0) }
    withUnsafeBytes(of: checksum.littleEndian) { whole.append(contentsOf: $0) }
    return whole + body.bytes
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
