// Who takes in the records of a log, one at a time or many at once.

/// Something that grows by the records of a log, in their order.
///
/// A long log is read in pieces by several threads: each has a reader, which makes of the records
/// of a piece whatever can be made of them without those before. What the readers made is then
/// taken in piece by piece, in order, by the thread that owns the fold. Taking in every record
/// alone comes to the same.
public protocol LogFold {
  /// What a reader makes of a piece.
  associatedtype Reading: Sendable
  /// Makes readings; used by one thread.
  associatedtype Reader: PieceReader where Reader.Reading == Reading

  /// A reader for one thread. `number` tells the readers of one pass apart; a new pass has new
  /// ones.
  mutating func makeReader(number: Int) -> Reader

  /// Takes in the next record, which is part of a batch that is whole.
  mutating func take(_ record: RecordView)

  /// Takes in the next records: those of `reading` whose numbers in its piece are `records`.
  mutating func take(_ reading: Reading, records: Range<Int>)

  /// Remembers the present state: what is taken from here on may have to be given up again, because
  /// its batch is not known to be whole.
  mutating func mark()

  /// Gives up what was taken since the mark, and forgets the mark.
  mutating func returnToMark()

  /// Forgets the mark: what was taken since is whole.
  mutating func forgetMark()
}

/// Makes of the records of one piece what can be made of them without those before.
public protocol PieceReader: AnyObject {
  /// What it makes.
  associatedtype Reading: Sendable

  /// Reads the records of a piece; the bytes are borrowed.
  func read(_ records: PieceRecords) -> Reading
}

/// The records of a piece, whose frames and checksums are valid and which follow each other.
///
/// Their bytes are valid only until the reader that was handed them returns.
public struct PieceRecords {
  let lines: UnsafeRawBufferPointer
  /// The offset in the segment of the first byte of `lines`.
  let base: UInt64
  let frames: [RecordFrame]
  let offsets: [UInt32]
  let ends: [UInt32]
  let layout: SegmentLayout

  /// How many records there are.
  public var count: Int { frames.count }

  /// The name of the segment file that they stand in.
  public var fileName: String { self[0].fileName }

  /// Where their lines begin in that file, in bytes.
  public var byteOffsets: [UInt32] { offsets }

  /// One of them, by its number in the piece.
  public subscript(number: Int) -> RecordView {
    let first = Int(UInt64(offsets[number]) - base)
    let last = Int(UInt64(ends[number]) - base)
    let line = SegmentReader.Line(
      bytes: UnsafeRawBufferPointer(rebasing: lines[first..<last]),
      offset: UInt64(offsets[number]))
    return RecordView(frames[number], line, in: layout)
  }
}
