// One budget line through time: what each event did to it, and the balances around an event.

public import BudgetDomain

/// What one event did to one budget line.
public struct LineChange: Hashable, Sendable {
  /// The line.
  public let line: BudgetLine
  /// Its sums before the event.
  public let before: LineTotals
  /// Its sums after the event.
  public let after: LineTotals
}

/// One step in the life of a budget line: one movement, with the sums after it.
public struct LineStep: Hashable, Sendable {
  /// Position of the event.
  public let position: UInt64
  /// Which sum it moved.
  public let kind: EntryKind
  /// The economic code, where there is one.
  public let economic: EconomicCode?
  /// How much, in fen; negative where it was taken back.
  public let amountInFen: Int64
  /// The sums of the line after it.
  public let totals: LineTotals
}

extension FactColumns {
  /// The rows of the event at `position`; rows of one event are neighbours.
  ///
  /// - Complexity: O(log n).
  public func rows(at position: UInt64) -> Range<Int> {
    firstRow(atOrAfter: position)..<firstRow(atOrAfter: position + 1)
  }

  /// What the events at `positions`, which ascend, did to each line that they move.
  ///
  /// - Complexity: O(n) in the rows up to the last position.
  public func lineChanges(at positions: [UInt64]) -> [UInt64: [LineChange]] {
    guard let last = positions.last else { return [:] }
    let end = firstRow(atOrAfter: last + 1)
    var placeOfLine = [UInt32](repeating: 0, count: lineCount + 1)
    var lines: [BudgetLine] = []
    for position in positions {
      for row in rows(at: position) {
        guard let line = line(ofRow: row), let number = number(of: line),
          placeOfLine[Int(number)] == 0
        else { continue }
        lines.append(line)
        placeOfLine[Int(number)] = UInt32(lines.count)
      }
    }
    var totals = [LineTotals](repeating: LineTotals(), count: lines.count)
    var changes: [UInt64: [LineChange]] = [:]
    var next = 0
    forEachRun(in: 0..<end) { run in
      for index in run.range {
        let place = Int(placeOfLine[Int(run.line[index])])
        guard place > 0, let kind = EntryKind(rawValue: run.kind[index]) else { continue }
        let position = run.position(index)
        while next < positions.count, positions[next] < position { next += 1 }
        let before = totals[place - 1]
        totals[place - 1].add(run.amount[index], kind: kind)
        guard next < positions.count, positions[next] == position else { continue }
        let line = lines[place - 1]
        var known = changes[position] ?? []
        if let earlier = known.firstIndex(where: { $0.line == line }) {
          known[earlier] = LineChange(
            line: line, before: known[earlier].before, after: totals[place - 1])
        } else {
          known.append(LineChange(line: line, before: before, after: totals[place - 1]))
        }
        changes[position] = known
      }
    }
    return changes
  }

  /// Every movement of `line` up to `moment`, in order of position; empty where there is none.
  ///
  /// - Complexity: O(n) in the rows.
  public func steps(of line: BudgetLine, at moment: Moment = Moment()) -> [LineStep] {
    guard let number = number(of: line) else { return [] }
    let through = moment.throughDate?.dayNumber ?? Int32.max
    var totals = LineTotals()
    var steps: [LineStep] = []
    forEachRun(in: rows(at: moment)) { run in
      for index in run.range where run.line[index] == number && run.date[index] <= through {
        guard let kind = EntryKind(rawValue: run.kind[index]) else { continue }
        totals.add(run.amount[index], kind: kind)
        steps.append(
          LineStep(
            position: run.position(index), kind: kind,
            economic: EconomicCode(number: run.economic[index]), amountInFen: run.amount[index],
            totals: totals))
      }
    }
    return steps
  }

  /// Every budget line of `year` that any event moved, in their natural order; of all years where
  /// it is `nil`.
  ///
  /// - Complexity: O(n) in the rows.
  public func lines(of year: FiscalYear? = nil) -> [BudgetLine] {
    ColumnPast(self).movedLines.filter { year == nil || $0.year == year }.sorted()
  }
}

extension FactFilter {
  /// Whether the movement in `row` of `columns` passes; `false` where the row moves nothing.
  public func admits(row: Int, of columns: FactColumns) -> Bool {
    guard columns.kind[row] != 0 else { return false }
    if let project {
      guard let number = columns.projects.number(of: project.text),
        columns.project[row] == number + 1
      else { return false }
    }
    return CompiledFilter(self).admits(
      FigureCube.Key(
        kind: columns.kind[row], source: columns.source[row], nature: columns.nature[row],
        function: columns.function[row], economic: columns.economic[row]))
  }
}
