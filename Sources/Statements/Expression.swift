// The formula of a cell as a typed tree: sums over facts, and references to other cells.

public import Projections

import BudgetDomain

/// The formula of a cell or one side of a check, parsed once when its form is loaded.
///
/// In a row that is repeated for each code that occurs, and in a check made for each row, a formula
/// is a template: ``placed(inRow:)`` makes the formula of one row of it.
public indirect enum Expression: Hashable, Sendable {
  /// The literal `0`. No other figure can be typed into a form.
  case zero
  /// A sum over the facts that pass the filter, whose kinds the measure decides.
  case sum(Measure, FactFilter)
  /// The same, narrowed to the function code of the row it stands in.
  case sumOfRow(Measure, FactFilter)
  /// The value of another cell.
  case cell(CellAddress)
  /// The sum of the cells of one column from the first address to the last, in form order.
  case range(CellAddress, CellAddress)
  /// The sum of the cells of one column in the rows directly below a row in the order of codes
  /// (款 below 类); of the topmost code rows where `row` is `nil`.
  case below(row: String?, column: Int)
  /// A reference to cells of another form of the table set.
  case inForm(String, Expression)
  /// Terms added and subtracted.
  case combination([Term])

  /// One term of a combination.
  public struct Term: Hashable, Sendable {
    /// Whether the term is taken away.
    public let isSubtracted: Bool
    /// The term.
    public let expression: Expression
  }

  /// In an address: the row the formula stands in.
  static let thisRow = "@row"
}

extension Expression {
  /// The formula as it is for the row called `row`; itself where it is no template.
  func placed(inRow row: String) -> Expression {
    switch self {
    case .zero, .sum, .range: return self
    case .sumOfRow(let measure, var filter):
      guard let code = CodePrefix(text: row) else {
        preconditionFailure("only rows of a code are repeated, not \(row)")
      }
      filter.functions = [code]
      return .sum(measure, filter)
    case .cell(let address): return .cell(address.placed(inRow: row))
    case .below(let upper, let column):
      return .below(row: upper == Self.thisRow ? row : upper, column: column)
    case .inForm(let form, let inner): return .inForm(form, inner.placed(inRow: row))
    case .combination(let terms):
      return .combination(
        terms.map {
          Term(isSubtracted: $0.isSubtracted, expression: $0.expression.placed(inRow: row))
        })
    }
  }

  /// All parts of the formula that are not combinations themselves, in the order written.
  var leaves: [Expression] {
    if case .combination(let terms) = self { return terms.flatMap(\.expression.leaves) }
    if case .inForm(_, let inner) = self { return [self] + inner.leaves }
    return [self]
  }

  /// Whether it only makes sense in a row.
  var isTemplate: Bool {
    leaves.contains { leaf in
      switch leaf {
      case .sumOfRow: true
      case .cell(let address): address.row == Self.thisRow
      case .below(let row, _): row == Self.thisRow
      default: false
      }
    }
  }

  /// Whether it needs the code of a row, which only repeated rows have.
  var usesRowCode: Bool {
    leaves.contains { if case .sumOfRow = $0 { true } else { false } }
  }

  /// Whether it looks beyond its own form and year.
  var leavesForm: Bool {
    leaves.contains { leaf in
      switch leaf {
      case .inForm: true
      case .sum(let measure, _), .sumOfRow(let measure, _): measure.isOfPreviousYear
      default: false
      }
    }
  }
}

extension Expression {
  /// The formula in the language of form files, in one canonical spelling; parsing it again gives
  /// the same tree.
  public var text: String {
    switch self {
    case .zero: return "0"
    case .sum(let measure, let filter):
      return "\(measure.rawValue)(\(Self.conditions(filter, ofRow: false)))"
    case .sumOfRow(let measure, let filter):
      return "\(measure.rawValue)(\(Self.conditions(filter, ofRow: true)))"
    case .cell, .range, .below: return "[\(referenceText)]"
    case .inForm(let form, let inner): return "[\(form)!\(inner.referenceText)]"
    case .combination(let terms):
      var text = ""
      for (index, term) in terms.enumerated() {
        if index > 0 { text += term.isSubtracted ? " - " : " + " }
        if index == 0, term.isSubtracted { text += "-" }
        if case .combination = term.expression {
          text += "(\(term.expression.text))"
        } else {
          text += term.expression.text
        }
      }
      return text
    }
  }

  /// What stands between the brackets of a reference.
  private var referenceText: String {
    switch self {
    case .cell(let address): address.text
    case .range(let first, let last): "\(first.text)..\(last.text)"
    case .below(let row, let column): "\(row ?? "")/:\(column)"
    default: text
    }
  }

  private static func conditions(_ filter: FactFilter, ofRow: Bool) -> String {
    var parts: [String] = []
    func add(_ name: Condition, _ values: [String]) {
      guard !values.isEmpty else { return }
      parts.append("\(name.rawValue): \(values.joined(separator: " | "))")
    }
    let fiscal = filter.sources == FundSource.fiscalSources
    let sources = FundSource.allCases.filter { filter.sources.contains($0) }
    add(.source, fiscal ? [Condition.fiscalWord] : sources.map(\.word))
    add(.nature, SpendingNature.allCases.filter { filter.natures.contains($0) }.map(\.word))
    let codes = filter.functions.map { String($0.number) }
    add(.function, ofRow ? [Condition.rowCode] : codes)
    add(.economic, filter.economics.map { String($0.number) })
    add(.project, filter.project.map { ["'\($0.text)'"] } ?? [])
    return parts.joined(separator: ", ")
  }
}
