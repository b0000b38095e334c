// The memory of 65,536 rows of facts: one run of fixed-width integers per column.

import Synchronization

/// One run of rows, column by column, in memory of its own.
///
/// A block of an index file is unpacked into that memory column by column, each when it is first
/// looked at: most questions look at few.
///
/// Unsafe memory, because scans run over millions of rows without a check for each; ``FactColumns``
/// is the only one that writes rows, and checks bounds once per run.
///
/// `@unchecked Sendable`: a row is written once, before the count that covers it is seen by
/// anybody, and never again; a column is unpacked under a lock, before the mark that says so.
public final class FactBlock: @unchecked Sendable {
  /// How many rows a block holds.
  public static let capacity = 65_536
  /// How far to shift a row's number right for the number of its block.
  static let shift = 16
  /// What is left of a row's number within its block.
  static let mask = capacity - 1

  /// The columns.
  enum Place: Int, CaseIterable {
    case recordedAt, amount, reverses, actor, line, function, economic, project, date, key
    case document, payee, position, year, type, kind, source, nature, flags

    /// Where the column begins in memory.
    @inline(__always)
    var offset: Int { bytesBefore * FactBlock.capacity }

    @inline(__always)
    private var bytesBefore: Int {
      switch self {
      case .recordedAt: 0
      case .amount: 8
      case .reverses: 16
      case .actor: 20
      case .line: 24
      case .function: 28
      case .economic: 32
      case .project: 36
      case .date: 40
      case .key: 44
      case .document: 48
      case .payee: 52
      case .position: 56
      case .year: 58
      case .type: 60
      case .kind: 61
      case .source: 62
      case .nature: 63
      case .flags: 64
      }
    }

    /// The mark of the column among those that are unpacked.
    @inline(__always)
    var mark: UInt32 { 1 << UInt32(rawValue) }

    /// Whether the line of a row says what the column holds.
    var isOfLine: Bool {
      switch self {
      case .year, .source, .nature, .function, .project: true
      default: false
      }
    }
  }

  private static let byteCount = 65 * capacity

  /// The position of the event of the first row; positions in the block are counted from it.
  public let firstPosition: UInt64
  private let memory: UnsafeMutableRawPointer
  /// What the columns that are not ready are unpacked from.
  private let packed: PackedRows?
  /// The marks of the columns that are in memory.
  private let ready: Atomic<UInt32>
  private let unpacking = Mutex(())

  /// An empty block. Pages that are not written take no memory.
  init(firstPosition: UInt64) {
    self.firstPosition = firstPosition
    memory = .allocate(byteCount: Self.byteCount, alignment: 16_384)
    packed = nil
    ready = Atomic(.max)
  }

  /// A block with the first rows that are packed in `packed`; further rows may be added.
  init(firstPosition: UInt64, _ packed: PackedRows) {
    self.firstPosition = firstPosition
    memory = .allocate(byteCount: Self.byteCount, alignment: 16_384)
    self.packed = packed
    ready = Atomic(0)
  }

  deinit { memory.deallocate() }

  /// A copy of the first `count` rows.
  func copy(first count: Int) -> FactBlock {
    let copy = FactBlock(firstPosition: firstPosition)
    for place in Place.allCases {
      let bytes = bytes(of: place, first: count)
      guard let start = bytes.baseAddress else { continue }
      (copy.memory + place.offset).copyMemory(from: start, byteCount: bytes.count)
    }
    return copy
  }

  /// The bytes that an index keeps of the first `count` rows, whose lines are those of `columns`.
  ///
  /// - Complexity: O(n).
  public func packed(first count: Int, of columns: FactColumns) -> [UInt8] {
    var packer = RowPacker(rowCount: count)
    for place in Place.allCases {
      if place.isOfLine, isOfLine(place, first: count, columns.table.lines) {
        packer.putOfLine()
        continue
      }
      var values = values(at: place, first: count)
      if place == .position {
        for row in values.indices { values[row] = Int64(row) - values[row] }
      }
      packer.put(values)
    }
    return packer.bytes
  }

  /// Whether the lines of the first `count` rows say what the column at `place` holds.
  private func isOfLine(_ place: Place, first count: Int, _ lines: LineTable) -> Bool {
    let numbers = column(.line, of: UInt32.self)
    let values = values(at: place, first: count)
    return values.indices.allSatisfy { row in
      values[row] == (numbers[row] == 0 ? 0 : lines.keys[Int(numbers[row]) - 1].value(at: place))
    }
  }

  /// Whether the first `count` rows are those of `other`.
  func holdsSame(first count: Int, as other: FactBlock) -> Bool {
    Place.allCases.allSatisfy {
      bytes(of: $0, first: count).elementsEqual(other.bytes(of: $0, first: count))
    }
  }

  private func bytes(of place: Place, first count: Int) -> UnsafeRawBufferPointer {
    func bytes<Element: BitwiseCopyable>(_ type: Element.Type) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(UnsafeBufferPointer(start: column(place, of: type), count: count))
    }
    return switch place {
    case .recordedAt, .amount: bytes(Int64.self)
    case .position, .year: bytes(UInt16.self)
    case .type, .kind, .source, .nature, .flags: bytes(UInt8.self)
    default: bytes(UInt32.self)
    }
  }

  private func values(at place: Place, first count: Int) -> [Int64] {
    func values<Element: FixedWidthInteger & BitwiseCopyable>(_ type: Element.Type) -> [Int64] {
      UnsafeBufferPointer(start: column(place, of: type), count: count).map { Int64($0) }
    }
    return switch place {
    case .recordedAt, .amount: values(Int64.self)
    case .position, .year: values(UInt16.self)
    case .type, .kind, .source, .nature, .flags: values(UInt8.self)
    case .date: values(Int32.self)
    default: values(UInt32.self)
    }
  }

  @inline(__always)
  func column<Element: BitwiseCopyable>(
    _ place: Place, of type: Element.Type
  ) -> UnsafePointer<Element> {
    if ready.load(ordering: .acquiring) & place.mark == 0 { unpack(place) }
    return UnsafePointer((memory + place.offset).assumingMemoryBound(to: type))
  }

  /// Brings a column into memory; others may be doing the same.
  @inline(never)
  private func unpack(_ place: Place) {
    // Taken before the lock, which nobody can take twice.
    let lines = place.isOfLine ? column(.line, of: UInt32.self) : nil
    unpacking.withLock { _ in
      guard let packed, ready.load(ordering: .acquiring) & place.mark == 0 else { return }
      func unpack<Element: FixedWidthInteger & BitwiseCopyable>(_ type: Element.Type) {
        let target = (memory + place.offset).bindMemory(to: type, capacity: Self.capacity)
        packed.unpack(place, to: target, lineOfRow: lines)
      }
      switch place {
      case .recordedAt, .amount: unpack(Int64.self)
      case .position, .year: unpack(UInt16.self)
      case .type, .kind, .source, .nature, .flags: unpack(UInt8.self)
      case .date: unpack(Int32.self)
      default: unpack(UInt32.self)
      }
      ready.bitwiseOr(place.mark, ordering: .releasing)
    }
  }

  @inline(__always)
  private func store<Element: BitwiseCopyable>(_ value: Element, _ place: Place, _ row: Int) {
    (memory + place.offset).storeBytes(
      of: value, toByteOffset: row * MemoryLayout<Element>.stride, as: Element.self)
  }

  /// Writes a row; its number is its place in the block, behind all rows that are packed.
  func store(_ row: FactRow, line: UInt32, at index: Int) {
    store(row.recordedAtMicroseconds, .recordedAt, index)
    store(row.amountInFen, .amount, index)
    store(row.reverses, .reverses, index)
    store(row.actor, .actor, index)
    store(line, .line, index)
    store(row.function, .function, index)
    store(row.economic, .economic, index)
    store(row.project, .project, index)
    store(row.date, .date, index)
    store(row.keyHash, .key, index)
    store(row.documentHash, .document, index)
    store(row.payeeHash, .payee, index)
    store(UInt16(row.position - firstPosition), .position, index)
    store(row.year, .year, index)
    store(row.type, .type, index)
    store(row.kind, .kind, index)
    store(row.source, .source, index)
    store(row.nature, .nature, index)
    store(row.flags.rawValue, .flags, index)
  }
}
