// Which events a question about history is about.

public import BudgetDomain

/// A condition on events: who, what, for which codes, when. Fields left `nil` or empty restrict
/// nothing; all given conditions must hold.
///
/// Columns answer most of it by themselves. They know documents and payees by ``TextHash`` only and
/// free text not at all: where ``needsRecords`` says so, ``admits(_:)`` has the last word.
public struct HistoryFilter: Hashable, Sendable {
  /// Who recorded it, exactly as written.
  public var actor: String?
  /// Types of event; empty means all.
  public var types: Set<EventType> = []
  /// Function or economic codes by prefix; an event matches when one of its codes does.
  public var codes: [CodePrefix] = []
  /// The project of a line that it moves.
  public var project: ProjectName?
  /// A line that it moves.
  public var line: BudgetLine?
  /// The fiscal year of a line that it moves.
  public var year: FiscalYear?
  /// 文号, exactly as written.
  public var document: String?
  /// 收款方, exactly as written.
  public var payee: String?
  /// A text that occurs in anything that people wrote.
  public var text: String?
  /// Moves this much or more, in fen, whatever the sign.
  public var minimumInFen: Int64?
  /// Moves this much or less, in fen, whatever the sign.
  public var maximumInFen: Int64?
  /// Counts on this date or later.
  public var since: EffectiveDate?
  /// Counts on this date or before.
  public var until: EffectiveDate?
  /// Recorded on this day, Beijing time, or later.
  public var recordedSince: EffectiveDate?
  /// Recorded on this day, Beijing time, or before.
  public var recordedUntil: EffectiveDate?
  /// Recorded at least so many days after it counts.
  public var daysLate: Int32?
  /// At this position or later.
  public var firstPosition: UInt64?
  /// Only these positions, which ascend: those behind a figure.
  public var positions: [UInt64]?
  /// Marks that an event must all have.
  public var flags: FactFlags = []

  /// A filter that lets every event through.
  public init() {}

  /// Whether columns alone cannot tell which events pass.
  public var needsRecords: Bool { document != nil || payee != nil || text != nil }

  /// The positions of the events that pass, oldest first; of all that may pass where the filter
  /// ``needsRecords``.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public func positions(in columns: FactColumns, at moment: Moment = Moment()) -> [UInt64] {
    guard let wanted = Wanted(self, columns) else { return [] }
    let end = columns.rows(at: moment).upperBound
    let start = firstPosition.map { columns.firstRow(atOrAfter: $0) } ?? 0
    var found: [UInt64] = []
    guard start < end else { return found }
    columns.forEachRun(in: start..<end) { run in
      for index in run.range where wanted.admits(run, index) {
        let position = run.position(index)
        if found.last != position { found.append(position) }
      }
    }
    guard let positions else { return found }
    let allowed = Set(positions)
    return found.filter { allowed.contains($0) }
  }

  /// Whether the record passes what columns cannot tell; the rest was asked of them.
  public func admits(_ recorded: RecordedEvent) -> Bool {
    if let document, recorded.event.document != document { return false }
    if let payee, recorded.event.entry?.payee != payee { return false }
    if let text, !recorded.texts.contains(where: { $0.contains(text) }) { return false }
    return true
  }
}

/// A filter as the integers of columns.
private struct Wanted {
  let flags: UInt8
  var actor: UInt32?
  /// By raw value of the type; empty where all are wanted.
  var types: [Bool] = []
  let codes: [CodePrefix]
  var project: UInt32?
  var line: UInt32?
  let year: UInt16?
  let document: UInt32?
  let payee: UInt32?
  let minimum: UInt64?
  let maximum: UInt64?
  let firstDay: Int32?
  let lastDay: Int32?
  let firstRecorded: Int64?
  let lastRecorded: Int64?
  let daysLate: Int32?

  /// `nil` where a name never occurs, so that nothing can pass.
  init?(_ filter: HistoryFilter, _ columns: FactColumns) {
    flags = filter.flags.rawValue
    if let name = filter.actor {
      guard let number = columns.actors.number(of: name) else { return nil }
      actor = number
    }
    if !filter.types.isEmpty {
      types = Array(repeating: false, count: 256)
      for type in filter.types { types[Int(type.rawValue)] = true }
    }
    codes = filter.codes
    if let name = filter.project {
      guard let number = columns.projects.number(of: name.text) else { return nil }
      project = number + 1
    }
    if let wanted = filter.line {
      guard let number = columns.number(of: wanted) else { return nil }
      line = number
    }
    year = filter.year.map { UInt16($0.number) }
    document = filter.document.map { TextHash.hash($0) }
    payee = filter.payee.map { TextHash.hash($0) }
    minimum = filter.minimumInFen.map(\.magnitude)
    maximum = filter.maximumInFen.map(\.magnitude)
    firstDay = filter.since?.dayNumber
    lastDay = filter.until?.dayNumber
    firstRecorded = filter.recordedSince.map {
      RecordedTime.end(ofBeijingDay: EffectiveDate(dayNumber: $0.dayNumber - 1)).microseconds + 1
    }
    lastRecorded = filter.recordedUntil.map {
      RecordedTime.end(ofBeijingDay: $0).microseconds
    }
    daysLate = filter.daysLate
  }

  func admits(_ run: FactRun, _ index: Int) -> Bool {
    if flags != 0, run.flags[index] & flags != flags { return false }
    if let actor, run.actor[index] != actor { return false }
    if !types.isEmpty, !types[Int(run.type[index])] { return false }
    if let document, run.document[index] != document { return false }
    if let payee, run.payee[index] != payee { return false }
    return admitsMovement(run, index) && admitsTime(run, index)
  }

  private func admitsMovement(_ run: FactRun, _ index: Int) -> Bool {
    if let line, run.line[index] != line { return false }
    if let project, run.project[index] != project { return false }
    if let year, run.year[index] != year { return false }
    if !codes.isEmpty {
      guard run.kind[index] != 0 else { return false }
      let function = run.function[index]
      let economic = run.economic[index]
      let isWanted = codes.contains {
        $0.matches(function, codeDigits: 7)
          || (economic != 0 && $0.matches(economic, codeDigits: 5))
      }
      guard isWanted else { return false }
    }
    guard minimum != nil || maximum != nil else { return true }
    let amount = run.amount[index].magnitude
    if let minimum, amount < minimum { return false }
    if let maximum, amount > maximum { return false }
    return run.kind[index] != 0
  }

  private func admitsTime(_ run: FactRun, _ index: Int) -> Bool {
    let date = run.date[index]
    if firstDay != nil || lastDay != nil || daysLate != nil {
      guard date != FactColumns.noDate else { return false }
    }
    if let firstDay, date < firstDay { return false }
    if let lastDay, date > lastDay { return false }
    let recorded = run.recordedAt[index]
    if let firstRecorded, recorded < firstRecorded { return false }
    if let lastRecorded, recorded > lastRecorded { return false }
    guard let daysLate else { return true }
    return RecordedTime(microseconds: recorded).beijingDate.dayNumber - date >= daysLate
  }
}

extension RecordedEvent {
  /// Everything in it that a person wrote or chose a name for.
  public var texts: [String] {
    [envelope.actor, envelope.approver, envelope.key, envelope.reason].compactMap { $0 }
      + event.texts
  }
}

extension Event {
  fileprivate var texts: [String] {
    let own: [String?] =
      switch self {
      case .ledgerOpened(let opening): [opening.unit, opening.unitCode, opening.origin]
      case .codeRegistered(let registration): [registration.entry.name]
      case .projectRegistered(let step), .projectCompleted(let step), .projectCancelled(let step):
        [step.project.text, step.title]
      case .factReported(let report): [report.project?.text, report.memo]
      case .documentAttached(let attachment): [attachment.fileName, attachment.digest]
      case .statementPublished(let publication): [publication.name, publication.tableSet]
      case .checkExplained(let explanation): [explanation.check, explanation.text]
      case .performanceScored(let score): [score.scheme, score.indicator, score.project?.text]
      case .proposalSubmitted(let proposal): proposal.event.texts
      case .commandRefused(let refused): [refused.rule, refused.line, refused.sentence]
      case .policySet(let change): [change.setting.key, change.setting.value]
      default: []
      }
    let entry: [String?] = [
      entry?.line.project?.text, entry?.payee, entry?.memo, entry?.override?.allowedBy,
      entry?.override?.reason, document,
    ]
    return (own + entry).compactMap { $0 }
  }
}
