// The same sums over other facts: with a condition left out, or of a certain project.

import BudgetDomain
import Projections

extension Expression {
  /// The same sums without a condition on economic codes.
  var withoutEconomicCodes: Expression { filtered { $0.economics = [] } }

  /// The same sums whatever source the money came from.
  var withoutSources: Expression { filtered { $0.sources = [] } }

  /// The project of a sum that is repeated for projects.
  static let thisProject = ProjectName("@item")

  /// The same sums of `project`, where they are of the project of a repetition.
  func placed(inProject project: ProjectName) -> Expression {
    filtered { if $0.project == Self.thisProject { $0.project = project } }
  }

  /// The same sums of `project` and of nothing else.
  func narrowed(toProject project: ProjectName) -> Expression {
    filtered { $0.project = project }
  }

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
