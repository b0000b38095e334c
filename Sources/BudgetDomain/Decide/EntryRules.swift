// Rules that every fact about money obeys, whatever its kind.

func guardEntry(
  _ entry: Entry, _ kind: SubmissionKind, _ state: BudgetState
) throws(Rejection) {
  guard entry.amount > .zero else { throw .amountNotPositive(entry.amount) }
  try guardLine(entry.line, state)
  try guardEconomic(entry.economic, kind, entry.line.year, state.catalogue.economics)
  guard entry.line.year.contains(entry.date) else {
    throw .dateOutsideYear(entry.date, entry.line.year)
  }
  try guardYear(entry.line.year, state)
  try guardText(entry.document, .document)
  try guardText(entry.payee, .payee)
  try guardText(entry.memo, .memo)
}

/// A year that takes entries: neither closed, nor before the first, nor before a closed one.
func guardYear(_ year: FiscalYear, _ state: BudgetState) throws(Rejection) {
  try guardYearOpen(year, state)
  if let first = state.typedOpeningYear, year < first {
    throw .yearBeforeFirst(year, firstYear: first)
  }
  try guardLaterYearsOpen(year, state)
}

/// A line that can be: its code is valid in its year, and it names a project exactly as it should.
func guardLine(_ line: BudgetLine, _ state: BudgetState) throws(Rejection) {
  let list = state.catalogue.functions
  let meanings = list.meanings(of: line.function.number)
  guard !meanings.isEmpty else { throw .functionCodeUnknown(line.function) }
  guard list.entry(for: line.function.number, in: line.year) != nil else {
    throw .functionCodeNotValidInYear(line.function, line.year, meanings: meanings)
  }
  guard let project = line.project else {
    guard line.nature != .project else { throw .projectRequired }
    return
  }
  guard line.nature == .project else { throw .projectNotAllowed(line.nature) }
  try guardText(project.text, .project)
}

func guardEconomic(
  _ code: EconomicCode?, _ kind: SubmissionKind, _ year: FiscalYear, _ list: CodeList
) throws(Rejection) {
  guard let code else {
    guard kind != .expenditure, kind != .refund else { throw .economicCodeRequired(kind) }
    return
  }
  switch kind {
  case .expenditure, .refund, .appropriation, .supplement, .reduction, .virement: break
  default: throw .economicCodeNotAllowed(kind)
  }
  let meanings = list.meanings(of: code.number)
  guard !meanings.isEmpty else { throw .economicCodeUnknown(code) }
  guard list.entry(for: code.number, in: year) != nil else {
    throw .economicCodeNotValidInYear(code, year, meanings: meanings)
  }
}

/// A closed year refuses everything but reopening.
func guardYearOpen(_ year: FiscalYear, _ state: BudgetState) throws(Rejection) {
  if case .closed(let position) = state.yearState(of: year) {
    throw .yearClosed(year, closedAt: position)
  }
}

/// Keeps the absolute sum of one kind in one year within the exact range, so that no sum of any
/// subset, in `evolve` or in a statement, can overflow or lose precision in a JSON reader.
func guardCapacity(of movements: [Movement], _ state: BudgetState) throws(Rejection) {
  if let full = state.firstOverflow(of: movements) {
    throw .exceedsLedgerCapacity(full.kind, full.year)
  }
}

/// An opening balance is typed once, for the year with which the ledger begins; later openings are
/// carried over.
func guardFirstYear(_ year: FiscalYear, _ state: BudgetState) throws(Rejection) {
  if let typed = state.typedOpeningYear, typed != year {
    throw .openingBalanceAfterFirstYear(year, firstYear: typed)
  }
  guard let first = state.firstYear else { return }
  guard year <= first else { throw .openingBalanceAfterFirstYear(year, firstYear: first) }
}
