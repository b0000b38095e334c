// Columns as an index keeps them: their blocks as they are, and beside them names and lines.

extension FactColumns {
  /// The blocks in order, with how many of the rows of each are in use.
  public var blocks: [(block: FactBlock, rowCount: Int)] {
    table.blocks.prefix((count + FactBlock.mask) >> FactBlock.shift).enumerated().map {
      ($0.element, min(FactBlock.capacity, count - $0.offset << FactBlock.shift))
    }
  }

  /// Whether both hold the same rows, names and lines.
  ///
  /// - Complexity: O(n) in the rows.
  public func isSame(as other: FactColumns) -> Bool {
    isSame(as: other, part: 0, of: 1)
  }

  /// Whether both hold the same rows, names and lines, as far as one of `partCount` parts of the
  /// work tells; the parts together tell all, and may be done side by side.
  ///
  /// - Complexity: O(n) in the rows of the part.
  public func isSame(as other: FactColumns, part: Int, of partCount: Int) -> Bool {
    guard count == other.count, endPosition == other.endPosition else { return false }
    if part == 0 {
      guard actors.texts == other.actors.texts, projects.texts == other.projects.texts,
        table.lines.keys == other.table.lines.keys
      else { return false }
    }
    return zip(blocks, other.blocks).enumerated().allSatisfy { number, pair in
      let (own, others) = pair
      return number % partCount != part
        || own.block.firstPosition == others.block.firstPosition
          && own.block.holdsSame(first: own.rowCount, as: others.block)
    }
  }

  /// Writes everything but the blocks.
  ///
  /// - Complexity: O(k) in the names and lines.
  public func writeIndex(_ writer: inout IndexWriter) {
    writer.put(UInt64(count))
    writer.put(endPosition)
    writer.put(array: table.reopenedYears.sorted())
    writer.put(texts: table.actors.texts)
    writer.put(texts: table.projects.texts)
    table.lines.writeIndex(&writer)
  }

  /// A block of rows as an index keeps it.
  public struct KeptBlock {
    let firstPosition: UInt64
    let rowCount: Int
    let bytes: UnsafeRawBufferPointer
    let owner: AnyObject

    /// A block made of its parts.
    ///
    /// - Parameters:
    ///   - bytes: what ``FactBlock/packed(first:of:)`` made.
    ///   - owner: what keeps them where they are.
    public init(
      firstPosition: UInt64, rowCount: Int, bytes: UnsafeRawBufferPointer, owner: AnyObject
    ) {
      self.firstPosition = firstPosition
      self.rowCount = rowCount
      self.bytes = bytes
      self.owner = owner
    }
  }

  /// The columns of an index: what ``writeIndex(_:)`` wrote, and the blocks that belong to it.
  ///
  /// `nil` where the two do not fit each other. Columns are unpacked when they are looked at.
  /// - Complexity: O(k) in the names and lines.
  public init?(_ reader: inout IndexReader, blocks kept: [KeptBlock]) {
    guard let count = reader.take(UInt64.self), count <= UInt64(UInt32.max),
      let endPosition = reader.take(UInt64.self),
      let reopened = reader.takeArray(of: UInt16.self), let actors = reader.takeTexts(),
      let projects = reader.takeTexts(), let lines = LineTable(&reader),
      kept.count == (Int(count) + FactBlock.mask) >> FactBlock.shift
    else { return nil }
    var blocks: [FactBlock] = []
    for block in kept {
      let rowCount = min(FactBlock.capacity, Int(count) - blocks.count << FactBlock.shift)
      guard block.rowCount == rowCount,
        let packed = PackedRows(
          block.bytes, rowCount: rowCount, lines: lines, keptBy: block.owner)
      else { return nil }
      blocks.append(FactBlock(firstPosition: block.firstPosition, packed))
    }
    self.init(
      blocks: blocks, count: Int(count), endPosition: endPosition, reopenedYears: Set(reopened),
      actors: NameTable(actors), projects: NameTable(projects), lines: lines)
  }
}

extension LineTable {
  func writeIndex(_ writer: inout IndexWriter) {
    writer.put(array: keys.map(\.purpose))
    writer.put(array: keys.map(\.project))
  }

  init?(_ reader: inout IndexReader) {
    guard let purposes = reader.takeArray(of: UInt64.self),
      let projects = reader.takeArray(of: UInt32.self), purposes.count == projects.count
    else { return nil }
    self.init(zip(purposes, projects).map { Key(purpose: $0, project: $1) })
  }
}
