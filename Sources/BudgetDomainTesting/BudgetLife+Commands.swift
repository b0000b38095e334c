// What happens in a random life: one random command at a time.

package import BudgetDomain

extension BudgetLife {
  /// One step: mostly entries, sometimes what concerns an earlier event, the year or the rules.
  package mutating func live() {
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0..<10: ask(entryCommand(), override: override())
    case 10, 11, 12: ask(earlierCommand(), override: override())
    case 13: ask(.submitAdjustment(adjustment()))
    case 14: finishAdjustment()
    case 15: finishProposal()
    case 16: ask(yearCommand())
    case 17: ask(masterCommand())
    case 18: ask(.propose(chance(4) ? earlierCommand() : entryCommand()), override: override())
    default: closeWhatCanBeClosed()
    }
  }

  private mutating func override() -> OverrideRequest? {
    chance(6) ? OverrideRequest(allowedBy: "局长", reason: "应急") : nil
  }

  package mutating func entryCommand() -> Command {
    switch Int.random(in: 0..<22, using: &numbers) {
    case 0: return .recordOpeningBalance(entry(granting: true))
    case 1, 2: return .approveAppropriation(entry(economic: chance(2), granting: true))
    case 3: return .supplementAppropriation(entry(economic: chance(2), granting: true))
    case 4: return .reduceAppropriation(entry(economic: chance(2), from: \.freeAuthorityInFen))
    case 5: return .approveVirement(virement())
    case 6, 7, 8, 9:
      return .receiveIncome(entry(granting: true, on: \.freeAuthorityInFen))
    case 10, 11, 12, 13, 14, 15:
      return .recordExpenditure(entry(economic: true, from: \.spendableInFen))
    case 16, 17: return .refundExpenditure(entry(economic: true, from: \.expenditureInFen))
    case 18: return .applyFundBalance(entry())
    case 19: return .distributeSurplus(entry(from: \.closingInFen))
    default: return .adjustPriorYear(priorYear())
    }
  }

  private mutating func virement() -> Virement {
    var entry = entry(economic: chance(2), from: \.freeAuthorityInFen)
    if chance(2) { entry.document = "批1号" }
    let line = chance(8) ? self.line(in: 2018) : self.line(in: entry.line.year.number)
    return Virement(
      entry: entry, target: TransferTarget(line: line, economic: chance(2) ? code() : nil))
  }

  private mutating func priorYear() -> PriorYearAdjustment {
    let reason = pick(PriorYearReason.allCases)
    let entry = reason.raisesOpening ? entry() : entry(from: \.adjustedOpeningInFen)
    guard reason == .internalTransfer else {
      return PriorYearAdjustment(reason: reason, entry: entry)
    }
    return PriorYearAdjustment(
      reason: reason, entry: entry,
      target: TransferTarget(line: line(in: entry.line.year.number)))
  }

  private mutating func adjustment() -> BudgetAdjustment {
    switch Int.random(in: 0..<3, using: &numbers) {
    case 0: .supplement(entry(economic: chance(2)))
    case 1: .reduction(entry())
    default: .virement(virement())
    }
  }

  /// A reversal or a correction of an earlier event, whatever that is.
  private mutating func earlierCommand() -> Command {
    let target = recent()
    let date = date(in: 2023)
    guard chance(2), let entry = target.event.entry else {
      return .reverseEntry(target: target, date: date, document: nil)
    }
    var changed = entry.asSubmitted
    if chance(2) { changed.amount = amount() }
    if chance(3) {
      let line = line(in: changed.line.year.number)
      changed = Entry(
        line: line, economic: changed.economic, amount: changed.amount, date: changed.date)
    }
    let replacement =
      chance(8) ? Event.incomeReceived(changed) : target.event.replacing(entry: changed)
    return .correctEntry(target: target, replacement: replacement, date: date, document: nil)
  }

  private mutating func finishAdjustment() {
    let pending = state.pendingAdjustments.keys.sorted()
    guard !pending.isEmpty else { return }
    let target = log[Int(pick(pending))]
    if chance(4) {
      ask(.withdrawAdjustment(target: target))
    } else {
      let year = target.event.entry?.line.year.number ?? 2018
      ask(.completeAdjustment(target: target, date: date(in: year), document: "批"))
    }
  }

  private mutating func finishProposal() {
    let pending = state.pendingProposals.keys.sorted()
    guard !pending.isEmpty else { return }
    let target = log[Int(pick(pending))]
    guard !chance(4), let command = prepared(target) else {
      ask(.rejectProposal(target: target))
      return
    }
    ask(.approveProposal(target: target, command: command), override: override())
  }

  /// The command that a proposal prepared, made again from the log as the façade does.
  private func prepared(_ target: RecordedEvent) -> Command? {
    guard case .proposalSubmitted(let proposal) = target.event else { return nil }
    switch proposal.event {
    case .entryReversed(let reversal):
      return .reverseEntry(
        target: log[Int(reversal.reverses)], date: reversal.date, document: reversal.document)
    case .yearReopened(let reopening):
      return .reopenYear(reopening.year, date: reopening.date)
    default: return BudgetDomain.entryCommand(recording: proposal.event)
    }
  }

  private mutating func yearCommand() -> Command {
    let number = pick(Array(Self.years))
    return chance(2)
      ? .reopenYear(fiscalYear(number), date: date(in: 2023))
      : .closeYear(fiscalYear(number), date: date(in: 2023), failedChecks: [])
  }

  /// Closes the first open year, having decided all that waits: or else few years would close.
  package mutating func closeWhatCanBeClosed() {
    guard let open = Self.years.first(where: { !state.yearState(of: fiscalYear($0)).isClosed }),
      open < year || chance(4)
    else { return }
    for position in state.pendingProposals.keys.sorted() {
      let target = log[Int(position)]
      let preparer = target.envelope.actor
      ask(.rejectProposal(target: target), by: preparer == "甲" ? "乙" : "甲")
    }
    for position in state.pendingAdjustments.keys.sorted() {
      ask(.withdrawAdjustment(target: log[Int(position)]))
    }
    ask(.closeYear(fiscalYear(open), date: date(in: 2023), failedChecks: []))
  }

  private mutating func masterCommand() -> Command {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0, 1:
      let step = ProjectStep(
        project: ProjectName(pick(["甲", "乙"])) ?? fallbackProject, date: date(in: year))
      return .moveProject(step, to: pick(ProjectState.allCases))
    case 2:
      return .reportFact(
        FactReport(
          metric: pick(Metric.ofUnit), year: fiscalYear(year), date: date(in: year), value: 3))
    default:
      let (key, value) = pick([
        ("shortfall", "record-with-override"), ("shortfall", "refuse"),
        ("control-level", "line-economic"), ("control-level", "line"),
        ("ceilings", "appropriation"), ("ceilings", "none"),
        ("income-recognition", "payment"), ("income-recognition", "allotment"),
        ("four-eyes", "expenditure-recorded"), ("four-eyes", "entry-reversed,year-reopened"),
        ("four-eyes", "none"), ("four-eyes", "none"), ("four-eyes", "none"),
      ])
      guard let setting = PolicySetting(key: key, value: value) else {
        preconditionFailure("no policy \(key) \(value)")
      }
      let number: Int? = chance(2) ? nil : pick(Array(Self.years))
      return .setPolicy(PolicyChange(setting: setting, year: number.map { fiscalYear($0) }))
    }
  }

  private var fallbackProject: ProjectName {
    guard let project = ProjectName("甲") else { preconditionFailure("the name is not empty") }
    return project
  }
}

extension LineTotals {
  /// What a line may spend and has, in fen.
  fileprivate var spendableInFen: Int64 { min(freeAuthorityInFen, closingInFen) }
}
