// Every event as rows of small integers, one array per field.

public import BudgetDomain

/// The facts of the log in columns (a structure of arrays), in order of position.
///
/// An event about money gives one row per movement, any other event one row without a movement, so
/// that the columns answer questions about history as well as about sums. All fields are integers
/// of fixed width: the columns can be written to a file and mapped as they are.
public struct FactColumns: Sendable {
  /// Position of the event; rows of one event are neighbours.
  public private(set) var position: [UInt64] = []
  /// When it was recorded, in microseconds since 1970 UTC.
  public private(set) var recordedAt: [Int64] = []
  /// ``EventType`` as its raw value.
  public private(set) var type: [UInt8] = []
  /// Number of the actor in ``actors``.
  public private(set) var actor: [UInt32] = []
  /// ``EntryKind`` of the movement as its raw value; 0 where the row moves nothing.
  public private(set) var kind: [UInt8] = []
  /// Fiscal year; 0 where the row moves nothing.
  public private(set) var year: [UInt16] = []
  /// ``FundSource`` as its raw value; 0 where the row moves nothing.
  public private(set) var source: [UInt8] = []
  /// Function code as a number; 0 where the row moves nothing.
  public private(set) var function: [UInt32] = []
  /// Economic code as a number; 0 where there is none.
  public private(set) var economic: [UInt32] = []
  /// ``SpendingNature`` as its raw value; 0 where the row moves nothing.
  public private(set) var nature: [UInt8] = []
  /// 1 + number of the project in ``projects``; 0 where there is none.
  public private(set) var project: [UInt32] = []
  /// Effective date as a day number; ``noDate`` where the event has none.
  public private(set) var date: [Int32] = []
  /// Signed amount in fen; 0 where the row moves nothing.
  public private(set) var amountInFen: [Int64] = []
  /// 1 + position of the entry that the event takes back; 0 where it takes back none.
  public private(set) var reverses: [UInt64] = []
  /// ``FactFlags`` of the event.
  public private(set) var flags: [UInt8] = []

  /// Years that were reopened and not closed again, while columns grow.
  private var reopenedYears: Set<FiscalYear> = []

  /// Who recorded events.
  public private(set) var actors = NameTable()
  /// Projects that occur.
  public private(set) var projects = NameTable()

  /// The day number of events without an effective date.
  public static let noDate = Int32.min

  /// Columns without rows.
  public init() {}

  /// How many rows there are.
  public var count: Int { position.count }

  /// One more than the last position taken in; 0 at the beginning.
  public private(set) var endPosition: UInt64 = 0

  /// Takes in the next event. Events are given in order of position.
  public mutating func append(_ recorded: RecordedEvent) {
    let movements = recorded.event.movements
    endPosition = recorded.envelope.position + 1
    switch recorded.event {
    case .yearReopened(let reopening): reopenedYears.insert(reopening.year)
    case .yearClosed(let closing): reopenedYears.remove(closing.year)
    default: break
    }
    guard !movements.isEmpty else {
      appendRow(recorded, nil)
      return
    }
    for movement in movements { appendRow(recorded, movement) }
  }

  private mutating func appendRow(_ recorded: RecordedEvent, _ movement: Movement?) {
    position.append(recorded.envelope.position)
    recordedAt.append(recorded.envelope.recordedAt.microseconds)
    type.append(recorded.event.type.rawValue)
    actor.append(actors.intern(recorded.envelope.actor))
    date.append(recorded.event.effectiveDate?.dayNumber ?? Self.noDate)
    if case .entryReversed(let reversal) = recorded.event {
      reverses.append(reversal.reverses + 1)
    } else {
      reverses.append(0)
    }
    flags.append(flags(of: recorded, movement).rawValue)
    kind.append(movement?.kind.rawValue ?? 0)
    year.append(UInt16(movement?.line.year.number ?? 0))
    source.append(movement?.line.source.rawValue ?? 0)
    function.append(movement?.line.function.number ?? 0)
    economic.append(movement?.economic?.number ?? 0)
    nature.append(movement?.line.nature.rawValue ?? 0)
    project.append(movement?.line.project.map { projects.intern($0.text) + 1 } ?? 0)
    amountInFen.append(movement?.amount.fen ?? 0)
  }

  private func flags(of recorded: RecordedEvent, _ movement: Movement?) -> FactFlags {
    var flags: FactFlags = []
    if let year = movement?.line.year, reopenedYears.contains(year) {
      flags.insert(.duringReopening)
    }
    if recorded.event.entry?.override != nil { flags.insert(.overridden) }
    if recorded.event.type == .commandRefused { flags.insert(.refused) }
    return flags
  }

  /// The budget line of a row, or `nil` where the row moves nothing.
  public func line(ofRow row: Int) -> BudgetLine? {
    guard kind[row] != 0 else { return nil }
    guard let year = FiscalYear(Int(year[row])), let source = FundSource(rawValue: source[row]),
      let function = FunctionCode(number: function[row]),
      let nature = SpendingNature(rawValue: nature[row])
    else { preconditionFailure("row \(row) holds a movement that no event can have made") }
    let name = project[row] == 0 ? nil : ProjectName(projects[project[row] - 1])
    return BudgetLine(
      year: year, source: source, function: function, nature: nature, project: name)
  }

  /// The number of the first row whose position is not below `position`.
  ///
  /// - Complexity: O(log n).
  public func firstRow(atOrAfter wanted: UInt64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if position[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension FactColumns {
  /// One more than the position of the last event recorded at `time` or before; 0 where none was.
  ///
  /// - Complexity: O(log n).
  public func endPosition(recordedBy time: RecordedTime) -> UInt64 {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if recordedAt[middle] <= time.microseconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : position[low - 1] + 1
  }
}
