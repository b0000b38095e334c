// What a second walk over plain rows makes of them: records, and their rows in the columns.

import BudgetDomain
import EventCoding
import EventStorage
import Merkle
import Projections

/// The records of a piece.
struct RecordPiece: Sendable {
  var bodies = RecordBodies()
  /// The same for the columns; `nil` where the piece has no rows.
  var facts: FactPiece?
}

/// What every record of an import has in common.
struct RecordTerms: Sendable {
  let plan: PlainImportPlan
  let recordedAt: RecordedTime
  let user: String?
}

/// Makes the records of pieces that were surveyed; used by one thread.
///
/// A piece is read again, and is the same bytes: it is compared by its hash. So nothing that the
/// first walk found out is asked again.
final class RecordMaker: PieceMaker {
  private let number: Int
  private let pieces: RowPieces
  private let reader: PlainRowReader
  private let buffer: RowBuffer
  private let terms: RecordTerms
  private var facts = LooseFactCollector()
  private var keys: DerivedKeys?

  init(number: Int, _ pieces: RowPieces, _ reader: PlainRowReader, _ terms: RecordTerms) {
    self.number = number
    self.pieces = pieces
    self.reader = reader
    self.terms = terms
    buffer = pieces.makeBuffer()
    keys = terms.plan.contentName.map { DerivedKeys($0) }
  }

  func make(_ piece: Int) -> Result<RecordPiece, RowPieceFault> {
    do throws(RowPieceFault) {
      let (text, digest) = try buffer.read(piece: piece, of: pieces)
      guard digest == terms.plan.pieces[piece].digest else { throw .changed }
      return .success(records(of: text, firstRow: terms.plan.pieces[piece].firstRow))
    } catch {
      return .failure(error)
    }
  }

  private func records(of text: UnsafeRawBufferPointer, firstRow: Int) -> RecordPiece {
    var made = RecordPiece()
    // Records are longer than rows by the names of their members.
    made.bodies.bytes.reserveCapacity(3 * text.count)
    let first = terms.plan.size + UInt64(firstRow)
    let hasQuotes = text.first(UInt8(ascii: "\"")) != nil
    text.forEachLine { (line) in
      switch reader.readAgain(line, mayHaveQuotes: hasQuotes) {
      case .blank: return
      case .other: preconditionFailure("the same bytes were a plain row a moment ago")
      case .plain: break
      }
      let count = made.bodies.count
      if let key = keys?.key(ofRow: firstRow + count + 1) { reader.entry.key = key }
      EventCodec.encode(reader.entry, user: terms.user, into: &made.bodies.bytes)
      made.bodies.endBody()
      facts.append(
        reader.entry, position: first + UInt64(count),
        recordedAtMicroseconds: terms.recordedAt.microseconds)
    }
    if made.bodies.count > 0 { made.facts = FactPiece(facts.take(), by: number) }
    return made
  }
}

/// The keys of rows whose file names none.
final class DerivedKeys {
  private let memory: UnsafeMutableRawBufferPointer
  private let nameByteCount: Int

  /// The keys of rows of the content called `name`.
  init(_ name: String) {
    let start = Array("import-\(name)-".utf8)
    nameByteCount = start.count
    memory = .allocate(byteCount: start.count + 20, alignment: 1)
    memory.copyBytes(from: start)
  }

  deinit { memory.deallocate() }

  /// The key of a row by its number, from 1; valid until the next is asked for.
  func key(ofRow number: Int) -> UnsafeRawBufferPointer {
    var end = nameByteCount
    for digit in String(number).utf8 {
      memory[end] = digit
      end += 1
    }
    return UnsafeRawBufferPointer(rebasing: memory[..<end])
  }
}
