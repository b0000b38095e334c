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
    for entry in try Self.entries(text: text, system: system) { add(entry) }
  }

  /// The entries of such a text in file order.
  ///
  /// - Throws: ``CodeListProblem`` for the first line that cannot be read.
  public static func entries(
    text: some StringProtocol, system: CodeSystem
  ) throws(CodeListProblem) -> [CodeEntry] {
    var lines: [Substring] = []
    let bytes = Array(text.utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let withoutReturn = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      lines.append(Substring(decoding: withoutReturn, as: UTF8.self))
    }
    if let first = lines.first, first.unicodeScalars.first == "\u{FEFF}" {
      lines[0] = Substring(first.unicodeScalars.dropFirst())
    }
    let header = cells(of: lines.first ?? "")
    guard header.contains("code"), header.contains("name"), Set(header).count == header.count,
      header.allSatisfy({ columns.contains(String($0)) })
    else { throw CodeListProblem(line: 1, reason: .header, excerpt: String(lines.first ?? "")) }
    var entries: [CodeEntry] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      entries.append(try entry(line, at: index + 1, header: header, system: system))
    }
    return entries
  }

  private static func entry(
    _ line: Substring, at number: Int, header: [Substring], system: CodeSystem
  ) throws(CodeListProblem) -> CodeEntry {
    func problem(_ reason: CodeListProblem.Reason) -> CodeListProblem {
      CodeListProblem(line: number, reason: reason, excerpt: String(line))
    }
    let values = cells(of: line)
    guard values.count == header.count else { throw problem(.cellCount) }
    func value(_ column: String) -> Substring {
      header.firstIndex { $0 == column }.map { values[$0] } ?? ""
    }
    let lengths = system == .function ? [3, 5, 7] : [3, 5]
    let codeText = value("code")
    guard lengths.contains(codeText.utf8.count), let code = UInt32(codeText),
      codeText.utf8.first != UInt8(ascii: "0"), codeText.utf8.first != UInt8(ascii: "+")
    else { throw problem(.code) }
    guard !value("name").isEmpty else { throw problem(.name) }
    var years: [Int?] = []
    for text in [value("valid_from_year"), value("valid_to_year")] {
      guard text.isEmpty || FiscalYear(text: text) != nil else { throw problem(.year) }
      years.append(Int(text))
    }
    if let first = years[0], let last = years[1], last < first { throw problem(.yearOrder) }
    return CodeEntry(
      code: code, name: String(value("name")), validFromYear: years[0], validToYear: years[1])
  }

  private static func cells(of line: Substring) -> [Substring] {
    line.split(separator: ",", omittingEmptySubsequences: false)
  }
}
