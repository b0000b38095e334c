// Rules for the beginning of a ledger and for its own code lists.

func guardOpening(_ opening: LedgerOpening, _ state: BudgetState) throws(Rejection) {
  guard state.opening == nil else { throw .ledgerAlreadyOpened }
  guard !opening.unit.isEmpty else { throw .textMissing(field: .unit) }
  guard !opening.origin.isEmpty else { throw .textMissing(field: .origin) }
  guard !opening.tableSet.isEmpty else { throw .textMissing(field: .tableSet) }
  try guardSingleLine(opening.unit, .unit)
  try guardSingleLine(opening.origin, .origin)
  try guardSingleLine(opening.tableSet, .tableSet)
  try guardSingleLine(opening.unitCode, .unitCode)
}

func guardRegistration(_ registration: CodeRegistration, _ state: BudgetState) throws(Rejection) {
  guard state.opening != nil else { throw .ledgerNotOpened }
  let entry = registration.entry
  let ranges: [ClosedRange<UInt32>] =
    registration.system == .function
    ? [100...999, 10_000...99_999, 1_000_000...9_999_999] : [100...999, 10_000...99_999]
  guard ranges.contains(where: { $0.contains(entry.code) }) else {
    throw .codeDigitsWrong(entry, registration.system)
  }
  guard !entry.name.isEmpty else { throw .textMissing(field: .codeName) }
  try guardText(entry.name, .codeName)
  if let first = entry.validFromYear, let last = entry.validToYear, last < first {
    throw .codeYearsReversed(entry)
  }
}
