// The control rule: a line spends only what it may (authority) and what it has (money).

/// Decides an expenditure: the entry with the income it brings and the override it needed.
///
/// Spending follows the approved budget of its own line (预算法 第13条, 第72条).
func spending(
  _ entry: Entry, _ override: OverrideRequest?, _ state: BudgetState
) throws(Rejection) -> Entry {
  if let project = entry.line.project, let projectState = state.projects[project],
    projectState.isEnded
  {
    throw .projectEnded(project, projectState)
  }
  var decided = entry
  decided.recognisedIncome = state.recognisedIncome(for: entry)
  try guardCapacity(of: Event.expenditureRecorded(decided).movements, state)
  let broken = state.brokenControlRules(by: decided)
  guard let first = broken.first else { return decided }
  let policy = state.policy(for: entry.line.year)
  guard let override, policy.shortfall == .recordWithOverride else { throw first.rejection }
  guard !override.allowedBy.isEmpty, !override.reason.isEmpty else {
    throw .overrideIncomplete
  }
  try guardText(override.allowedBy, .actor)
  try guardText(override.reason, .reason)
  decided.override = Override(
    allowedBy: override.allowedBy, reason: override.reason, brokenRules: broken.map(\.rule))
  return decided
}

/// Decides a refund of this year's spending: at most what the line spent.
func refund(_ entry: Entry, _ state: BudgetState) throws(Rejection) -> Entry {
  let totals = state.totals(of: entry.line)
  guard entry.amount.fen <= totals.expenditureInFen else {
    throw .refundExceedsExpenditure(
      state.shortfall(
        of: entry.line, entry.amount, granted: totals.expenditureInFen, used: 0))
  }
  var decided = entry
  if state.paysWithRecognition(entry.line), totals.incomeInFen > 0 {
    decided.recognisedIncome = Amount(fen: min(entry.amount.fen, totals.incomeInFen))
  }
  try guardCapacity(of: Event.expenditureRefunded(decided).movements, state)
  return decided
}

/// A reduction takes only what is neither spent nor taken already.
func guardReduction(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  let free = state.freeAuthority(for: entry)
  guard entry.amount.fen <= free.fen else {
    throw .reductionExceedsFreeAuthority(state.shortfall(of: entry, free))
  }
}

/// Where 财政拨款收入 is recognised with each payment, it is not recorded beside it.
func guardRecognition(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  guard !state.paysWithRecognition(entry.line) else {
    throw .incomeFollowsPayment(entry.line.year, entry.line.source)
  }
}

extension BudgetState {
  /// Whether income of the line is recognised with its payments (集中支付).
  func paysWithRecognition(_ line: BudgetLine) -> Bool {
    line.source.isFiscal && policy(for: line.year).incomeRecognition == .payment
  }

  /// The income that a payment brings with it: what it needs beyond the money carried over.
  func recognisedIncome(for entry: Entry) -> Amount? {
    guard paysWithRecognition(entry.line) else { return nil }
    let needed = entry.amount.fen - max(0, totals(of: entry.line).closingInFen)
    return needed > 0 ? Amount(fen: needed) : nil
  }

  /// The control rules that an expenditure would break, each with its rejection.
  func brokenControlRules(by entry: Entry) -> [(rule: BrokenRule, rejection: Rejection)] {
    let before = totals(of: entry.line)
    let fen = entry.amount.fen
    var broken: [(rule: BrokenRule, rejection: Rejection)] = []
    func note(_ rule: BrokenRule.Rule, _ missing: Int64, _ rejection: Rejection) {
      let exact = min(missing, Amount.limitInFen)
      broken.append((BrokenRule(rule: rule, missingInFen: exact), rejection))
    }
    let free = freeAuthority(for: entry)
    if fen > free.fen {
      note(
        .exceedsFreeAuthority, fen - free.fen, .exceedsFreeAuthority(shortfall(of: entry, free)))
    }
    let money = before.closingInFen + (entry.recognisedIncome?.fen ?? 0)
    if fen > money {
      let shortfall = shortfall(
        of: entry.line, entry.amount, granted: before.moneyInFen,
        used: before.moneyInFen - before.closingInFen)
      note(.exceedsAvailableMoney, fen - money, .exceedsAvailableMoney(shortfall))
    }
    if let ceiling = brokenCeiling(by: entry) {
      note(.exceedsThreePublicCeiling, ceiling.missingInFen, .exceedsThreePublicCeiling(ceiling))
    }
    return broken
  }

  /// The authority that an entry may still use or take away: that of its line, or, where control
  /// goes by economic code, that of its code with what the line's budget left to no code in
  /// particular; an entry without a code takes only of the latter.
  func freeAuthority(
    for entry: Entry
  ) -> (fen: Int64, grantedInFen: Int64, economic: EconomicCode?) {
    let totals = totals(of: entry.line)
    let ofLine = (fen: totals.freeAuthorityInFen, grantedInFen: totals.authorityInFen)
    guard policy(for: entry.line.year).controlLevel == .lineAndEconomic else {
      return (ofLine.fen, ofLine.grantedInFen, nil)
    }
    let economics = lines[entry.line]?.economics ?? [:]
    let named = economics.values.reduce(0) { $0 + $1.grantedInFen }
    let unnamedUsed = economics.values.reduce(0) {
      $0 + max(0, $1.spentInFen - $1.grantedInFen)
    }
    let own = entry.economic.flatMap { economics[$0] } ?? EconomicTotals()
    let ownFree = max(0, own.grantedInFen - own.spentInFen)
    let free = ownFree + max(0, totals.authorityInFen - named - unnamedUsed)
    guard free < ofLine.fen else { return (ofLine.fen, ofLine.grantedInFen, nil) }
    return (free, free + own.spentInFen, entry.economic)
  }

  /// The figures behind a refusal to take `entry` from what is free.
  func shortfall(
    of entry: Entry, _ free: (fen: Int64, grantedInFen: Int64, economic: EconomicCode?)
  ) -> Shortfall {
    shortfall(
      of: entry.line, entry.amount, granted: free.grantedInFen,
      used: free.grantedInFen - free.fen, economic: free.economic)
  }

  private func brokenCeiling(by entry: Entry) -> CeilingShortfall? {
    guard policy(for: entry.line.year).ceilings == .appropriation, entry.line.source.isFiscal,
      let item = entry.economic.flatMap({ ThreePublicItem(economic: $0) })
    else { return nil }
    let totals = threePublic(item, in: entry.line.year)
    guard totals.spentInFen + entry.amount.fen > totals.budgetInFen else { return nil }
    return CeilingShortfall(
      item: item, year: entry.line.year, requested: entry.amount,
      budgetInFen: totals.budgetInFen, spentInFen: totals.spentInFen)
  }

  /// The figures and the largest uses behind a refusal on `line`.
  ///
  /// - Complexity: O(n log n) in the uses of the line; only a refusal pays for it.
  func shortfall(
    of line: BudgetLine, _ requested: Amount, granted: Int64, used: Int64? = nil,
    economic: EconomicCode? = nil
  ) -> Shortfall {
    let uses = lines.uses(of: line).filter {
      $0.amountInFen > 0 && reversal(of: $0.position) == nil
    }
    let largest = uses.sorted { ($1.amountInFen, $0.position) < ($0.amountInFen, $1.position) }
    return Shortfall(
      line: line, economic: economic, requested: requested, grantedInFen: granted,
      usedInFen: used ?? totals(of: line).usedInFen,
      largestUses: Array(largest.prefix(Shortfall.listedUses)), useCount: uses.count)
  }
}
