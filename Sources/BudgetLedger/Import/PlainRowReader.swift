// Reads a row of an import file where it lies, if nothing about it is out of the ordinary.

import BudgetDomain
import EventCoding

/// Reads rows into ``PlainEntry``s without making texts of their cells.
///
/// It takes a row only if ``EntryReader`` would read the same from it; what it does not take (one
/// with quotes inside a cell, blanks beside letters beyond ASCII, a kind with rules of its own,
/// anything wrong) is left to that. A test compares the two. It is a class, because what it knows
/// of a row is large and would be copied at every turn.
final class PlainRowReader {
  /// What a line is.
  enum Line {
    /// A row without any text.
    case blank
    /// An entry, in ``entry``.
    case plain
    /// Something to be looked at in the other way.
    case other
  }

  /// More cells than any header has.
  private static let cellCountMax = 24
  /// The cell of each of `EntryField.importColumns`; -1 where the file has no such column.
  private let places: [Int]
  /// Cells that must be empty: those of kinds that are not read here.
  private let foreignPlaces: [Int]
  private let cellCount: Int
  /// Whether the file names keys.
  let hasKeyColumn: Bool
  private let defaultActor: UnsafeRawBufferPointer
  private var starts = InlineArray<24, Int>(repeating: 0)
  private var ends = InlineArray<24, Int>(repeating: 0)
  /// The row that was read last; whoever asked may give it a key.
  var entry = PlainEntry()
  /// The kind of ``entry``.
  private(set) var kind = SubmissionKind.expenditure

  /// A reader of rows below `header`; `nil` where that needs another look.
  ///
  /// - Parameter defaultActor: who records rows that name nobody; kept by the caller.
  init?(_ header: EntryHeader, defaultActor: UnsafeRawBufferPointer) {
    guard header.problems.isEmpty, header.cells.count <= Self.cellCountMax,
      header.columns[.amount] != nil
    else { return nil }
    places = EntryField.importColumns.map { header.columns[$0] ?? -1 }
    hasKeyColumn = header.columns[.key] != nil
    foreignPlaces = (EntryReader.targetFields + [.metric, .value]).compactMap {
      header.columns[$0]
    }
    cellCount = header.cells.count
    self.defaultActor = defaultActor
  }

  /// Reads the line, which has no line ending.
  func read(_ line: UnsafeRawBufferPointer) -> Line {
    guard !line.isEmpty else { return .blank }
    guard let marks = LineMarks(line) else { return .other }
    return read(line, hasQuotes: marks.hasQuotes)
  }

  /// Reads a line that was read before and found blank or plain.
  func readAgain(_ line: UnsafeRawBufferPointer, mayHaveQuotes: Bool) -> Line {
    guard !line.isEmpty else { return .blank }
    return read(line, hasQuotes: mayHaveQuotes && line.first(UInt8(ascii: "\"")) != nil)
  }

  private func read(_ line: UnsafeRawBufferPointer, hasQuotes: Bool) -> Line {
    guard let count = hasQuotes ? splitQuoted(line) : split(line) else { return .other }
    if isBlank(count) { return .blank }
    guard count == cellCount, trim(line), readEntry(line) else { return .other }
    return .plain
  }

  private func isBlank(_ count: Int) -> Bool {
    for cell in 0..<count where starts[cell] != ends[cell] { return false }
    return true
  }

  private var hasForeignCells: Bool {
    for cell in foreignPlaces where starts[cell] != ends[cell] { return true }
    return false
  }

  /// Adds the cells of the row that was read last to `bytes`, in the fixed order of fields that
  /// names the content of a file.
  func addContent(of line: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    for place in places {
      if place >= 0 {
        bytes.append(
          contentsOf: UnsafeRawBufferPointer(rebasing: line[starts[place]..<ends[place]]))
      }
      bytes.append(EntrySheet.endOfCell)
    }
    bytes.append(EntrySheet.endOfRow)
  }

  /// Finds the cells of a line without quotes; `nil` where there are too many.
  private func split(_ line: UnsafeRawBufferPointer) -> Int? {
    var count = 0
    var start = 0
    var offset = 0
    while offset + 8 <= line.count {
      let word = UInt64(littleEndian: line.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      var marks = ByteMarks.ofExactly(UInt8(ascii: ","), word)
      while marks != 0 {
        let comma = offset + marks.trailingZeroBitCount >> 3
        guard count < Self.cellCountMax - 1 else { return nil }
        starts[count] = start
        ends[count] = comma
        count += 1
        start = comma + 1
        marks &= marks &- 1
      }
      offset += 8
    }
    while offset < line.count {
      if line[offset] == UInt8(ascii: ",") {
        guard count < Self.cellCountMax - 1 else { return nil }
        starts[count] = start
        ends[count] = offset
        count += 1
        start = offset + 1
      }
      offset += 1
    }
    starts[count] = start
    ends[count] = line.count
    return count + 1
  }

  /// Finds the cells of a line with quotes around some; `nil` where a quote stands elsewhere.
  private func splitQuoted(_ line: UnsafeRawBufferPointer) -> Int? {
    var count = 0
    var offset = 0
    while true {
      guard count < Self.cellCountMax else { return nil }
      let isQuoted = offset < line.count && line[offset] == UInt8(ascii: "\"")
      if isQuoted { offset += 1 }
      starts[count] = offset
      let end = UInt8(ascii: isQuoted ? "\"" : ",")
      while offset < line.count, line[offset] != end {
        guard line[offset] != UInt8(ascii: "\"") else { return nil }
        offset += 1
      }
      ends[count] = offset
      count += 1
      if isQuoted {
        guard offset < line.count else { return nil }
        offset += 1
      }
      guard offset < line.count else { return count }
      guard line[offset] == UInt8(ascii: ",") else { return nil }
      offset += 1
    }
  }

  /// Takes blanks off the ends of cells; `false` beside bytes that may make one letter with them.
  private func trim(_ line: UnsafeRawBufferPointer) -> Bool {
    let blank = UInt8(ascii: " ")
    for cell in 0..<cellCount {
      var start = starts[cell]
      var end = ends[cell]
      guard start < end, line[start] == blank || line[end - 1] == blank else { continue }
      while start < end, line[start] == blank { start += 1 }
      while start < end, line[end - 1] == blank { end -= 1 }
      guard start == end || line[start] < 0x80 && line[end - 1] < 0x80 else { return false }
      starts[cell] = start
      ends[cell] = end
    }
    return true
  }

  private func cell(
    _ field: EntryField, _ line: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    let place = places[Self.number(of: field)]
    guard place >= 0, starts[place] < ends[place] else { return nil }
    return UnsafeRawBufferPointer(rebasing: line[starts[place]..<ends[place]])
  }

  /// A text that a record can hold; its length alone is not known yet.
  private func text(
    _ field: EntryField, _ line: UnsafeRawBufferPointer, _ isTooLong: inout Bool
  ) -> UnsafeRawBufferPointer? {
    let text = cell(field, line)
    if let text, text.count > textLimitInBytes { isTooLong = true }
    return text
  }

  private func readEntry(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let kind = cell(.kind, line).flatMap({ Self.kinds[$0] }), !kind.hasTarget,
      kind != .fact, !hasForeignCells,
      let date = cell(.date, line).flatMap(Self.date),
      let source = cell(.source, line).flatMap({ Self.sources[$0] }),
      let nature = cell(.nature, line).flatMap({ Self.natures[$0] }),
      let function = cell(.function, line).flatMap({ Self.digits($0, 7) }),
      let amount = cell(.amount, line).flatMap(Self.amount)
    else { return false }
    var year = date.civil.year
    if let text = cell(.year, line) {
      guard let number = Self.digits(text, 4), FiscalYear.range.contains(Int(number)) else {
        return false
      }
      year = Int(number)
    }
    var economic: UInt32 = 0
    if let text = cell(.economic, line) {
      guard let number = Self.digits(text, 5) else { return false }
      economic = number
    }
    self.kind = kind
    entry.type = kind.eventType
    entry.year = UInt16(year)
    entry.source = source
    entry.nature = nature
    entry.function = function
    entry.economic = economic
    entry.amountInFen = amount
    entry.date = date
    var isTooLong = false
    entry.actor = text(.actor, line, &isTooLong) ?? defaultActor
    entry.key = text(.key, line, &isTooLong)
    entry.reason = text(.reason, line, &isTooLong)
    entry.project = text(.project, line, &isTooLong)
    entry.document = text(.document, line, &isTooLong)
    entry.payee = text(.payee, line, &isTooLong)
    entry.memo = text(.memo, line, &isTooLong)
    return !isTooLong
  }
}

extension PlainRowReader {
  /// The number of a field among `EntryField.importColumns`.
  @inline(__always)
  private static func number(of field: EntryField) -> Int {
    switch field {
    case .date: 0
    case .kind: 1
    case .year: 2
    case .source: 3
    case .function: 4
    case .economic: 5
    case .nature: 6
    case .project: 7
    case .amount: 8
    case .payee: 9
    case .document: 10
    case .memo: 11
    case .actor: 12
    case .key: 13
    default: 14
    }
  }

  private static let kinds = WordTable(SubmissionKind.allCases) { [$0.word, $0.officialTerm] }
  private static let sources = WordTable(FundSource.allCases) { [$0.word, $0.officialTerm] }
  private static let natures = WordTable(SpendingNature.allCases) { [$0.word, $0.officialTerm] }

  /// The number written with exactly `count` digits, the first of them not zero.
  @inline(__always)
  private static func digits(_ text: UnsafeRawBufferPointer, _ count: Int) -> UInt32? {
    guard text.count == count, text[0] != UInt8(ascii: "0") else { return nil }
    var number: UInt32 = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ UInt32(digit)
    }
    return number
  }

  private static func date(_ text: UnsafeRawBufferPointer) -> EffectiveDate? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return EntryReader.effectiveDate(String(decoding: text, as: UTF8.self))
    }
    func number(_ places: Range<Int>) -> Int {
      places.reduce(0) { number, place in
        let digit = text[place] &- UInt8(ascii: "0")
        // Beyond every year, month and day.
        return digit < 10 ? 10 * number + Int(digit) : 10_000
      }
    }
    return EffectiveDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  }

  /// An amount in yuan, in fen.
  private static func amount(_ text: UnsafeRawBufferPointer) -> Int64? {
    var fen: Int64 = 0
    var decimals: Int?
    guard text.count <= 16 else { return slowAmount(text) }
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        fen = fen &* 10 &+ Int64(digit)
        decimals = decimals.map { $0 + 1 }
      } else {
        guard byte == UInt8(ascii: "."), decimals == nil else { return slowAmount(text) }
        decimals = 0
      }
    }
    guard text[0] != UInt8(ascii: "."), decimals != 0, decimals ?? 0 <= 2 else { return nil }
    if decimals != 2 { fen = fen &* (decimals == 1 ? 10 : 100) }
    return fen <= Amount.limitInFen ? fen : nil
  }

  /// An amount with separators, or none at all.
  private static func slowAmount(_ text: UnsafeRawBufferPointer) -> Int64? {
    (try? Amount(yuanText: String(decoding: text, as: UTF8.self)))?.fen
  }
}
