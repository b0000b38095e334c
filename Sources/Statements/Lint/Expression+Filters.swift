// The sums of a term with a condition left out.

import Projections

extension Expression {
  /// The same sums without a condition on economic codes.
  var withoutEconomicCodes: Expression { filtered { $0.economics = [] } }

  /// The same sums whatever source the money came from.
  var withoutSources: Expression { filtered { $0.sources = [] } }

  private func filtered(_ change: (inout FactFilter) -> Void) -> Expression {
    switch self {
    case .sum(let measure, var filter):
      change(&filter)
      return .sum(measure, filter)
    case .combination(let terms):
      return .combination(
        terms.map {
          Term(isSubtracted: $0.isSubtracted, expression: $0.expression.filtered(change))
        })
    default: return self
    }
  }
}
