// One event of the workload as it is drawn, before it becomes a row of a ledger.

/// A project of the workload: its year, the unit that runs it, and its number there.
struct WorkloadProject: Hashable {
  let year: Int
  let unit: Int
  let number: Int
}

/// One event of W(N). Units, functions, economics and funds are numbers in the workload's lists.
struct WorkloadEvent {
  /// What kind of event it is, with its share of a thousand.
  enum Kind: String, CaseIterable {
    /// 950: money spent.
    case expenditure = "exp"
    /// 20: authority granted.
    case appropriation = "app"
    /// 10: authority added, or taken in one of four.
    case adjustment = "adj"
    /// 12: an expenditure taken back whole.
    case reversal = "rev"
    /// 8: an expenditure moved by a part of it, up or down.
    case correction = "cor"

    init(draw: Int) {
      self =
        draw < 950
        ? .expenditure
        : draw < 970
          ? .appropriation : draw < 980 ? .adjustment : draw < 992 ? .reversal : .correction
    }
  }

  var sequence: Int
  var kind: Kind
  var unit: Int
  var year: Int
  /// Days since 2021-01-01 on which it counts; late entries count in the year before.
  var day: Int
  /// Milliseconds since the beginning of 2021-01-01 at which it is recorded.
  var recordedMilliseconds: Int
  /// 1 to 60.
  var actor: Int
  var function: Int
  var economic: Int
  var project: WorkloadProject?
  var fund: Int
  /// Signed: below zero where money comes back or authority is taken.
  var amountInFen: Int
  var memo: String
  var documentYear: Int
  var documentNumber: Int
  /// The sequence number of the expenditure that a reversal or correction is about.
  var reference: Int?
}
