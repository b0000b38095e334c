// Rows sorted by a number that each of them has, for questions that are asked often.

/// What is kept of each row of columns, sorted by a number that each row has and then by row.
struct RowsByNumber: Sendable {
  private let starts: [UInt32]
  private let sorted: [UInt32]

  /// Sorts by counting the rows of `columns`; row numbers are kept where nothing else is said.
  ///
  /// - Complexity: O(n) in the rows and the numbers.
  init(
    of columns: FactColumns, numberCount: Int, numbering number: (FactRun, Int) -> UInt32,
    keeping kept: (FactRun, Int) -> UInt32 = { UInt32($0.firstRow + $1) }
  ) {
    var starts = [UInt32](repeating: 0, count: numberCount + 1)
    columns.forEachRun(in: 0..<columns.count) { run in
      for index in run.range { starts[Int(number(run, index)) + 1] += 1 }
    }
    for number in 1..<starts.count { starts[number] += starts[number - 1] }
    var next = starts
    var sorted = [UInt32](repeating: 0, count: columns.count)
    columns.forEachRun(in: 0..<columns.count) { run in
      for index in run.range {
        let number = Int(number(run, index))
        sorted[Int(next[number])] = kept(run, index)
        next[number] += 1
      }
    }
    self.starts = starts
    self.sorted = sorted
  }

  /// What is kept of the rows with this number, in order.
  func rows(of number: UInt32) -> ArraySlice<UInt32> {
    guard Int(number) + 1 < starts.count else { return [] }
    return sorted[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }
}

/// The rows of each actor, sorted by the day on which they count.
struct RowsByActorAndDay: Sendable {
  private let starts: [UInt32]
  private let rows: [UInt32]
  private let days: [Int32]

  /// Sorts the rows of `columns` by actor, then by day, then by row.
  ///
  /// - Complexity: O(n log n) in the rows.
  init(of columns: FactColumns) {
    let byActor = RowsByNumber(of: columns, numberCount: columns.actors.texts.count) {
      $0.actor[$1]
    }
    let dates = columns.date
    var starts: [UInt32] = [0]
    var rows: [UInt32] = []
    var days: [Int32] = []
    rows.reserveCapacity(columns.count)
    days.reserveCapacity(columns.count)
    for actor in columns.actors.texts.indices {
      // A day and a row in one number sort as one.
      let keys = byActor.rows(of: UInt32(actor)).map { row in
        UInt64(UInt32(bitPattern: dates[Int(row)]) ^ 0x8000_0000) << 32 | UInt64(row)
      }.sorted()
      for key in keys {
        rows.append(UInt32(truncatingIfNeeded: key))
        days.append(Int32(bitPattern: UInt32(key >> 32) ^ 0x8000_0000))
      }
      starts.append(UInt32(rows.count))
    }
    self.starts = starts
    self.rows = rows
    self.days = days
  }

  /// The rows of `actor` that count on `days`, by day and then in order.
  ///
  /// - Complexity: O(log n).
  func rows(of actor: UInt32, on wanted: ClosedRange<Int32>) -> ArraySlice<UInt32> {
    let range = Int(starts[Int(actor)])..<Int(starts[Int(actor) + 1])
    let first = place(in: range) { $0 < wanted.lowerBound }
    return rows[first..<place(in: first..<range.upperBound) { $0 <= wanted.upperBound }]
  }

  /// The first place of `range` whose day is not `before`.
  private func place(in range: Range<Int>, _ isBefore: (Int32) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBefore(days[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
