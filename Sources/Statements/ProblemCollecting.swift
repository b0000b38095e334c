// What the readers of form files and table set files share: problems with places, formulas, checks.

import BudgetDomain

/// A reader that notes everything that is wrong instead of stopping at the first thing.
protocol ProblemCollecting {
  var fileName: String { get }
  var problems: [FormProblem] { get set }
}

/// Where a formula stands, which decides what it may name.
enum FormulaPlace {
  /// In a form: only cells of that form, only this year.
  case form
  /// Between the forms of a set: only cells of named forms, also the year before.
  case tableSet
}

extension ProblemCollecting {
  mutating func note(
    _ fault: FormFault, at path: String, subject: String? = nil, column: Int? = nil
  ) {
    problems.append(
      FormProblem(file: fileName, path: path, subject: subject, column: column, fault: fault))
  }

  mutating func noteUnknown(
    _ word: String, among words: [String], at path: String, subject: String? = nil
  ) {
    let nearest = nearestWords(to: word, among: words)
    note(.document(.unknownWord(word, nearest: nearest)), at: path, subject: subject)
  }

  /// Notes years outside the range of a ledger or in the wrong order.
  @discardableResult
  mutating func guardYears(_ from: Int, _ to: Int, at paths: (String, String)) -> Bool {
    let before = problems.count
    for (path, year) in [(paths.0, from), (paths.1, to)] where !FiscalYear.range.contains(year) {
      note(.document(.numberOutOfRange(year, range: FiscalYear.range)), at: path)
    }
    if to < from { note(.document(.yearsReversed(from: from, to: to)), at: paths.1) }
    return problems.count == before
  }

  mutating func readFormula(
    _ text: String, skipping skipped: Int = 0, at path: String, subject: String
  ) -> Expression? {
    do {
      return try ExpressionParser.expression(in: text, skipping: skipped)
    } catch {
      note(.formula(error.fault), at: path, subject: subject, column: error.column)
      return nil
    }
  }

  /// The checks of a file, one for each entry of `each`, with the path of the entry they come from.
  mutating func readChecks(
    _ entries: [CheckFile], in place: FormulaPlace
  ) -> [(check: Check, path: String)] {
    var checks: [(check: Check, path: String)] = []
    for (index, entry) in entries.enumerated() {
      let path = "checks[\(index)]"
      if entry.id.isEmpty { note(.document(.textMissing), at: "\(path).id") }
      if entries[..<index].contains(where: { $0.id == entry.id }) {
        note(.document(.checkRepeated(entry.id)), at: "\(path).id", subject: entry.id)
      }
      guard let outline = outline(of: entry, in: place, at: path) else { continue }
      for texts in entry.each ?? [[]] {
        let left = side(entry.left, texts, outline, place, at: "\(path).left", entry.id)
        let right = side(entry.right, texts, outline, place, at: "\(path).right", entry.id)
        guard let left, let right else { break }
        let check = Check(
          id: entry.id, severity: outline.severity, relation: outline.relation,
          rows: outline.rows, rowsOfForm: entry.form, left: left, right: right,
          text: Phrase(
            zh: Self.filled(entry.chinese, texts), en: Self.filled(entry.english, texts)))
        checks.append((check, path))
      }
    }
    return checks
  }

  private mutating func outline(
    of entry: CheckFile, in place: FormulaPlace, at path: String
  ) -> (severity: Check.Severity, relation: Check.Relation, rows: Check.RowScope?)? {
    func words<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> [String] {
      Word.allCases.map(\.rawValue)
    }
    let severity = Check.Severity(rawValue: entry.severity)
    if severity == nil {
      let known = words(Check.Severity.self)
      noteUnknown(entry.severity, among: known, at: "\(path).severity", subject: entry.id)
    }
    let relation = Check.Relation(rawValue: entry.relation ?? Check.Relation.equal.rawValue)
    if relation == nil {
      let known = words(Check.Relation.self)
      noteUnknown(entry.relation ?? "", among: known, at: "\(path).relation", subject: entry.id)
    }
    let rows = entry.rows.map { Check.RowScope(rawValue: $0) }
    if case .some(.none) = rows {
      let known = words(Check.RowScope.self)
      noteUnknown(entry.rows ?? "", among: known, at: "\(path).rows", subject: entry.id)
    }
    if (entry.form != nil) != (entry.rows != nil && place == .tableSet) {
      note(.document(.checkForm), at: "\(path).form", subject: entry.id)
    }
    guard let severity, let relation else { return nil }
    return (severity, relation, rows.flatMap { $0 })
  }

  private mutating func side(
    _ text: String, _ texts: [String],
    _ outline: (severity: Check.Severity, relation: Check.Relation, rows: Check.RowScope?),
    _ place: FormulaPlace, at path: String, _ subject: String
  ) -> Expression? {
    let formula = Self.filled(text, texts)
    guard let expression = readFormula(formula, at: path, subject: subject) else { return nil }
    if expression.usesRowCode || (outline.rows == nil && expression.isTemplate) {
      note(.formula(.rowMissing), at: path, subject: subject)
    }
    if place == .form, expression.leavesForm {
      note(.formula(.leavesForm), at: path, subject: subject)
    }
    return expression
  }

  /// `text` with the texts of one entry of `each` in place of `$1`, `$2`, ….
  private static func filled(_ text: String, _ texts: [String]) -> String {
    guard !texts.isEmpty, text.contains("$") else { return text }
    return texts.enumerated().reversed().reduce(text) {
      $0.replacing("$\($1.offset + 1)", with: $1.element)
    }
  }
}
