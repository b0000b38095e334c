// What a row of the columns moves, in the terms of the state.

import BudgetDomain
import Projections

/// What a row moves, in the terms of the state.
struct RowMovement {
  let kind: EntryKind
  let year: FiscalYear
  let source: FundSource
  let economic: EconomicCode?

  init?(_ row: FactRow) {
    guard let kind = EntryKind(rawValue: row.kind), let year = FiscalYear(Int(row.year)),
      let source = FundSource(rawValue: row.source)
    else { return nil }
    self.kind = kind
    self.year = year
    self.source = source
    economic = EconomicCode(number: row.economic)
  }
}
