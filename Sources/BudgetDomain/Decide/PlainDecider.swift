// Decides plain entries on sums in dense memory: what it accepts, `decide` would record as it is.

/// Decides entries whose rules look at nothing but their line, their code and their year.
///
/// Whoever records a million entries at once need not make a million submissions of them. This
/// accepts only what ``decide(_:given:)`` would record as the one event of the entry, with nothing
/// added; what it does not accept is not refused by that, but left to `decide`. Every rule is asked
/// through the guard that `decide` uses, once for each line, code and year. A test compares the
/// two on random entries. Keys and texts are looked at by whoever reads them.
public struct PlainDecider: Sendable {
  private let state: BudgetState
  private var numbers: [BudgetLine: Int] = [:]
  private var lines: [Line] = []
  private var years: [Year] = []

  /// A line with its sums so far.
  private struct Line: Sendable {
    let year: Int
    /// Whether spending is not held up by the end of its project.
    let maySpend: Bool
    var totals: LineTotals
  }

  /// A year that takes entries, by the default policy.
  private struct Year: Sendable {
    let year: FiscalYear
    let days: ClosedRange<Int32>
    /// Magnitudes by `EntryKind`.
    var volumes: SIMD16<Int64>
    /// What is known of economic codes, by their number less the smallest.
    var economics: [CodeState]
  }

  private enum CodeState: UInt8 {
    case unknown, valid, invalid
  }

  private static let economicNumbers: Range<UInt32> = 10_000..<100_000

  /// A decider that goes on from `state`; `nil` where every submission must be looked at by itself.
  public init?(_ state: BudgetState) {
    guard state.opening != nil, state.actors.isEmpty else { return nil }
    self.state = state
  }

  /// The number of `line` here; `nil` where it is none that plain entries are recorded on.
  public mutating func number(of line: BudgetLine) -> Int? {
    if let known = numbers[line] { return known }
    guard let year = place(of: line.year), (try? guardLine(line, state)) != nil,
      !state.paysWithRecognition(line)
    else { return nil }
    let isEnded = line.project.flatMap { state.projects[$0] }?.isEnded ?? false
    numbers[line] = lines.count
    lines.append(Line(year: year, maySpend: !isEnded, totals: state.totals(of: line)))
    return lines.count - 1
  }

  /// Takes an entry into the sums, if `decide` would record it; `false` leaves them as they were.
  ///
  /// - Parameters:
  ///   - number: what ``number(of:)`` said of its line.
  ///   - economic: the number of its economic code; 0 where there is none.
  public mutating func accepts(
    _ kind: SubmissionKind, _ amount: Amount, onLine number: Int, economic: UInt32,
    date: EffectiveDate
  ) -> Bool {
    let fen = amount.fen
    let year = lines[number].year
    guard fen > 0, years[year].days.contains(date.dayNumber) else { return false }
    let totals = lines[number].totals
    let moves: EntryKind
    var takesCode = true
    switch kind {
    case .appropriation: moves = .appropriation
    case .supplement: moves = .supplement
    case .reduction:
      moves = .reduction
      guard fen <= totals.freeAuthorityInFen else { return false }
    case .income:
      moves = .income
      takesCode = false
    case .expenditure:
      moves = .expenditure
      guard economic != 0, lines[number].maySpend, fen <= totals.freeAuthorityInFen,
        fen <= totals.closingInFen
      else { return false }
    case .refund:
      moves = .expenditure
      guard economic != 0, fen <= totals.expenditureInFen else { return false }
    default: return false
    }
    guard economic == 0 || takesCode && isValid(economic, in: year) else { return false }
    let volume = years[year].volumes[Int(moves.rawValue)]
    guard fen <= Amount.limitInFen - volume else { return false }
    years[year].volumes[Int(moves.rawValue)] = volume + fen
    lines[number].totals.add(kind == .refund ? -fen : fen, kind: moves)
    return true
  }

  private mutating func isValid(_ economic: UInt32, in year: Int) -> Bool {
    guard Self.economicNumbers.contains(economic) else { return false }
    let place = Int(economic - Self.economicNumbers.lowerBound)
    if years[year].economics[place] == .unknown {
      let code = EconomicCode(number: economic)
      let list = state.catalogue.economics
      let isValid = (try? guardEconomic(code, .expenditure, years[year].year, list)) != nil
      years[year].economics[place] = isValid ? .valid : .invalid
    }
    return years[year].economics[place] == .valid
  }

  /// The place of a year that takes entries by the default policy; `nil` for any other.
  private mutating func place(of year: FiscalYear) -> Int? {
    if let known = years.firstIndex(where: { $0.year == year }) { return known }
    let policy = state.policy(for: year)
    guard policy.controlLevel == .line, policy.ceilings == .none, policy.fourEyes.isEmpty,
      (try? guardYear(year, state)) != nil,
      let first = EffectiveDate(year: year.number, month: 1, day: 1),
      let last = EffectiveDate(year: year.number, month: 12, day: 31)
    else { return nil }
    var volumes = SIMD16<Int64>.zero
    for kind in EntryKind.allCases { volumes[Int(kind.rawValue)] = state.volumes[kind, year] }
    years.append(
      Year(
        year: year, days: first.dayNumber...last.dayNumber, volumes: volumes,
        economics: Array(repeating: .unknown, count: Self.economicNumbers.count)))
    return years.count - 1
  }
}

extension PlainDecider {
  /// The event of a submission that is recorded as it is, taken into the sums; `nil` where `decide`
  /// must have a look, which leaves them as they were. The key is looked at by the caller.
  public mutating func event(of submission: Submission) -> Event? {
    guard submission.override == nil, let (kind, entry) = submission.command.plainEntry,
      (try? guardEnvelope(submission)) != nil, (try? guardText(entry.document, .document)) != nil,
      (try? guardText(entry.payee, .payee)) != nil, (try? guardText(entry.memo, .memo)) != nil,
      let number = number(of: entry.line),
      accepts(
        kind, entry.amount, onLine: number, economic: entry.economic?.number ?? 0,
        date: entry.date)
    else { return nil }
    return entryFact(of: submission.command)?.asSubmitted
  }
}

extension Command {
  /// Whether it is one that ``PlainDecider`` may decide.
  public var isPlainEntry: Bool { plainEntry != nil }

  /// The kind and the entry of a command that ``PlainDecider`` may decide.
  fileprivate var plainEntry: (kind: SubmissionKind, entry: Entry)? {
    switch self {
    case .approveAppropriation(let entry): (.appropriation, entry)
    case .supplementAppropriation(let entry): (.supplement, entry)
    case .reduceAppropriation(let entry): (.reduction, entry)
    case .receiveIncome(let entry): (.income, entry)
    case .recordExpenditure(let entry): (.expenditure, entry)
    case .refundExpenditure(let entry): (.refund, entry)
    default: nil
    }
  }
}
