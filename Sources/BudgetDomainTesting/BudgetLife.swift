// The chance that random lives of a ledger are drawn by: entries that rules let pass, and others.

package import BudgetDomain

/// A random life of several years: what people ask of the books, whatever becomes of it.
///
/// Whoever lives it says what is recorded so far and what is done with what is asked; which command
/// comes next is drawn here, mostly one that the rules let pass.
package protocol BudgetLife {
  associatedtype Numbers: RandomNumberGenerator

  /// Where chance comes from.
  var numbers: Numbers { get set }
  /// Everything recorded so far, in order.
  var log: [RecordedEvent] { get }
  /// What the log adds up to.
  var state: BudgetState { get }
  /// The year around which life goes on.
  var year: Int { get }

  /// Asks for something; by anybody where no actor is named.
  mutating func ask(_ command: Command, by actor: String?, override: OverrideRequest?)
}

extension BudgetLife {
  /// The years that a life may touch.
  package static var years: ClosedRange<Int> { 2018...2022 }

  mutating func ask(_ command: Command) { ask(command, by: nil, override: nil) }

  mutating func ask(_ command: Command, by actor: String) {
    ask(command, by: actor, override: nil)
  }

  mutating func ask(_ command: Command, override: OverrideRequest?) {
    ask(command, by: nil, override: override)
  }

  package mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }

  package mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  /// A small amount for what uses money, a larger one for what grants it.
  package mutating func amount(granting: Bool = false) -> Amount {
    let range: ClosedRange<Int64> = granting ? 100...900 : 1...300
    guard let amount = Amount(fen: Int64.random(in: range, using: &numbers)) else {
      preconditionFailure("a small amount is exact")
    }
    return amount
  }

  package func fiscalYear(_ number: Int) -> FiscalYear {
    guard let year = FiscalYear(number) else { preconditionFailure("no year \(number)") }
    return year
  }

  package mutating func date(in year: Int) -> EffectiveDate {
    let month = Int.random(in: 1...12, using: &numbers)
    let day = Int.random(in: 1...28, using: &numbers)
    guard let date = EffectiveDate(year: year, month: month, day: day) else {
      preconditionFailure("every month has 28 days")
    }
    return date
  }

  package mutating func line(in year: Int) -> BudgetLine {
    let code = pick(["2010306", "2010306", "2010301"])
    guard let function = FunctionCode(text: code) else { preconditionFailure("no code \(code)") }
    let project = pick([nil, nil, "甲", "甲", "乙"])
    return BudgetLine(
      year: fiscalYear(year), source: pick([.generalBudget, .service]), function: function,
      nature: project == nil ? .basic : .project, project: project.flatMap { ProjectName($0) })
  }

  /// An entry on any line, as often as not one that no rule lets pass.
  package mutating func entry(economic: Bool = false, granting: Bool = false) -> Entry {
    let year = chance(8) ? pick(Array(Self.years)) : self.year
    return Entry(
      line: line(in: year), economic: economic ? code() : nil,
      amount: amount(granting: granting), date: date(in: year))
  }

  /// Mostly an entry on a line of the year that has some of `figure`; otherwise any.
  package mutating func entry(
    economic: Bool = false, granting: Bool = false, on figure: (LineTotals) -> Int64
  ) -> Entry {
    let year = chance(5) ? pick(Array(Self.years)) : self.year
    let lines = state.knownLines.filter {
      $0.year.number == year && figure(state.totals(of: $0)) > 0
    }
    guard !lines.isEmpty, !chance(6) else { return entry(economic: economic, granting: granting) }
    return Entry(
      line: pick(lines.sorted()), economic: economic ? code() : nil,
      amount: amount(granting: granting), date: date(in: year))
  }

  /// Such an entry that mostly takes no more than there is of `figure`.
  package mutating func entry(economic: Bool = false, from figure: (LineTotals) -> Int64) -> Entry {
    var entry = entry(economic: economic, on: figure)
    let available = figure(state.totals(of: entry.line))
    guard available > 0, !chance(8) else { return entry }
    let fen = chance(3) ? available : Int64.random(in: 1...available, using: &numbers)
    if let amount = Amount(fen: fen) { entry.amount = amount }
    return entry
  }

  package mutating func code() -> EconomicCode? {
    EconomicCode(text: pick(["30201", "30202", "30217", "30231"]))
  }

  package mutating func recent() -> RecordedEvent {
    log[Int.random(in: (chance(3) ? 0 : max(0, log.count - 12))..<log.count, using: &numbers)]
  }
}
