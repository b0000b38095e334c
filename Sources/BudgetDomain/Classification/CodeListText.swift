// Reads a code list from comma-separated text, the form in which finance bureaus' lists are kept.

/// Why a code list could not be read: the line, and what is wrong with it.
public struct CodeListProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The first line does not name the columns.
    case header
    /// A line has more or fewer cells than the header.
    case cellCount
    /// The code has a wrong number of digits for its system.
    case code
    /// The name is empty.
    case name
    /// A year of validity is not a year.
    case year
    /// The last year lies before the first.
    case yearOrder
  }

  /// The line in the text, counted from 1.
  public let line: Int
  /// What is wrong.
  public let reason: Reason
  /// The line as it stands.
  public let excerpt: String
}

extension CodeList {
  /// The columns of a code list, in any order; `level` and `source` may be left out.
  public static let columns = [
    "code", "name", "level", "valid_from_year", "valid_to_year", "source",
  ]

  /// Reads a list with the columns ``columns``. Codes have three, five or seven digits in the
  /// function system, three or five in the economic system. Cells hold no commas or quotes.
  ///
  /// - Throws: ``CodeListProblem`` for the first line that cannot be read.
  public init(text: some StringProtocol, system: CodeSystem) throws(CodeListProblem) {
    self.init()
    let entries = try Self.entries(text: text, system: system)
    reserve(entries.count)
    for entry in entries { add(entry) }
  }

  /// The entries of such a text in file order.
  ///
  /// - Throws: ``CodeListProblem`` for the first line that cannot be read.
  public static func entries(
    text: some StringProtocol, system: CodeSystem
  ) throws(CodeListProblem) -> [CodeEntry] {
    var bytes = Array(text.utf8)
    if bytes.starts(with: "\u{FEFF}".utf8) { bytes.removeFirst(3) }
    var lines = CodeListLines(bytes)
    lines.next()
    let header = lines.cells.map { String(decoding: bytes[$0], as: UTF8.self) }
    guard let code = header.firstIndex(of: "code"), let name = header.firstIndex(of: "name"),
      Set(header).count == header.count, header.allSatisfy({ columns.contains($0) })
    else { throw lines.problem(.header) }
    let reader = EntryReader(
      cellCount: header.count, code: code, name: name,
      years: ["valid_from_year", "valid_to_year"].map { header.firstIndex(of: $0) },
      codeLengths: system == .function ? [3, 5, 7] : [3, 5])
    var entries: [CodeEntry] = []
    while lines.next() {
      if !lines.line.isEmpty { entries.append(try reader.entry(lines)) }
    }
    return entries
  }
}

/// Where the cells of each entry stand.
private struct EntryReader {
  let cellCount: Int
  let code: Int
  let name: Int
  let years: [Int?]
  let codeLengths: [Int]

  /// The entry on the line that `lines` is at.
  func entry(_ lines: CodeListLines) throws(CodeListProblem) -> CodeEntry {
    let cells = lines.cells
    guard cells.count == cellCount else { throw lines.problem(.cellCount) }
    guard let code = number(lines.bytes[cells[code]]) else { throw lines.problem(.code) }
    guard !cells[name].isEmpty else { throw lines.problem(.name) }
    var found: [Int?] = [nil, nil]
    for (index, year) in years.enumerated() {
      guard let year, !cells[year].isEmpty else { continue }
      let text = String(decoding: lines.bytes[cells[year]], as: UTF8.self)
      guard let year = FiscalYear(text: text) else { throw lines.problem(.year) }
      found[index] = year.number
    }
    if let first = found[0], let last = found[1], last < first { throw lines.problem(.yearOrder) }
    return CodeEntry(
      code: code, name: String(decoding: lines.bytes[cells[name]], as: UTF8.self),
      validFromYear: found[0], validToYear: found[1])
  }

  private func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    guard codeLengths.contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
    var number: UInt32 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + UInt32(digit - UInt8(ascii: "0"))
    }
    return number
  }
}

/// The lines of a code list one after the other, as places in its bytes: lists are read whenever
/// the program starts, so nothing is copied that is not kept.
private struct CodeListLines {
  let bytes: [UInt8]
  /// The place of the line without what ends it.
  private(set) var line = 0..<0
  /// The places of its cells.
  private(set) var cells: [Range<Int>] = []
  private var number = 0
  private var start = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Steps to the next line; `false` behind the last one.
  @discardableResult
  mutating func next() -> Bool {
    guard start <= bytes.count else { return false }
    number += 1
    cells.removeAll(keepingCapacity: true)
    var place = start
    var cell = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
      if bytes[place] == UInt8(ascii: ",") {
        cells.append(cell..<place)
        cell = place + 1
      }
      place += 1
    }
    let hasReturn = place > cell && bytes[place - 1] == UInt8(ascii: "\r")
    let end = hasReturn ? place - 1 : place
    cells.append(cell..<end)
    line = start..<end
    start = place + 1
    return true
  }

  /// Names the line as one with something wrong.
  func problem(_ reason: CodeListProblem.Reason) -> CodeListProblem {
    CodeListProblem(
      line: number, reason: reason, excerpt: String(decoding: bytes[line], as: UTF8.self))
  }
}
