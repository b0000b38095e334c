// The words of a row: what is typed in the form, and names from the code list of the year.

import BudgetDomain

/// Words of a form with places for names: `一、{201}` names the class as the year does.
public struct Label: Hashable, Sendable {
  /// A piece of the words.
  enum Part: Hashable, Sendable {
    /// As typed.
    case text(String)
    /// The code of the row.
    case rowCode
    /// The name of the code of the row.
    case rowName
    /// The name of this code: function codes begin with 2, economic codes with 3.
    case name(UInt32)
    /// Words that changed over the years.
    case words([YearlyWords])
  }

  /// Words that hold for some years.
  struct YearlyWords: Hashable, Sendable {
    let years: ClosedRange<Int>
    let text: String
  }

  let parts: [Part]

  /// Whether it needs a row of a code.
  var isTemplate: Bool { parts.contains(.rowCode) || parts.contains(.rowName) }

  /// The words as typed, with names in braces; what files and listings show.
  public var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .rowCode: "{code}"
      case .rowName: "{name}"
      case .name(let code): "{\(code)}"
      case .words(let words): words.map(\.text).joined(separator: " / ")
      }
    }.joined()
  }

  /// The words of `year` in the row called `row`.
  func text(in year: FiscalYear, row: String, catalogue: ClassificationCatalogue) -> String {
    func words(of part: Part) -> String {
      switch part {
      case .text(let text): text
      case .rowCode: row
      case .rowName: UInt32(row).map { Self.name(of: $0, in: year, catalogue) } ?? row
      case .name(let code): Self.name(of: code, in: year, catalogue)
      case .words(let words):
        (words.first { $0.years.contains(year.number) } ?? words.last)?.text ?? ""
      }
    }
    if parts.count == 1 { return words(of: parts[0]) }
    return parts.map(words).joined()
  }

  /// The name of a code of either system; the code itself where no list knows it.
  static func name(
    of code: UInt32, in year: FiscalYear, _ catalogue: ClassificationCatalogue
  ) -> String {
    let isEconomic = String(code).hasPrefix("3")
    let list = catalogue.list(of: isEconomic ? .economic : .function)
    return list.name(of: code, in: year) ?? String(code)
  }
}

extension Label {
  /// What is wrong in the words of a form: a name in braces that nothing fills.
  struct Problem: Error, Hashable {
    let placeholder: String
    let nearest: [String]
  }

  /// The label written as `text`, with names from `words` allowed.
  ///
  /// - Throws: ``Label/Problem`` for the first name in braces that is none.
  init(_ text: String, words: [String: [YearlyWords]]) throws(Problem) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let inside = rest[rest.index(after: open)...]
      let close = inside.firstIndex(of: "}") ?? inside.endIndex
      let name = String(inside[..<close])
      guard close < inside.endIndex, let part = Self.part(named: name, words) else {
        throw Problem(
          placeholder: name,
          nearest: nearestWords(to: name, among: ["code", "name", "201"] + words.keys.sorted()))
      }
      parts.append(part)
      rest = inside[inside.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  private static func part(named name: String, _ words: [String: [YearlyWords]]) -> Part? {
    if name == "code" { return .rowCode }
    if name == "name" { return .rowName }
    if let texts = words[name] { return .words(texts) }
    guard let code = CodeListCode(name) else { return nil }
    return .name(code.number)
  }
}

/// A code of three, five or seven digits as written in a label.
private struct CodeListCode {
  let number: UInt32

  init?(_ text: String) {
    guard [3, 5, 7].contains(text.utf8.count), ["2", "3"].contains(text.first),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt32(text)
    else { return nil }
    self.number = number
  }
}
