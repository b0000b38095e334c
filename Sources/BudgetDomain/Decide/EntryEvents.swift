// Commands that record one fact about money: the rules of its kind, then the event.

/// The event of a command about one entry.
func entryEvent(_ submission: Submission, _ state: BudgetState) throws(Rejection) -> Event {
  // What deciding adds is never taken from whoever submits.
  guard let fact = entryFact(of: submission.command)?.asSubmitted,
    let command = entryCommand(recording: fact)
  else { preconditionFailure("every other command is decided elsewhere") }
  switch command {
  case .recordOpeningBalance(let entry):
    try guardEntry(entry, .openingBalance, state)
    try guardFirstYear(entry.line.year, state)
  case .approveAppropriation(let entry):
    try guardEntry(entry, .appropriation, state)
  case .supplementAppropriation(let entry):
    try guardEntry(entry, .supplement, state)
  case .reduceAppropriation(let entry):
    try guardEntry(entry, .reduction, state)
    try guardReduction(entry, state)
  case .approveVirement(let virement):
    try guardVirement(virement, state)
  case .receiveIncome(let entry):
    try guardEntry(entry, .income, state)
    try guardRecognition(entry, state)
  case .recordExpenditure(let entry):
    try guardEntry(entry, .expenditure, state)
    return .expenditureRecorded(try spending(entry, submission.override, state))
  case .refundExpenditure(let entry):
    try guardEntry(entry, .refund, state)
    return .expenditureRefunded(try refund(entry, state))
  case .applyFundBalance(let entry):
    try guardEntry(entry, .fundBalanceApplied, state)
    try guardFundBalance(entry, state)
  case .distributeSurplus(let entry):
    try guardEntry(entry, .surplusDistribution, state)
    try guardDistribution(entry, state)
  case .adjustPriorYear(let adjustment):
    try guardPriorYearAdjustment(adjustment, state)
  default: preconditionFailure("every other command is decided elsewhere")
  }
  try guardCapacity(of: fact.movements, state)
  return fact
}
