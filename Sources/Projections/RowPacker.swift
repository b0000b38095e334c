// Packs the columns of a block for an index file.

/// Writes rows as ``PackedRows`` reads them: for each column the form that takes the fewest bytes.
struct RowPacker {
  private let rowCount: Int
  private var heads = IndexWriter()
  private var bodies = IndexWriter()

  /// A packer of `rowCount` rows.
  init(rowCount: Int) {
    self.rowCount = rowCount
    heads.put(UInt32(rowCount))
  }

  /// What was packed.
  var bytes: [UInt8] { heads.bytes + bodies.bytes }

  /// Says that the column is what the lines of the rows say.
  mutating func putOfLine() {
    put(.ofLine, width: 0, count: 0, base: 0)
  }

  /// Packs a column of as many values as there are rows.
  mutating func put(_ values: [Int64]) {
    let least = values.min() ?? 0
    let width = Self.width(UInt64(bitPattern: (values.max() ?? 0) &- least))
    let distances = rowCount * Int(width)
    let steps = Self.stepRows(values)
    if 80 * steps.count < distances {
      put(.steps, width: 0, count: steps.count, base: values.first ?? 0)
      bodies.put(array: steps.map { values[$0].littleEndian })
      putRun(steps.map { UInt16($0).littleEndian })
    } else if let choices = Choices(values, bitsMax: distances) {
      put(.choices, width: choices.width, count: choices.values.count, base: 0)
      bodies.put(array: choices.values.map(\.littleEndian))
      put(bitsOf: choices.numbers.lazy.map { UInt64($0) }, width: choices.width)
    } else {
      put(.distances, width: width, count: 0, base: least)
      bodies.put(array: [Int64]())
      put(bitsOf: values.lazy.map { UInt64(bitPattern: $0 &- least) }, width: width)
    }
  }

  /// How many bits the number takes; all where they are too many to be shifted.
  static func width(_ number: UInt64) -> UInt8 {
    let width = UInt8(UInt64.bitWidth - number.leadingZeroBitCount)
    return width > PackedRows.widthMax ? 64 : width
  }

  /// The rows that have another value than the one before.
  private static func stepRows(_ values: [Int64]) -> [Int] {
    var rows: [Int] = []
    for row in values.indices.dropFirst() where values[row] != values[row - 1] { rows.append(row) }
    return rows
  }

  private mutating func put(_ form: PackedRows.Form, width: UInt8, count: Int, base: Int64) {
    heads.put(form.rawValue)
    heads.put(width)
    heads.put(UInt32(count))
    heads.put(base)
  }

  private mutating func putRun(_ numbers: [UInt16]) {
    numbers.withUnsafeBytes { bodies.put($0) }
  }

  private mutating func put(bitsOf numbers: some Sequence<UInt64>, width: UInt8) {
    let byteCount = PackedRows.byteCount(rows: rowCount, width: width)
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.initializeMemory(as: UInt8.self, repeating: 0)
      count = byteCount
      guard width > 0 else { return }
      var bit = 0
      for number in numbers {
        // Bits below are those of the row before; there are always eight bytes behind.
        let offset = bit >> 3
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let merged = UInt64(littleEndian: word) | number << UInt64(bit & 7)
        raw.storeBytes(of: merged.littleEndian, toByteOffset: offset, as: UInt64.self)
        bit += Int(width)
      }
    }
    bodies.put(bytes)
  }
}

/// The distinct values of a column, in order of first sight, and the number of each row's.
private struct Choices {
  private(set) var values: [Int64] = []
  private(set) var numbers: [UInt16] = []

  /// Bits a row.
  var width: UInt8 { values.count > 1 ? RowPacker.width(UInt64(values.count - 1)) : 0 }

  /// `nil` where more than `bitsMax` bits would be needed.
  init?(_ column: [Int64], bitsMax: Int) {
    // A power of two, a quarter full at most: values are looked for from where they hash to.
    let mask = 4 * FactBlock.capacity - 1
    var places = [UInt32](repeating: 0, count: mask + 1)
    numbers.reserveCapacity(column.count)
    for value in column {
      let mixed = UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15
      var place = Int(truncatingIfNeeded: mixed >> 40) & mask
      while places[place] != 0, values[Int(places[place]) - 1] != value {
        place = (place + 1) & mask
      }
      if places[place] == 0 {
        values.append(value)
        places[place] = UInt32(values.count)
        guard 64 * values.count + column.count * Int(width) < bitsMax else { return nil }
      }
      numbers.append(UInt16(places[place] - 1))
    }
  }
}
