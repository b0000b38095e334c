// The workload as a ledger takes it: its prologue, its rows, and what they must add up to.

/// W(N) for a ledger. Its rows are drawn anew each time they are walked; nothing of size N is kept.
struct Workload {
  let eventCount: Int
  let seed: UInt64
  let prologue: [LedgerRow]
  private let mapping: RowMapping

  init(eventCount: Int, seed: UInt64 = WorkloadStream.defaultSeed) {
    self.eventCount = eventCount
    self.seed = seed
    let stream = WorkloadStream(eventCount: eventCount, seed: seed)
    mapping = RowMapping(stream.setting)
    var needs = Prologue()
    for event in stream { needs.consider(mapping.row(of: event)) }
    prologue = needs.rows
  }

  /// How many rows there are, prologue included.
  var rowCount: Int { prologue.count + eventCount }

  /// The rows behind the prologue, one for each event.
  var rows: some Sequence<LedgerRow> {
    WorkloadStream(eventCount: eventCount, seed: seed).lazy.map { [mapping] in mapping.row(of: $0) }
  }

  /// The prologue and half of the events: where the questions “as of the middle” stand.
  var middleRowCount: Int { prologue.count + eventCount / 2 }
}

/// What the rows of a workload add up to, in the middle and at the end.
struct WorkloadTotals: Equatable {
  var middle = ControlTotals()
  var end = ControlTotals()
}
