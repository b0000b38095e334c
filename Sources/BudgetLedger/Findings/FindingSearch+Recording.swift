// Tests of how entries came in: by permission, past a refusal, after closing, out of time.

import BudgetDomain
import Projections

extension FindingSearch {
  /// Positions of the year whose events carry all of `flags`, each once.
  private func positions(with flags: FactFlags) -> [UInt64] {
    facts.filter { $0.flags.isSuperset(of: flags) }.map(\.position).uniqued
  }

  /// What was recorded against a control rule by permission.
  func overrides() throws(LedgerError) -> [Finding] {
    try ledger.events(at: positions(with: .overridden)).compactMap { recorded -> Finding? in
      guard let entry = recorded.event.entry, let override = entry.override else { return nil }
      let broken = override.brokenRules.map {
        "\($0.rule.rawValue) \(Amount.yuanText(fen: $0.missingInFen))"
      }.joined(separator: ", ")
      let amount = entry.amount.yuanText
      return Finding(
        .override, year, subject: "\(recorded.envelope.position)",
        positions: [recorded.envelope.position],
        what: Phrase(
          zh: "\(entry.line.officialText) 支出 \(amount) 元越权记录：\(override.allowedBy) 批准"
            + "（\(override.reason)）；违反 \(broken) 元",
          en: "\(amount) yuan spent on \(entry.line.text) against the rules, allowed by "
            + "\(override.allowedBy) (\(override.reason)); broken: \(broken) yuan"))
    }
  }

  /// What was recorded while the year was reopened.
  func duringReopening() throws(LedgerError) -> [Finding] {
    try ledger.events(at: positions(with: .duringReopening)).map { recorded in
      let envelope = recorded.envelope
      return Finding(
        .duringReopening, year, subject: "\(envelope.position)", positions: [envelope.position],
        what: Phrase(
          zh: "\(year.number) 年反结账期间由 \(envelope.actor) 记录的“\(recorded.event.type.officialTerm)”",
          en: "\(recorded.event.type.word) recorded by \(envelope.actor) while \(year.number) was "
            + "reopened"))
    }
  }

  /// What was recorded for the year after its statements were published, by publication.
  func afterPublication() throws(LedgerError) -> [Finding] {
    var found: [Finding] = []
    for (name, moment) in ledger.publications.sorted(by: { $0.value.position < $1.value.position })
    {
      guard let published = try ledger.publication(named: name)?.publication,
        published.year == year
      else { continue }
      let late = facts.filter { $0.position >= published.treeSize }.map(\.position).uniqued
      guard !late.isEmpty else { continue }
      found.append(
        Finding(
          .afterPublication, year, subject: name, positions: late,
          what: Phrase(
            zh: "“\(name)”公开（#\(moment.position)）之后又有 \(late.count) 条记入 \(year.number) 年："
              + Self.list(late),
            en: "\(late.count) events for \(year.number) after “\(name)” was published "
              + "(#\(moment.position)): \(Self.list(late))")))
    }
    return found
  }

  /// Entries recorded after entries that count much later and were recorded earlier.
  func backdated() -> [Finding] {
    let days = Int32(clamping: policy.value(of: .backdatedDays))
    var newest = Int32.min
    var newestOfMoment = Int32.min
    var moment = Int64.min
    var late: [(position: UInt64, days: Int32)] = []
    for fact in facts where fact.type != .entryReversed && fact.type != .balanceCarriedOver {
      guard let day = fact.date?.dayNumber else { continue }
      // What was recorded at one moment, as one batch is, has no order of its own.
      if fact.recordedAt.microseconds != moment {
        newest = max(newest, newestOfMoment)
        moment = fact.recordedAt.microseconds
      }
      newestOfMoment = max(newestOfMoment, day)
      if newest != Int32.min, newest - day > days, late.last?.position != fact.position {
        late.append((fact.position, newest - day))
      }
    }
    guard let most = late.map(\.days).max() else { return [] }
    let positions = late.map(\.position)
    return [
      Finding(
        .backdated, year, subject: "\(days)", positions: positions,
        what: Phrase(
          zh: "\(late.count) 条在晚 \(days) 天以上的业务之后才记入，最多晚 \(most) 天：\(Self.list(positions))",
          en: "\(late.count) entries recorded after entries that count more than \(days) days "
            + "later, at most \(most): \(Self.list(positions))"))
    ]
  }

  /// Entries that count on a day that had not come.
  func futureDated() -> [Finding] {
    let early = facts.filter { fact in
      fact.type != .balanceCarriedOver
        && fact.date.map { $0 > fact.recordedAt.beijingDate } ?? false
    }.map(\.position).uniqued
    guard !early.isEmpty else { return [] }
    return [
      Finding(
        .futureDated, year, subject: "entries", positions: early,
        what: Phrase(
          zh: "\(early.count) 条的业务日期晚于记入之日：\(Self.list(early))",
          en: "\(early.count) entries count on a day after they were recorded: "
            + Self.list(early)))
    ]
  }

  /// Entries recorded when the office is closed, by person and day.
  func outsideHours() -> [Finding] {
    guard let hours = policy.officeHours else { return [] }
    var days: [OfficeDay: [UInt64]] = [:]
    for fact in facts where !hours.contains(fact.recordedAt) {
      let day = OfficeDay(date: fact.recordedAt.beijingDate, actor: fact.actor)
      if days[day]?.last != fact.position { days[day, default: []].append(fact.position) }
    }
    return days.sorted { $0.key < $1.key }.map { day, positions in
      let actor = ledger.columns.actors[day.actor]
      return Finding(
        .outsideHours, year, subject: "\(day.date.text)/\(actor)", positions: positions,
        what: Phrase(
          zh: "\(actor) 于 \(day.date.text) 办公时间（\(hours.text)）以外记入 \(positions.count) 条",
          en: "\(actor) recorded \(positions.count) entries on \(day.date.text) outside "
            + "\(hours.text)"))
    }
  }

  /// Entries that whoever recorded them allowed or approved alone.
  func samePersons() throws(LedgerError) -> [Finding] {
    let approvals = ledger.columns.positions(ofTypes: [.proposalApproved])
    let batches = Set(approvals.map { $0 + 1 })
    let suspects = facts.filter {
      $0.flags.contains(.overridden) || batches.contains($0.position)
    }.map(\.position).uniqued
    return try ledger.events(at: suspects).compactMap { recorded -> Finding? in
      let envelope = recorded.envelope
      let allowed = recorded.event.entry?.override?.allowedBy
      guard envelope.approver == envelope.actor || allowed == envelope.actor else { return nil }
      return Finding(
        .samePerson, year, subject: "\(envelope.position)", positions: [envelope.position],
        what: Phrase(
          zh: "#\(envelope.position) 由 \(envelope.actor) 记入，也由其批准",
          en: "#\(envelope.position) was recorded by \(envelope.actor), who also allowed it"))
    }
  }

  /// Refused amounts that were recorded soon after by permission or on another line.
  func bypassedRefusals() throws(LedgerError) -> [Finding] {
    let refusals = try ledger.events(at: ledger.columns.positions(ofTypes: [.commandRefused]))
    guard !refusals.isEmpty else { return [] }
    var byAmount: [Int64: [EntryFact]] = [:]
    for fact in payments { byAmount[fact.amountInFen, default: []].append(fact) }
    let limit = policy.value(of: .bypassDays) * 86_400_000_000
    var found: [Finding] = []
    var taken: Set<UInt64> = []
    for recorded in refusals {
      guard case .commandRefused(let refused) = recorded.event, let amount = refused.amountInFen,
        refused.type == .expenditureRecorded,
        BrokenRule.Rule(rawValue: refused.rule) != nil
      else { continue }
      let envelope = recorded.envelope
      var way: EntryFact?
      for fact in byAmount[amount] ?? []
      where way == nil && fact.position > envelope.position && !taken.contains(fact.position)
        && fact.recordedAt.microseconds - envelope.recordedAt.microseconds <= limit
      {
        if try isAnotherWay(fact, around: refused) { way = fact }
      }
      guard let way else { continue }
      taken.insert(way.position)
      let how =
        way.flags.contains(.overridden)
        ? Phrase(zh: "以越权记入", en: "by permission")
        : Phrase(zh: "换预算线记入", en: "on another line")
      let yuan = Amount.yuanText(fen: amount)
      found.append(
        Finding(
          .bypassedRefusal, year, subject: "\(envelope.position)",
          positions: [envelope.position, way.position],
          what: Phrase(
            zh: "#\(envelope.position) 被拒绝的 \(yuan) 元，#\(way.position) \(how.chinese)",
            en: "\(yuan) yuan refused as #\(envelope.position) was recorded as #\(way.position), "
              + how.english)))
    }
    return found
  }
}

extension FindingSearch {
  /// Whether a payment of the refused amount went by permission or on another line.
  private func isAnotherWay(
    _ fact: EntryFact, around refused: RefusedCommand
  ) throws(LedgerError) -> Bool {
    guard !fact.flags.contains(.overridden) else { return true }
    let entry = try ledger.event(at: fact.position).event.entry
    return refused.line != nil && entry?.line.text != refused.line
  }
}

/// One person's day.
private struct OfficeDay: Hashable, Comparable {
  let date: EffectiveDate
  let actor: UInt32

  static func < (left: OfficeDay, right: OfficeDay) -> Bool {
    (left.date, left.actor) < (right.date, right.actor)
  }
}
