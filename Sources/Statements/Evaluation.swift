// Computes the formulas of a form over the facts of a year. The form was validated: nothing fails.

import Projections

/// The computation of one statement.
struct Evaluation {
  let form: Form
  let cube: FigureCube
  let indices: [CellAddress: Int]
  private var values: [Provenance?]

  init(form: Form, cube: FigureCube) {
    self.form = form
    self.cube = cube
    indices = Dictionary(
      uniqueKeysWithValues: form.cells.enumerated().map { ($0.element.address, $0.offset) })
    values = Array(repeating: nil, count: form.cells.count)
  }

  /// The provenance of every cell, in the order of the form.
  mutating func cellProvenances() -> [Provenance] {
    for index in form.evaluationOrder {
      values[index] = provenance(of: form.cells[index].expression)
    }
    return values.compactMap { $0 }
  }

  /// The value of an expression whose cells are computed already. Sums cannot overflow: see
  /// ``FormReferences/sumLimit``.
  func provenance(of expression: Expression) -> Provenance {
    switch expression {
    case .zero: return Provenance(expression, operands: [])
    case .sum(let measure, let filter):
      return Provenance(
        expression,
        operands: measure.parts.map { part in
          var facts = filter
          facts.kinds = [part.kind]
          return Provenance.Operand(
            isSubtracted: part.isSubtracted, source: .facts(facts), fen: cube.sum(facts))
        })
    case .cell(let address): return Provenance(expression, operands: [operand(address)])
    case .range(let first, let last):
      let addresses = Form.addresses(from: first, through: last, in: form.cells)
      return Provenance(expression, operands: addresses.map(operand))
    case .combination(let terms):
      return Provenance(expression, operands: terms.map(operand))
    }
  }

  private func operand(_ term: Expression.Term) -> Provenance.Operand {
    let inner = provenance(of: term.expression)
    return Provenance.Operand(
      isSubtracted: term.isSubtracted, source: .expression(inner), fen: inner.fen)
  }

  private func operand(_ address: CellAddress) -> Provenance.Operand {
    guard let index = indices[address], let value = values[index] else {
      preconditionFailure("the form was validated, so \(address.text) exists and comes earlier")
    }
    return Provenance.Operand(isSubtracted: false, source: .cell(address), fen: value.fen)
  }
}
