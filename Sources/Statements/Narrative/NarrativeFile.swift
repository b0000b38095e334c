// The shape of a template file, and what makes a template of it or says why not.

import BudgetDomain

/// A template file as it was written.
struct NarrativeFile: Decodable {
  static let schema = "juesuan/narrative-template/1"

  let schema: String
  let edition: Int
  let title: String
  let variants: [Variant]
  let figures: [[String]]
  let sections: [Section]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, edition, title, variants, figures, sections
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.members(CodingKeys.self)
    schema = try members.decode(String.self, forKey: .schema)
    edition = try members.decode(Int.self, forKey: .edition)
    title = try members.decode(String.self, forKey: .title)
    variants = try members.decode([Variant].self, forKey: .variants)
    figures = try members.decode([[String]].self, forKey: .figures)
    sections = try members.decode([Section].self, forKey: .sections)
  }

  /// Table sets, and the figures whose cells lie elsewhere in them.
  struct Variant: Decodable {
    let tableSets: [String]
    let figures: [[String]]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case tableSets = "table_sets"
      case figures
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      tableSets = try members.decode([String].self, forKey: .tableSets)
      figures = try members.decode([[String]].self, forKey: .figures)
    }
  }

  struct Section: Decodable {
    let level: Int
    let heading: String
    let paragraphs: [[Sentence]]

    enum CodingKeys: String, CodingKey, CaseIterable { case level, heading, paragraphs }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      level = try members.decode(Int.self, forKey: .level)
      heading = try members.decode(String.self, forKey: .heading)
      paragraphs = try members.decode([[Sentence]].self, forKey: .paragraphs)
    }
  }

  /// A text, or an object with a condition or a repetition.
  struct Sentence: Decodable {
    let text: String
    let when: String
    let each: String
    let separator: String

    enum CodingKeys: String, CodingKey, CaseIterable { case text, when, each, separator }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self.text = text
        when = ""
        each = ""
        separator = ""
        return
      }
      let members = try decoder.members(CodingKeys.self)
      text = try members.decode(String.self, forKey: .text)
      when = try members.decodeIfPresent(String.self, forKey: .when) ?? ""
      each = try members.decodeIfPresent(String.self, forKey: .each) ?? ""
      separator = try members.decodeIfPresent(String.self, forKey: .separator) ?? ""
    }
  }
}

/// Collects problems while it makes templates of a file.
struct NarrativeReader {
  let file: NarrativeFile
  let fileName: String
  var problems: [String] = []
  private var known: [String: NarrativeFormula] = [:]

  init(file: NarrativeFile, fileName: String) {
    self.file = file
    self.fileName = fileName
    if file.schema != NarrativeFile.schema { problems.append("schema: \(file.schema)") }
    if file.variants.isEmpty { problems.append("variants: none") }
  }

  mutating func template(variant index: Int) -> NarrativeTemplate {
    let variant = file.variants[index]
    known = [:]
    let figures =
      self.figures(variant.figures, "variants[\(index)].figures")
      + self.figures(file.figures, "figures")
    for figure in figures {
      for name in figure.formula.names where known[name] == nil {
        problems.append("$\(figure.name): $\(name)")
      }
    }
    return NarrativeTemplate(
      fileName: fileName, edition: file.edition, tableSets: variant.tableSets,
      title: pieces(file.title, "title"), figures: figures,
      sections: file.sections.enumerated().map { number, section in
        let path = "sections[\(number)]"
        return NarrativeTemplate.Section(
          level: section.level, heading: pieces(section.heading, "\(path).heading"),
          paragraphs: section.paragraphs.enumerated().map { place, sentences in
            sentences.enumerated().map {
              sentence($0.element, "\(path).paragraphs[\(place)][\($0.offset)]")
            }
          })
      })
  }

  /// Names and formulas; a formula may only use names that stand before it, so none needs itself.
  private mutating func figures(
    _ pairs: [[String]], _ path: String
  ) -> [NarrativeTemplate.Figure] {
    pairs.enumerated().compactMap { index, pair in
      guard pair.count == 2, known[pair[0]] == nil,
        let formula = formula(pair[1], "\(path)[\(index)]")
      else {
        problems.append("\(path)[\(index)]: \(pair.joined(separator: " "))")
        return nil
      }
      known[pair[0]] = formula
      return NarrativeTemplate.Figure(name: pair[0], formula: formula)
    }
  }

  private mutating func formula(_ text: String, _ path: String) -> NarrativeFormula? {
    guard let formula = NarrativeFormulaParser.formula(text),
      formula.names.allSatisfy({ known[$0] != nil })
    else {
      problems.append("\(path): \(text)")
      return nil
    }
    return formula
  }

  private mutating func sentence(
    _ sentence: NarrativeFile.Sentence, _ path: String
  ) -> NarrativeTemplate.Sentence {
    NarrativeTemplate.Sentence(
      conditions: sentence.when.isEmpty
        ? [] : sentence.when.split(separator: " and ").compactMap { condition($0, path) },
      each: sentence.each.isEmpty ? nil : repetition(sentence.each, path),
      separator: sentence.separator, pieces: pieces(sentence.text, path))
  }

  private mutating func repetition(
    _ text: String, _ path: String
  ) -> NarrativeTemplate.Repetition? {
    let words = text.split(separator: " ").map { String($0) }
    switch (words.first, words.count) {
    case ("rows", 3):
      if let digits = Int(words[2]) { return .rows(form: words[1], digits: digits) }
    case ("changes", 2):
      if let kind = EntryKind(word: words[1]) { return .changes(kind) }
    case ("projects", 1): return .projects
    case ("explanations", 1): return .explanations
    default: break
    }
    problems.append("\(path).each: \(text)")
    return nil
  }

  private mutating func condition(
    _ text: Substring, _ path: String
  ) -> NarrativeTemplate.Condition? {
    for relation in NarrativeTemplate.Condition.Relation.allCases {
      guard let range = text.firstRange(of: relation.rawValue) else { continue }
      guard let left = formula(String(text[..<range.lowerBound]), path) else { return nil }
      let rest = String(text[range.upperBound...])
      if rest.isEmpty {
        return NarrativeTemplate.Condition(left: left, relation: relation, right: nil)
      }
      guard let right = formula(rest, path) else { return nil }
      return NarrativeTemplate.Condition(left: left, relation: relation, right: right)
    }
    problems.append("\(path).when: \(text)")
    return nil
  }

  /// Words with figures in braces: `{name}`, `{=formula}`, `{year}`, `{unit}`, `{item}`.
  private mutating func pieces(_ text: String, _ path: String) -> [NarrativeTemplate.Piece] {
    var pieces: [NarrativeTemplate.Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let inside = rest[rest.index(after: open)...]
      let close = inside.firstIndex(of: "}") ?? inside.endIndex
      let name = String(inside[..<close])
      if let piece = piece(name, path) { pieces.append(piece) }
      rest = close == inside.endIndex ? inside[close...] : inside[inside.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  private mutating func piece(_ name: String, _ path: String) -> NarrativeTemplate.Piece? {
    switch name {
    case "year": return .year(offset: 0)
    case "last-year": return .year(offset: -1)
    case "unit": return .unit
    case "item": return .item
    case "item-amount": return .itemAmount
    default: break
    }
    if name.hasPrefix("=") {
      return formula(String(name.dropFirst()), path).map { .figure(name: nil, $0) }
    }
    guard let formula = known[name] else {
      problems.append("\(path): {\(name)}")
      return nil
    }
    return .figure(name: name, formula)
  }
}
