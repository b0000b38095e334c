// Reads a formula from its text; refuses what it does not know, with the column and valid words.

import BudgetDomain
import Projections

/// What is wrong in a formula and at which of its characters.
struct FormulaProblem: Error, Hashable {
  /// The column in the text, counted from 1.
  let column: Int
  let fault: FormulaFault
}

/// A recursive-descent parser of the grammar in the README of this room.
struct ExpressionParser {
  /// Parentheses deeper than this are a mistake, and unbounded ones would exhaust the stack.
  static let depthLimit = 16
  /// A longer formula is a mistake: the longest official one has a few hundred characters.
  static let lengthLimit = 2_000

  /// Scalars, not characters: a form is read at every statement, and to find where characters begin
  /// would take most of the time. All that the grammar knows are characters of one scalar.
  private let scalars: [Unicode.Scalar]
  private let text: String
  private var index: Int
  private var depth = 0

  /// The expression written in `text` from the character after `skipped` characters on.
  ///
  /// - Throws: ``FormulaProblem`` for the first place that cannot be understood.
  static func expression(
    in text: String, skipping skipped: Int = 0
  ) throws(FormulaProblem) -> Expression {
    let start = skipped == 0 ? 0 : text.prefix(skipped).unicodeScalars.count
    var parser = ExpressionParser(text, index: start)
    guard parser.scalars.count <= lengthLimit || text.count <= lengthLimit else {
      throw FormulaProblem(column: lengthLimit + 1, fault: .tooLong(limit: lengthLimit))
    }
    let expression = try parser.combination()
    guard parser.next == nil else { throw parser.unexpected(["+", "-"]) }
    return expression
  }

  private init(_ text: String, index: Int) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    self.index = index
  }

  // MARK: Grammar

  private mutating func combination() throws(FormulaProblem) -> Expression {
    var terms = [Expression.Term(isSubtracted: accept("-"), expression: try primary())]
    while true {
      if accept("+") {
        terms.append(Expression.Term(isSubtracted: false, expression: try primary()))
      } else if accept("-") {
        terms.append(Expression.Term(isSubtracted: true, expression: try primary()))
      } else {
        break
      }
    }
    if terms.count == 1, !terms[0].isSubtracted { return terms[0].expression }
    return .combination(terms)
  }

  private mutating func primary() throws(FormulaProblem) -> Expression {
    skipBlanks()
    switch next {
    case "["?: return try reference()
    case "("?: return try parenthesised()
    case let digit? where digit.isASCIIDigit: return try literal()
    case let letter? where letter.isASCIILetter: return try sum()
    default:
      let measures = Measure.allCases.map { "\($0.rawValue)(" }
      throw unexpected(measures + ["[", "(", "0"])
    }
  }

  private mutating func parenthesised() throws(FormulaProblem) -> Expression {
    guard depth < Self.depthLimit else { throw problem(.nestedTooDeep(limit: Self.depthLimit)) }
    depth += 1
    defer { depth -= 1 }
    try expect("(")
    let inner = try combination()
    try expect(")")
    return inner
  }

  private mutating func literal() throws(FormulaProblem) -> Expression {
    let start = index
    let digits = read(while: \.isASCIIDigit)
    guard digits == "0" else { throw problem(.figureTyped(digits), at: start) }
    return .zero
  }

  private mutating func reference() throws(FormulaProblem) -> Expression {
    try expect("[")
    let start = index
    let text = read { $0 != "]" }
    try expect("]")
    guard let mark = text.firstIndex(of: "!") else { return try cells(text, at: start) }
    let form = String(text[..<mark])
    guard !form.isEmpty else { throw problem(.notAnAddress(text), at: start) }
    let rest = String(text[text.index(after: mark)...])
    return .inForm(form, try cells(rest, at: start + form.unicodeScalars.count + 1))
  }

  /// The cells named between brackets: one, a range, or those below a row.
  private func cells(_ text: String, at start: Int) throws(FormulaProblem) -> Expression {
    if let slash = text.firstRange(of: "/:") {
      let upper = String(text[..<slash.lowerBound])
      let column = String(text[slash.upperBound...])
      let named = try address((upper.isEmpty ? "合计" : upper) + ":" + column, at: start)
      return .below(row: upper.isEmpty ? nil : named.row, column: named.column)
    }
    guard let dots = text.firstRange(of: "..") else {
      return .cell(try address(text, at: start))
    }
    let secondStart = start + text[..<dots.upperBound].unicodeScalars.count
    let first = try address(String(text[..<dots.lowerBound]), at: start)
    let last = try address(String(text[dots.upperBound...]), at: secondStart)
    guard first.column == last.column else {
      throw problem(.rangeAcrossColumns(first.text, last.text), at: start)
    }
    return .range(first, last)
  }

  private func address(_ text: String, at start: Int) throws(FormulaProblem) -> CellAddress {
    guard let address = CellAddress(text: text) else {
      throw problem(.notAnAddress(text), at: start)
    }
    return address
  }

  private mutating func sum() throws(FormulaProblem) -> Expression {
    let start = index
    let word = read(while: \.isWordCharacter)
    guard let measure = Measure(rawValue: word) else {
      let nearest = nearestWords(to: word, among: Measure.allCases.map(\.rawValue))
      throw problem(.unknownMeasure(word, nearest: nearest), at: start)
    }
    try expect("(")
    var conditions = Conditions()
    if next != ")" {
      repeat {
        try condition(of: measure, into: &conditions)
      } while accept(",")
    }
    guard accept(")") else { throw unexpected(["|", ",", ")"]) }
    return conditions.isOfRow
      ? .sumOfRow(measure, conditions.filter) : .sum(measure, conditions.filter)
  }

  /// What the conditions of a sum have said so far.
  private struct Conditions {
    var filter = FactFilter()
    var given: [Condition] = []
    /// Whether the function is that of the row.
    var isOfRow = false
  }

  private mutating func condition(
    of measure: Measure, into conditions: inout Conditions
  ) throws(FormulaProblem) {
    skipBlanks()
    let start = index
    let word = read(while: \.isWordCharacter)
    guard let condition = Condition(rawValue: word) else {
      let nearest = nearestWords(to: word, among: Condition.allCases.map(\.rawValue))
      throw problem(.unknownCondition(word, nearest: nearest), at: start)
    }
    guard !conditions.given.contains(condition) else { throw problem(.repeated(word), at: start) }
    guard condition != .economic || measure.allowsEconomicCodes else {
      throw problem(.conditionNotAllowed(word, measure: measure.rawValue), at: start)
    }
    conditions.given.append(condition)
    try expect(":")
    if condition == .project {
      conditions.filter.project = try projectName()
      return
    }
    if condition == .function, next == "@" {
      try rowCode()
      conditions.isOfRow = true
      return
    }
    repeat {
      try value(of: condition, into: &conditions.filter)
    } while accept("|")
  }

  /// A project between single quotation marks, as the unit writes it.
  private mutating func projectName() throws(FormulaProblem) -> ProjectName {
    try expect("'")
    let start = index
    let text = take { $0 != "'" }
    guard let name = ProjectName(text) else { throw problem(.projectMissing, at: start) }
    try expect("'")
    return name
  }

  private mutating func rowCode() throws(FormulaProblem) {
    skipBlanks()
    let start = index
    let word = read { $0 == "@" || $0.isWordCharacter }
    guard word == Condition.rowCode else {
      throw problem(
        .unknownValue(
          word, condition: Condition.function.rawValue, nearest: [Condition.rowCode]), at: start)
    }
  }

  private mutating func value(
    of condition: Condition, into filter: inout FactFilter
  ) throws(FormulaProblem) {
    skipBlanks()
    let start = index
    let word = read(while: \.isWordCharacter)
    let isNew: Bool
    switch condition {
    case .source:
      let sources = try sources(word, at: start)
      isNew = filter.sources.isDisjoint(with: sources)
      filter.sources.formUnion(sources)
    case .nature:
      guard let nature = SpendingNature.allCases.first(where: { $0.word == word }) else {
        throw unknownValue(word, of: condition, SpendingNature.allCases.map(\.word), at: start)
      }
      isNew = filter.natures.insert(nature).inserted
    case .function:
      let prefix = try prefix(word, digits: [3, 5, 7], at: start)
      isNew = !filter.functions.contains(prefix)
      filter.functions.append(prefix)
    case .economic:
      let prefix = try prefix(word, digits: [3, 5], at: start)
      isNew = !filter.economics.contains(prefix)
      filter.economics.append(prefix)
    case .project: preconditionFailure("a project is read by itself")
    }
    guard isNew else { throw problem(.repeated(word), at: start) }
  }

  private func sources(_ word: String, at start: Int) throws(FormulaProblem) -> Set<FundSource> {
    if word == Condition.fiscalWord { return FundSource.fiscalSources }
    guard let source = FundSource.allCases.first(where: { $0.word == word }) else {
      let words = FundSource.allCases.map(\.word) + [Condition.fiscalWord]
      throw unknownValue(word, of: .source, words, at: start)
    }
    return [source]
  }

  private func prefix(
    _ word: String, digits: [Int], at start: Int
  ) throws(FormulaProblem) -> CodePrefix {
    guard let prefix = CodePrefix(text: word), digits.contains(prefix.digits) else {
      throw problem(.notACode(word, digits: digits), at: start)
    }
    return prefix
  }

  private func unknownValue(
    _ word: String, of condition: Condition, _ words: [String], at start: Int
  ) -> FormulaProblem {
    let nearest = nearestWords(to: word, among: words)
    return problem(
      .unknownValue(word, condition: condition.rawValue, nearest: nearest), at: start)
  }
}

// MARK: Scalars

extension ExpressionParser {
  /// The next scalar that is not a blank, or `nil` at the end.
  private var next: Unicode.Scalar? {
    var place = index
    while place < scalars.count {
      if scalars[place] != " " { return scalars[place] }
      place += 1
    }
    return nil
  }

  private mutating func skipBlanks() {
    while index < scalars.count, scalars[index] == " " { index += 1 }
  }

  private mutating func accept(_ wanted: Unicode.Scalar) -> Bool {
    guard next == wanted else { return false }
    skipBlanks()
    index += 1
    return true
  }

  private mutating func expect(_ wanted: Unicode.Scalar) throws(FormulaProblem) {
    guard accept(wanted) else { throw unexpected([String(wanted)]) }
  }

  private mutating func read(while belongs: (Unicode.Scalar) -> Bool) -> String {
    skipBlanks()
    return take(while: belongs)
  }

  private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
    var word = String.UnicodeScalarView()
    while index < scalars.count, belongs(scalars[index]) {
      word.append(scalars[index])
      index += 1
    }
    return String(word)
  }

  /// A problem with the column of the character that begins at `start`, or of the next one.
  private func problem(_ fault: FormulaFault, at start: Int? = nil) -> FormulaProblem {
    let place = text.unicodeScalars.index(text.startIndex, offsetBy: start ?? index)
    return FormulaProblem(column: text[..<place].count + 1, fault: fault)
  }

  private mutating func unexpected(_ expected: [String]) -> FormulaProblem {
    skipBlanks()
    return problem(.unexpected(next.map { String($0) }, expected: expected))
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isASCIILetter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
  fileprivate var isWordCharacter: Bool { isASCIIDigit || isASCIILetter || self == "-" }
}
