// The memory of 65,536 rows of facts: one run of fixed-width integers per column.

/// One run of rows, column by column, in memory of its own or in a file that is mapped.
///
/// Unsafe memory, because the same bytes are written to the index and mapped back from it, and
/// because scans run over millions of rows without a check for each; ``FactColumns`` is the only
/// one that writes it, and checks bounds once per run.
///
/// `@unchecked Sendable`: a row is written once, before the count that covers it is seen by
/// anybody, and never again.
public final class FactBlock: @unchecked Sendable {
  /// How many rows a block holds.
  public static let capacity = 65_536
  /// How far to shift a row's number right for the number of its block.
  static let shift = 16
  /// What is left of a row's number within its block.
  static let mask = capacity - 1

  /// The columns in the order in which they stand in memory, widest first.
  enum Place {
    static let recordedAt = 0
    static let amount = recordedAt + 8 * capacity
    static let reverses = amount + 8 * capacity
    static let actor = reverses + 4 * capacity
    static let line = actor + 4 * capacity
    static let function = line + 4 * capacity
    static let economic = function + 4 * capacity
    static let project = economic + 4 * capacity
    static let date = project + 4 * capacity
    static let key = date + 4 * capacity
    static let document = key + 4 * capacity
    static let payee = document + 4 * capacity
    static let position = payee + 4 * capacity
    static let year = position + 2 * capacity
    static let type = year + 2 * capacity
    static let kind = type + capacity
    static let source = kind + capacity
    static let nature = source + capacity
    static let flags = nature + capacity
    static let end = flags + capacity
  }

  /// How many bytes a block has.
  public static let byteCount = Place.end

  /// The position of the event of the first row; positions in the block are counted from it.
  public let firstPosition: UInt64
  let memory: UnsafeMutableRawPointer
  /// What keeps mapped memory alive; `nil` where the block owns its memory.
  private let mapping: AnyObject?

  /// An empty block in memory of its own. Pages that are not written take no memory.
  init(firstPosition: UInt64) {
    self.firstPosition = firstPosition
    memory = .allocate(byteCount: Self.byteCount, alignment: 16_384)
    mapping = nil
  }

  /// A block whose bytes stand in a mapped file.
  ///
  /// - Parameters:
  ///   - bytes: the memory; ``byteCount`` bytes, aligned to 8, never written through.
  ///   - mapping: what keeps it mapped.
  public init(firstPosition: UInt64, mapped bytes: UnsafeRawBufferPointer, by mapping: AnyObject) {
    precondition(bytes.count >= Self.byteCount, "a mapped block is a whole block")
    guard let start = bytes.baseAddress else { preconditionFailure("a mapped block has memory") }
    self.firstPosition = firstPosition
    memory = UnsafeMutableRawPointer(mutating: start)
    self.mapping = mapping
  }

  /// Whether the memory is that of a file, which no row may be added to.
  var isMapped: Bool { mapping != nil }

  deinit { if mapping == nil { memory.deallocate() } }

  /// A copy of the first `count` rows in memory of its own.
  func copy(first count: Int) -> FactBlock {
    let copy = FactBlock(firstPosition: firstPosition)
    for (place, width) in Self.columns {
      (copy.memory + place).copyMemory(from: memory + place, byteCount: width * count)
    }
    return copy
  }

  /// The bytes of the block with its first `count` rows, and zeros where further rows would be.
  ///
  /// - Complexity: O(``byteCount``).
  public func image(first count: Int) -> [UInt8] {
    var image = [UInt8](repeating: 0, count: Self.byteCount)
    image.withUnsafeMutableBytes { image in
      for (place, width) in Self.columns {
        let rows = UnsafeRawBufferPointer(start: memory + place, count: width * count)
        UnsafeMutableRawBufferPointer(rebasing: image[place...]).copyMemory(from: rows)
      }
    }
    return image
  }

  /// Whether the first `count` rows are those of `other`.
  func holdsSame(first count: Int, as other: FactBlock) -> Bool {
    Self.columns.allSatisfy { place, width in
      let own = UnsafeRawBufferPointer(start: memory + place, count: width * count)
      return own.elementsEqual(
        UnsafeRawBufferPointer(start: other.memory + place, count: width * count))
    }
  }

  /// Where each column begins, and how wide its values are.
  public static let columns: [(place: Int, width: Int)] = [
    (Place.recordedAt, 8), (Place.amount, 8), (Place.reverses, 4), (Place.actor, 4),
    (Place.line, 4), (Place.function, 4), (Place.economic, 4), (Place.project, 4),
    (Place.date, 4), (Place.key, 4), (Place.document, 4), (Place.payee, 4), (Place.position, 2),
    (Place.year, 2), (Place.type, 1), (Place.kind, 1), (Place.source, 1), (Place.nature, 1),
    (Place.flags, 1),
  ]

  @inline(__always)
  func column<Element: BitwiseCopyable>(
    _ place: Int, of type: Element.Type
  ) -> UnsafePointer<Element> {
    UnsafePointer((memory + place).assumingMemoryBound(to: type))
  }

  @inline(__always)
  func store<Element: BitwiseCopyable>(_ value: Element, _ place: Int, _ row: Int) {
    (memory + place).storeBytes(
      of: value, toByteOffset: row * MemoryLayout<Element>.stride, as: Element.self)
  }

  /// Writes a row; the number of the row is its place in the block.
  func store(_ row: FactRow, line: UInt32, at index: Int) {
    store(row.recordedAtMicroseconds, Place.recordedAt, index)
    store(row.amountInFen, Place.amount, index)
    store(row.reverses, Place.reverses, index)
    store(row.actor, Place.actor, index)
    store(line, Place.line, index)
    store(row.function, Place.function, index)
    store(row.economic, Place.economic, index)
    store(row.project, Place.project, index)
    store(row.date, Place.date, index)
    store(row.keyHash, Place.key, index)
    store(row.documentHash, Place.document, index)
    store(row.payeeHash, Place.payee, index)
    store(UInt16(row.position - firstPosition), Place.position, index)
    store(row.year, Place.year, index)
    store(row.type, Place.type, index)
    store(row.kind, Place.kind, index)
    store(row.source, Place.source, index)
    store(row.nature, Place.nature, index)
    store(row.flags.rawValue, Place.flags, index)
  }
}
