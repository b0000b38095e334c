// Rows as an index file keeps them: every column in as few bits as its values need.

/// The columns of one block, packed, in memory that is not theirs: a file of the index.
///
/// Each column is kept in the smallest of four forms. Reading is bounded by the bytes that are
/// there, whatever they say; what they say is as good as the checksum of the file.
struct PackedRows {
  /// How a column is kept.
  enum Form: UInt8 {
    /// Distances from a base, each in the same number of bits.
    case distances = 0
    /// The distinct values, and for each row the number of one in so many bits.
    case choices = 1
    /// Where the value changes, and to what.
    case steps = 2
    /// What the line of the row says.
    case ofLine = 3
  }

  /// One column: what its head says, and where its bytes are.
  struct Column {
    var form = Form.ofLine
    /// Bits a row.
    var width: UInt8 = 0
    /// How many choices or steps there are.
    var count: UInt32 = 0
    var base: Int64 = 0
    /// Choices, or the values of steps: eight bytes each.
    var values = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The rows of steps, two bytes each; or the bits, and eight bytes to read beyond them.
    var bits = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Bits that one unaligned word always has behind any bit of a byte.
  static let widthMax: UInt8 = 57

  let rowCount: Int
  private let columns: [Column]
  private let lines: [LineTable.Key]
  /// What keeps the bytes where they are.
  private let owner: AnyObject

  /// The rows in `bytes`; `nil` where these are not `rowCount` packed rows.
  init?(
    _ bytes: UnsafeRawBufferPointer, rowCount: Int, lines: LineTable, keptBy owner: AnyObject
  ) {
    var reader = IndexReader(bytes)
    guard rowCount <= FactBlock.capacity, reader.take(UInt32.self) == UInt32(rowCount) else {
      return nil
    }
    var columns: [Column] = []
    for _ in FactBlock.Place.allCases {
      guard let form = reader.take(UInt8.self).flatMap(Form.init(rawValue:)),
        let width = reader.take(UInt8.self), let count = reader.take(UInt32.self),
        let base = reader.take(Int64.self), width <= Self.widthMax || width == 64
      else { return nil }
      columns.append(Column(form: form, width: width, count: count, base: base))
    }
    for index in columns.indices where columns[index].form != .ofLine {
      guard let values = reader.takeElements(of: Int64.self), let bits = reader.takeRun() else {
        return nil
      }
      let column = columns[index]
      let byteCount =
        column.form == .steps
        ? 2 * Int(column.count) : Self.byteCount(rows: rowCount, width: column.width)
      let valueCount = column.form == .distances ? 0 : Int(column.count)
      guard values.count == 8 * valueCount, bits.count == byteCount,
        column.form != .choices || valueCount > 0
      else { return nil }
      columns[index].values = values
      columns[index].bits = bits
    }
    guard reader.isAtEnd else { return nil }
    self.rowCount = rowCount
    self.columns = columns
    self.lines = lines.keys
    self.owner = owner
  }

  /// The bytes of so many rows, with eight to read beyond the last.
  static func byteCount(rows: Int, width: UInt8) -> Int { (rows * Int(width) + 7) / 8 + 8 }

  /// Writes the column at `place` as integers, one a row, to `target`, which has room for them.
  func unpack<Element: FixedWidthInteger & BitwiseCopyable>(
    _ place: FactBlock.Place, to target: UnsafeMutablePointer<Element>,
    lineOfRow: UnsafePointer<UInt32>?
  ) {
    let column = columns[place.rawValue]
    // Positions are kept as what they differ by from the number of the row.
    let isOfRow = place == .position
    switch column.form {
    case .ofLine:
      for row in 0..<rowCount {
        let number = lineOfRow.map { Int($0[row]) } ?? 0
        let value = number > 0 && number <= lines.count ? lines[number - 1].value(at: place) : 0
        target[row] = Element(truncatingIfNeeded: value)
      }
    case .steps: unpackSteps(column, isOfRow, to: target)
    case .distances:
      let base = column.base
      forEachNumber(of: column) { row, number in
        let value = base &+ Int64(bitPattern: number)
        target[row] = Element(truncatingIfNeeded: isOfRow ? Int64(row) &- value : value)
      }
    case .choices:
      forEachNumber(of: column) { row, number in
        let choice = number < UInt64(column.count) ? Int(truncatingIfNeeded: number) : 0
        let value = Int64(
          littleEndian: column.values.loadUnaligned(fromByteOffset: 8 * choice, as: Int64.self))
        target[row] = Element(truncatingIfNeeded: isOfRow ? Int64(row) &- value : value)
      }
    }
  }

  private func unpackSteps<Element: FixedWidthInteger>(
    _ column: Column, _ isOfRow: Bool, to target: UnsafeMutablePointer<Element>
  ) {
    var value = column.base
    var row = 0
    for step in 0...Int(column.count) {
      var end = rowCount
      if step < Int(column.count) {
        end = Int(
          UInt16(
            littleEndian: column.bits.loadUnaligned(fromByteOffset: 2 * step, as: UInt16.self)))
      }
      while row < min(end, rowCount) {
        target[row] = Element(truncatingIfNeeded: isOfRow ? Int64(row) &- value : value)
        row += 1
      }
      guard step < Int(column.count) else { break }
      value = Int64(
        littleEndian: column.values.loadUnaligned(fromByteOffset: 8 * step, as: Int64.self))
    }
  }

  /// Calls `body` with the number that the bits of each row make.
  @inline(__always)
  private func forEachNumber(of column: Column, _ body: (Int, UInt64) -> Void) {
    guard column.width > 0, let start = column.bits.baseAddress else {
      for row in 0..<rowCount { body(row, 0) }
      return
    }
    if column.width == 64 {
      for row in 0..<rowCount {
        body(
          row,
          UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8 * row, as: UInt64.self)))
      }
      return
    }
    let width = Int(column.width)
    let mask: UInt64 = (1 << UInt64(width)) - 1
    var bit = 0
    for row in 0..<rowCount {
      let word = UInt64(
        littleEndian: start.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
      body(row, word >> UInt64(bit & 7) & mask)
      bit += width
    }
  }
}

extension LineTable.Key {
  /// What a row on this line has in the column at `place`.
  @inline(__always)
  func value(at place: FactBlock.Place) -> Int64 {
    switch place {
    case .year: Int64(purpose >> 48)
    case .source: Int64(purpose >> 40 & 0xFF)
    case .nature: Int64(purpose >> 32 & 0xFF)
    case .function: Int64(purpose & 0xFFFF_FFFF)
    case .project: Int64(project)
    default: 0
    }
  }
}
