// The formulas of narrative texts: formulas of forms, and what sentences need besides.

import BudgetDomain
import Projections

/// The formula of a figure in a text.
///
///     formula  = [ "-" ] term { ("+" | "-") term }
///     term     = "$" NAME | function "(" formula "," formula ")" | "fact(" METRIC ")"
///              | "previous(" measure ")" | "projects(" measure ")"
///              | a reference or measure of forms
///     function = "ratio" | "completion" | "growth" | "decline" | "first"
indirect enum NarrativeFormula: Hashable, Sendable {
  /// A formula of the language of forms.
  case amount(Expression)
  /// A measure over the facts of the year before.
  case previous(Expression)
  /// A measure over the projects that the text names one by one.
  case projects(Expression)
  /// A figure that the template names.
  case figure(String)
  /// The newest reported figure of a metric.
  case fact(Metric)
  /// Terms added and subtracted.
  case sum([Term])
  /// Two formulas made one.
  case function(Function, NarrativeFormula, NarrativeFormula)

  /// One term of a sum.
  struct Term: Hashable, Sendable {
    let isSubtracted: Bool
    let formula: NarrativeFormula
  }

  /// What is made of two formulas.
  enum Function: String, CaseIterable, Sendable {
    /// The first as a percentage of the second (占比).
    case ratio
    /// The same, of a budget (完成率).
    case completion
    /// How much the first is above the second, as a percentage of the second (增幅).
    case growth
    /// How much the first is below the second, as a percentage of the second (降幅).
    case decline
    /// The first, or the second where the first is not known.
    case first
  }
}

extension NarrativeFormula {
  /// The formula in one canonical spelling.
  var text: String {
    switch self {
    case .amount(let expression): expression.text
    case .previous(let expression): "previous(\(expression.text))"
    case .projects(let expression): "projects(\(expression.text))"
    case .figure(let name): "$\(name)"
    case .fact(let metric): "fact(\(metric.word))"
    case .sum(let terms):
      terms.enumerated().map { index, term in
        let sign = term.isSubtracted ? (index == 0 ? "-" : " - ") : (index == 0 ? "" : " + ")
        return sign + term.formula.text
      }.joined()
    case .function(let function, let left, let right):
      "\(function.rawValue)(\(left.text), \(right.text))"
    }
  }

  /// The formula in the row called `row` of a form.
  func placed(inRow row: String) -> NarrativeFormula {
    placed { $0.placed(inRow: row) }
  }

  /// The formula of a project, in a sentence that is repeated for projects.
  func placed(inProject project: ProjectName) -> NarrativeFormula {
    placed { $0.placed(inProject: project) }
  }

  private func placed(_ place: (Expression) -> Expression) -> NarrativeFormula {
    switch self {
    case .amount(let expression): .amount(place(expression))
    case .previous, .projects, .figure, .fact: self
    case .sum(let terms):
      .sum(
        terms.map { Term(isSubtracted: $0.isSubtracted, formula: $0.formula.placed(place)) })
    case .function(let function, let left, let right):
      .function(function, left.placed(place), right.placed(place))
    }
  }

  /// The names of figures it uses.
  var names: [String] {
    switch self {
    case .amount, .previous, .projects, .fact: []
    case .figure(let name): [name]
    case .sum(let terms): terms.flatMap(\.formula.names)
    case .function(_, let left, let right): left.names + right.names
    }
  }
}

/// Reads a formula of a text.
struct NarrativeFormulaParser {
  private let characters: [Character]
  private var index = 0

  /// The formula written in `text`, or `nil` where it is none.
  static func formula(_ text: String) -> NarrativeFormula? {
    guard text.count <= ExpressionParser.lengthLimit else { return nil }
    var parser = NarrativeFormulaParser(characters: Array(text))
    guard let formula = parser.sum(depth: 0) else { return nil }
    parser.skipBlanks()
    return parser.index == parser.characters.count ? formula : nil
  }

  private init(characters: [Character]) { self.characters = characters }

  private mutating func sum(depth: Int) -> NarrativeFormula? {
    guard depth < ExpressionParser.depthLimit else { return nil }
    var terms: [NarrativeFormula.Term] = []
    var isSubtracted = accept("-")
    repeat {
      guard let term = term(depth: depth) else { return nil }
      terms.append(NarrativeFormula.Term(isSubtracted: isSubtracted, formula: term))
      isSubtracted = accept("-")
    } while isSubtracted || accept("+")
    return terms.count == 1 && !terms[0].isSubtracted ? terms[0].formula : .sum(terms)
  }

  private mutating func term(depth: Int) -> NarrativeFormula? {
    skipBlanks()
    if accept("$") { return .figure(word()) }
    let start = index
    guard characters.indices.contains(index) else { return nil }
    if characters[index] == "[" || characters[index] == "0" {
      while index < characters.count, characters[start] == "[", characters[index] != "]" {
        index += 1
      }
      index = min(index + 1, characters.count)
      return amount(from: start)
    }
    let name = word()
    guard accept("(") else { return nil }
    if let function = NarrativeFormula.Function(rawValue: name) {
      guard let left = sum(depth: depth + 1), accept(","), let right = sum(depth: depth + 1),
        accept(")")
      else { return nil }
      return .function(function, left, right)
    }
    if name == "fact" {
      let metric = Metric(word: word())
      return accept(")") ? metric.map { .fact($0) } : nil
    }
    if name == "previous" || name == "projects" {
      guard case .amount(let inner)? = term(depth: depth + 1), accept(")"), case .sum = inner
      else { return nil }
      return name == "previous" ? .previous(inner) : .projects(inner)
    }
    while index < characters.count, characters[index] != ")" { index += 1 }
    guard accept(")") else { return nil }
    return amount(from: start)
  }

  /// What the language of forms makes of the characters from `start` on.
  private func amount(from start: Int) -> NarrativeFormula? {
    let text = String(characters[start..<index])
    return (try? ExpressionParser.expression(in: text)).map { .amount($0) }
  }

  private mutating func word() -> String {
    let start = index
    while index < characters.count,
      characters[index].isLetter || characters[index].isNumber
        || characters[index] == "-",
      characters[index].isASCII
    {
      index += 1
    }
    return String(characters[start..<index])
  }

  private mutating func skipBlanks() {
    while index < characters.count, characters[index] == " " { index += 1 }
  }

  private mutating func accept(_ wanted: Character) -> Bool {
    skipBlanks()
    guard index < characters.count, characters[index] == wanted else { return false }
    index += 1
    return true
  }
}
