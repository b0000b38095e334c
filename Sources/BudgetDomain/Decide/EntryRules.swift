// Rules that every fact about money obeys, whatever its kind.

func guardEntry(_ entry: Entry, _ kind: EntryKind, _ state: BudgetState) throws(Rejection) {
  guard state.opening != nil else { throw .ledgerNotOpened }
  guard entry.amount > .zero else { throw .amountNotPositive(entry.amount) }
  try guardFunction(entry.line.function, entry.line.year, state.catalogue.functions)
  try guardEconomic(entry.economic, kind, entry.line.year, state.catalogue.economics)
  try guardProject(entry.line)
  guard entry.line.year.contains(entry.date) else {
    throw .dateOutsideYear(entry.date, entry.line.year)
  }
  try guardText(entry.document, .document)
  try guardText(entry.payee, .payee)
  try guardText(entry.memo, .memo)
  try guardCapacity(kind, entry.line.year, entry.amount, state)
}

private func guardFunction(
  _ code: FunctionCode, _ year: FiscalYear, _ list: CodeList
) throws(Rejection) {
  let meanings = list.meanings(of: code.number)
  guard !meanings.isEmpty else { throw .functionCodeUnknown(code) }
  guard list.entry(for: code.number, in: year) != nil else {
    throw .functionCodeNotValidInYear(code, year, meanings: meanings)
  }
}

private func guardEconomic(
  _ code: EconomicCode?, _ kind: EntryKind, _ year: FiscalYear, _ list: CodeList
) throws(Rejection) {
  guard let code else {
    guard kind != .expenditure else { throw .economicCodeRequired(kind) }
    return
  }
  switch kind {
  case .expenditure, .appropriation, .supplement, .reduction: break
  case .openingBalance, .income: throw .economicCodeNotAllowed(kind)
  }
  let meanings = list.meanings(of: code.number)
  guard !meanings.isEmpty else { throw .economicCodeUnknown(code) }
  guard list.entry(for: code.number, in: year) != nil else {
    throw .economicCodeNotValidInYear(code, year, meanings: meanings)
  }
}

private func guardProject(_ line: BudgetLine) throws(Rejection) {
  guard let project = line.project else {
    guard line.nature != .project else { throw .projectRequired }
    return
  }
  guard line.nature == .project else { throw .projectNotAllowed(line.nature) }
  try guardText(project.text, .project)
}

/// Keeps the absolute sum of one kind in one year within the exact range, so that no sum of any
/// subset, in `evolve` or in a statement, can overflow or lose precision in a JSON reader.
func guardCapacity(
  _ kind: EntryKind, _ year: FiscalYear, _ amount: Amount, _ state: BudgetState
) throws(Rejection) {
  let volume = state.volumes[KindAndYear(kind: kind, year: year)] ?? 0
  guard Int64(amount.fen.magnitude) <= Amount.limitInFen - volume else {
    throw .exceedsLedgerCapacity(kind, year)
  }
}

func guardFirstYear(_ year: FiscalYear, _ state: BudgetState) throws(Rejection) {
  guard let firstYear = state.firstYear else { return }
  guard year <= firstYear else {
    throw .openingBalanceAfterFirstYear(year, firstYear: firstYear)
  }
}
