// The control rule: a line spends only what it may (authority) and what it has (money).

/// Spending follows the approved budget of its own line (预算法 第13条, 第72条).
func guardSpending(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  let totals = state.totals(of: entry.line)
  guard entry.amount.fen <= totals.freeAuthorityInFen else {
    throw .exceedsFreeAuthority(
      state.shortfall(of: entry.line, entry.amount, granted: totals.authorityInFen))
  }
  guard entry.amount.fen <= totals.closingInFen else {
    throw .exceedsAvailableMoney(
      state.shortfall(of: entry.line, entry.amount, granted: totals.moneyInFen))
  }
}

/// A reduction takes only what is neither spent nor taken already.
func guardReduction(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  let totals = state.totals(of: entry.line)
  guard entry.amount.fen <= totals.freeAuthorityInFen else {
    throw .reductionExceedsFreeAuthority(
      state.shortfall(of: entry.line, entry.amount, granted: totals.authorityInFen))
  }
}

extension BudgetState {
  /// The figures and the largest uses behind a refusal on `line`.
  ///
  /// - Complexity: O(n log n) in the uses of the line; only a refusal pays for it.
  func shortfall(of line: BudgetLine, _ requested: Amount, granted: Int64) -> Shortfall {
    let uses = (lines[line]?.uses ?? []).filter {
      reversals[$0.position] == nil && $0.amountInFen > 0
    }
    let largest = uses.sorted { ($1.amountInFen, $0.position) < ($0.amountInFen, $1.position) }
    return Shortfall(
      line: line, requested: requested, grantedInFen: granted,
      usedInFen: totals(of: line).usedInFen,
      largestUses: Array(largest.prefix(Shortfall.listedUses)), useCount: uses.count)
  }
}
