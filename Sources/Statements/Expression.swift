// The formula of a cell as a typed tree: sums over facts, and references to other cells.

public import Projections

import BudgetDomain

/// What a formula sums over the facts of the year.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  /// 年初结转和结余.
  case opening
  /// 收入.
  case income
  /// 支出.
  case expenditure
  /// 年末结转和结余: opening + income − expenditure.
  case closing

  /// The kinds of entry it is made of, with the sign in which they count.
  var parts: [(isSubtracted: Bool, kind: EntryKind)] {
    switch self {
    case .opening: [(false, .openingBalance)]
    case .income: [(false, .income)]
    case .expenditure: [(false, .expenditure)]
    case .closing: [(false, .openingBalance), (false, .income), (true, .expenditure)]
    }
  }

  /// Only spending says what it was spent on; a balance by economic code would be nonsense.
  var allowsEconomicCodes: Bool { self == .expenditure }
}

/// The formula of a cell or one side of a check, parsed once when its form is loaded.
public indirect enum Expression: Hashable, Sendable {
  /// The literal `0`: a printed line that no kind of event feeds yet. No other figure can be typed
  /// into a form.
  case zero
  /// A sum over the facts that pass the filter, whose kinds the measure decides.
  case sum(Measure, FactFilter)
  /// The value of another cell.
  case cell(CellAddress)
  /// The sum of the cells of one column from the first address to the last, in form order.
  case range(CellAddress, CellAddress)
  /// Terms added and subtracted.
  case combination([Term])

  /// One term of a combination.
  public struct Term: Hashable, Sendable {
    /// Whether the term is taken away.
    public let isSubtracted: Bool
    /// The term.
    public let expression: Expression
  }
}

extension Expression {
  /// The formula in the language of form files, in one canonical spelling; parsing it again gives
  /// the same tree.
  public var text: String {
    switch self {
    case .zero: return "0"
    case .sum(let measure, let filter): return "\(measure.rawValue)(\(Self.conditions(filter)))"
    case .cell(let address): return "[\(address.text)]"
    case .range(let first, let last): return "[\(first.text)..\(last.text)]"
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

  private static func conditions(_ filter: FactFilter) -> String {
    var parts: [String] = []
    func add(_ name: Condition, _ values: [String]) {
      guard !values.isEmpty else { return }
      parts.append("\(name.rawValue): \(values.joined(separator: " | "))")
    }
    let fiscal = filter.sources == FundSource.fiscalSources
    let sources = FundSource.allCases.filter { filter.sources.contains($0) }
    add(.source, fiscal ? [Condition.fiscalWord] : sources.map(\.word))
    add(.nature, SpendingNature.allCases.filter { filter.natures.contains($0) }.map(\.word))
    add(.function, filter.functions.map { String($0.number) })
    add(.economic, filter.economics.map { String($0.number) })
    return parts.joined(separator: ", ")
  }
}

/// A named condition of a sum.
enum Condition: String, CaseIterable {
  case source
  case nature
  case function
  case economic

  /// Short for the sources that are 财政拨款.
  static let fiscalWord = "fiscal"
}

extension FundSource {
  static let fiscalSources = Set(FundSource.allCases.filter(\.isFiscal))
}
