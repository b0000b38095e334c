// Computes formulas over the facts of a year and over cells that are computed already.

import BudgetDomain
import Projections

/// What formulas are computed from: the facts of a year, perhaps those of the year before, and the
/// cells of statements. The forms were validated: only what one form says of another can fail.
struct Evaluation {
  let cube: FigureCube
  var previous: FigureCube?
  /// Laid-out forms with the values known so far, by the number of the form.
  var sheets: [String: Sheet] = [:]

  /// One form while or after it is computed.
  struct Sheet {
    let layout: FormLayout
    var values: [Provenance?]
  }

  /// Why a formula has no value: it names what the forms at hand do not have.
  enum Absence: Error, Hashable {
    /// A form that is not in the set.
    case form(String)
    /// A cell that the form does not have.
    case cell(form: String, String)
    /// The year before is not in the ledger.
    case previousYear
  }

  init(cube: FigureCube, previous: FigureCube? = nil) {
    self.cube = cube
    self.previous = previous
  }

  /// Computes every cell of `layout`, in the order of the form.
  mutating func compute(_ layout: FormLayout, as form: String) -> [Provenance] {
    sheets[form] = Sheet(
      layout: layout, values: Array(repeating: nil, count: layout.cells.count))
    return layout.cells.indices.map { value(ofCell: $0, in: form) }
  }

  /// The depth is bounded by ``FormReferences/chainLimit``, and there are no cycles.
  private mutating func value(ofCell index: Int, in form: String) -> Provenance {
    guard let sheet = sheets[form] else { preconditionFailure("\(form) is being computed") }
    if let known = sheet.values[index] { return known }
    let expression = sheet.layout.cells[index].expression
    for address in Self.addresses(in: expression, sheet.layout) {
      if let needed = sheet.layout.indices[address] { _ = value(ofCell: needed, in: form) }
    }
    do {
      let value = try provenance(of: expression, in: form)
      sheets[form]?.values[index] = value
      return value
    } catch {
      preconditionFailure("the form was validated, so \(expression.text) has a value")
    }
  }

  private static func addresses(
    in expression: Expression, _ layout: FormLayout
  ) -> [CellAddress] {
    expression.leaves.flatMap { leaf -> [CellAddress] in
      switch leaf {
      case .cell(let address): [address]
      case .range(let first, let last): layout.addresses(from: first, through: last)
      case .below(let row, let column): layout.addresses(below: row, column: column)
      default: []
      }
    }
  }

  /// The value of an expression of `form` whose cells are computed already; `form` is empty between
  /// forms. Sums cannot overflow: see ``FormReferences/sumLimit``.
  func provenance(
    of expression: Expression, in form: String
  ) throws(Absence) -> Provenance {
    switch expression {
    case .zero: return Provenance(expression, operands: [])
    case .sum(let measure, let filter), .sumOfRow(let measure, let filter):
      return Provenance(expression, operands: try operands(measure, filter))
    case .cell, .range, .below:
      let addresses = try addresses(of: expression, in: form)
      return Provenance(
        expression,
        operands: addresses.map {
          Provenance.Operand(isSubtracted: false, source: .cell($0.address), fen: $0.fen)
        })
    case .inForm(let other, let inner):
      let addresses = try addresses(of: inner, in: other)
      return Provenance(
        expression,
        operands: addresses.map {
          Provenance.Operand(
            isSubtracted: false, source: .cellOfForm(other, $0.address), fen: $0.fen)
        })
    case .combination(let terms):
      var operands: [Provenance.Operand] = []
      for term in terms {
        let inner = try provenance(of: term.expression, in: form)
        operands.append(
          Provenance.Operand(
            isSubtracted: term.isSubtracted, source: .expression(inner), fen: inner.fen))
      }
      return Provenance(expression, operands: operands)
    }
  }

  private func operands(
    _ measure: Measure, _ filter: FactFilter
  ) throws(Absence) -> [Provenance.Operand] {
    let isPrevious = measure.isOfPreviousYear
    guard let cube = isPrevious ? previous : cube else { throw .previousYear }
    return measure.parts.map { part in
      var facts = filter
      facts.kinds = part.kind.alone
      return Provenance.Operand(
        isSubtracted: part.isSubtracted,
        source: isPrevious ? .factsOfPreviousYear(facts) : .facts(facts), fen: cube.sum(facts))
    }
  }

  private func addresses(
    of reference: Expression, in form: String
  ) throws(Absence) -> [(address: CellAddress, fen: Int64)] {
    guard let sheet = sheets[form] else { throw .form(form) }
    let layout = sheet.layout
    let wanted: [CellAddress]
    switch reference {
    case .cell(let address):
      guard let index = layout.indices[address] else {
        if layout.mayBeAbsent(address) { return [] }
        throw .cell(form: form, address.text)
      }
      if let value = sheet.values[index] { return [(address, value.fen)] }
      wanted = [address]
    case .range(let first, let last):
      let between = layout.addresses(from: first, through: last)
      wanted = between.isEmpty ? [first, last] : between
    case .below(let row, let column):
      wanted = layout.addresses(below: row, column: column)
    default: preconditionFailure("\(reference.text) is no reference")
    }
    var found: [(address: CellAddress, fen: Int64)] = []
    for address in wanted {
      guard let index = layout.indices[address], let value = sheet.values[index] else {
        throw .cell(form: form, address.text)
      }
      found.append((address, value.fen))
    }
    return found
  }
}

extension Form {
  /// The item codes that get rows: those for which a sum of a repeated row is not zero.
  func occurringItems(in cube: FigureCube) -> [UInt32] {
    let sums = rows.filter { $0.repetition != nil }.flatMap(\.cells).flatMap { cell in
      if case .amount(let amount) = cell { amount.expression.leaves } else { [Expression]() }
    }
    return cube.functions.filter { item in
      sums.contains { leaf in
        guard case .sumOfRow(let measure, var filter) = leaf else { return false }
        filter.functions = [CodePrefix(of: item, codeDigits: 7, digits: 7)]
        return measure.parts.contains { part in
          filter.kinds = part.kind.alone
          return cube.sum(filter) != 0
        }
      }
    }
  }
}

extension EntryKind {
  /// The set of this kind, made once: every sum of every cell asks for one.
  fileprivate var alone: Set<EntryKind> { Self.aloneByNumber[Int(rawValue)] }

  private static let aloneByNumber: [Set<EntryKind>] = {
    var sets: [Set<EntryKind>] = Array(
      repeating: [], count: 1 + Int(allCases.map(\.rawValue).max() ?? 0))
    for kind in allCases { sets[Int(kind.rawValue)] = [kind] }
    return sets
  }()
}
