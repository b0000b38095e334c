// The growing memory behind columns, shared by all copies of them.

/// The blocks, names and lines that columns are made of.
///
/// Copies of ``FactColumns`` share one table: each reads only the rows that it counts, and the one
/// that counts all of them may add more. `@unchecked Sendable` for that reason: rows are written
/// once, behind everything that others read, and a ledger is used by one thread at a time.
final class FactTable: @unchecked Sendable {
  var blocks: [FactBlock] = []
  var count = 0
  var actors = NameTable()
  var projects = NameTable()
  var lines = LineTable()
  /// Years that were reopened and not closed again.
  var reopenedYears: Set<UInt16> = []

  init() {}

  /// A table with the first `count` rows of `other`. Names that only later rows use stay numbered.
  init(_ other: FactTable, first count: Int) {
    blocks = (0..<((count + FactBlock.mask) >> FactBlock.shift)).map { index in
      let rows = min(count - index << FactBlock.shift, FactBlock.capacity)
      return rows == FactBlock.capacity
        ? other.blocks[index] : other.blocks[index].copy(first: rows)
    }
    self.count = count
    actors = other.actors
    projects = other.projects
    lines = other.lines
    reopenedYears = other.reopenedYears
  }

  /// Adds a row, numbering its line.
  func append(_ row: FactRow) {
    append(row, line: row.kind == 0 ? 0 : lines.intern(LineTable.Key(row)))
  }

  /// Adds a row whose line has a number.
  func append(_ row: FactRow, line: UInt32) {
    let index = count & FactBlock.mask
    if index == 0 {
      blocks.append(FactBlock(firstPosition: row.position))
    }
    blocks[count >> FactBlock.shift].store(row, line: line, at: index)
    count += 1
  }
}

/// One column, read by the number of the row. Scans over many rows use runs of blocks instead.
public struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  let blocks: [FactBlock]
  let place: FactBlock.Place
  /// How many rows there are.
  public let endIndex: Int
  /// The first row.
  public var startIndex: Int { 0 }

  /// The value in `row`.
  public subscript(row: Int) -> Element {
    precondition(row >= 0 && row < endIndex, "a row lies within the columns")
    return blocks[row >> FactBlock.shift].column(place, of: Element.self)[
      row & FactBlock.mask]
  }
}

/// A run of neighbouring rows within one block, as raw columns.
struct FactRun {
  let block: FactBlock
  /// The rows of the block that are in the run.
  let range: Range<Int>
  /// The number of the block's first row in the whole of the columns.
  let firstRow: Int

  var recordedAt: UnsafePointer<Int64> { block.column(.recordedAt, of: Int64.self) }
  var amount: UnsafePointer<Int64> { block.column(.amount, of: Int64.self) }
  var reverses: UnsafePointer<UInt32> { block.column(.reverses, of: UInt32.self) }
  var actor: UnsafePointer<UInt32> { block.column(.actor, of: UInt32.self) }
  var line: UnsafePointer<UInt32> { block.column(.line, of: UInt32.self) }
  var function: UnsafePointer<UInt32> { block.column(.function, of: UInt32.self) }
  var economic: UnsafePointer<UInt32> { block.column(.economic, of: UInt32.self) }
  var project: UnsafePointer<UInt32> { block.column(.project, of: UInt32.self) }
  var date: UnsafePointer<Int32> { block.column(.date, of: Int32.self) }
  var key: UnsafePointer<UInt32> { block.column(.key, of: UInt32.self) }
  var document: UnsafePointer<UInt32> { block.column(.document, of: UInt32.self) }
  var payee: UnsafePointer<UInt32> { block.column(.payee, of: UInt32.self) }
  var position: UnsafePointer<UInt16> { block.column(.position, of: UInt16.self) }
  var year: UnsafePointer<UInt16> { block.column(.year, of: UInt16.self) }
  var type: UnsafePointer<UInt8> { block.column(.type, of: UInt8.self) }
  var kind: UnsafePointer<UInt8> { block.column(.kind, of: UInt8.self) }
  var source: UnsafePointer<UInt8> { block.column(.source, of: UInt8.self) }
  var nature: UnsafePointer<UInt8> { block.column(.nature, of: UInt8.self) }
  var flags: UnsafePointer<UInt8> { block.column(.flags, of: UInt8.self) }

  func position(_ index: Int) -> UInt64 { block.firstPosition + UInt64(position[index]) }
}
