// Rows that were read apart from the columns they will go into, with names numbered on their own.

/// Rows on their way into columns: names and lines have numbers of this reading's own.
///
/// Several threads read records at the same time, so none can number names for all. What was read
/// is taken into the columns in order, and only then gets its numbers there: in the order of first
/// sight, as if one thread had read everything.
public struct LooseFacts: Sendable {
  /// The rows; ``FactRow/actor`` and ``FactRow/project`` are numbers of this reading.
  public private(set) var rows: [FactRow] = []
  /// The number of the line of each row, in ``lineKeys`` from 1; 0 where the row moves nothing.
  private(set) var lines: [UInt32] = []
  /// The names by their numbers here.
  let actors: [String]
  let projects: [String]
  /// The lines by their numbers here less 1, with projects as numbered here.
  let lineKeys: [LineTable.Key]

  fileprivate init(
    _ rows: [FactRow], _ lines: [UInt32], actors: [String], projects: [String],
    lineKeys: [LineTable.Key]
  ) {
    self.rows = rows
    self.lines = lines
    self.actors = actors
    self.projects = projects
    self.lineKeys = lineKeys
  }
}

/// Collects rows for ``LooseFacts``, and keeps the numbers that it gave for the next ones.
public struct LooseFactCollector: Sendable {
  /// The rows since the last ``take()``.
  public private(set) var rows: [FactRow] = []
  private var lines: [UInt32] = []
  private var actors = NameTable()
  private var projects = NameTable()
  private var lineTable = LineTable()

  /// A collector that has given no numbers.
  public init() {}

  /// The number of the actor called by these bytes in UTF-8, given now if it is new; `nil` when
  /// they are no UTF-8.
  public mutating func internActor(_ utf8: UnsafeRawBufferPointer) -> UInt32? {
    actors.intern(utf8)
  }

  /// The number of the project called by these bytes in UTF-8, as ``internActor(_:)``.
  public mutating func internProject(_ utf8: UnsafeRawBufferPointer) -> UInt32? {
    projects.intern(utf8)
  }

  /// Adds a row, whose names have numbers of this collector.
  public mutating func append(_ row: FactRow) {
    rows.append(row)
    lines.append(row.kind == 0 ? 0 : lineTable.intern(LineTable.Key(row)))
  }

  /// Gives `hash` as document number to the rows from `first` on.
  public mutating func setDocument(_ hash: UInt32, ofRowsFrom first: Int) {
    for index in first..<rows.count { rows[index].documentHash = hash }
  }

  /// Takes back the rows from `first` on.
  public mutating func removeRows(from first: Int) {
    guard first < rows.count else { return }
    rows.removeSubrange(first...)
    lines.removeSubrange(first...)
  }

  /// The rows since the last time; the numbers stay given.
  public mutating func take() -> LooseFacts {
    let facts = LooseFacts(
      rows, lines, actors: actors.texts, projects: projects.texts, lineKeys: lineTable.keys)
    rows = []
    lines = []
    // The next piece is about as long.
    rows.reserveCapacity(facts.rows.count)
    lines.reserveCapacity(facts.rows.count)
    return facts
  }
}

/// Which numbers of columns the numbers of one collector are.
public struct FactNumbers: Sendable {
  /// Numbers in the columns by number of the collector; ``none`` where it was not met yet.
  fileprivate var actors: [UInt32] = []
  fileprivate var projects: [UInt32] = []
  fileprivate var lines: [UInt32] = []
  fileprivate static let none = UInt32.max

  /// Nothing was met yet.
  public init() {}

  fileprivate mutating func makeRoom(for facts: LooseFacts) {
    Self.extend(&actors, to: facts.actors.count)
    Self.extend(&projects, to: facts.projects.count)
    Self.extend(&lines, to: facts.lineKeys.count)
  }

  private static func extend(_ numbers: inout [UInt32], to count: Int) {
    guard numbers.count < count else { return }
    numbers.append(contentsOf: repeatElement(Self.none, count: count - numbers.count))
  }
}

extension FactColumns {
  /// Takes in the rows `range` of `facts`, which are those of whole events and come next.
  ///
  /// - Parameter numbers: those of the collector of `facts`, for these columns.
  /// - Complexity: O(n) in the rows.
  public mutating func append(
    _ facts: LooseFacts, rows range: Range<Int>, numbers: inout FactNumbers
  ) {
    guard !range.isEmpty else { return }
    let table = ownTable()
    numbers.makeRoom(for: facts)
    for index in range {
      var row = facts.rows[index]
      row.actor = Self.number(row.actor, in: &numbers.actors, facts.actors) {
        table.actors.intern($0)
      }
      if row.project != 0 {
        row.project =
          1
          + Self.number(row.project - 1, in: &numbers.projects, facts.projects) {
            table.projects.intern($0)
          }
      }
      var line: UInt32 = 0
      if facts.lines[index] != 0 {
        let place = Int(facts.lines[index] - 1)
        if numbers.lines[place] == FactNumbers.none {
          numbers.lines[place] = table.lines.intern(LineTable.Key(row))
        }
        line = numbers.lines[place]
      }
      if row.kind != 0, !table.reopenedYears.isEmpty, table.reopenedYears.contains(row.year) {
        row.flags.insert(.duringReopening)
      }
      table.append(row, line: line)
    }
    count(upTo: facts.rows[range.upperBound - 1].position + 1)
  }

  @inline(__always)
  private static func number(
    _ own: UInt32, in numbers: inout [UInt32], _ texts: [String], _ intern: (String) -> UInt32
  ) -> UInt32 {
    let known = numbers[Int(own)]
    guard known == FactNumbers.none else { return known }
    let number = intern(texts[Int(own)])
    numbers[Int(own)] = number
    return number
  }
}

extension LineTable.Key {
  init(_ row: FactRow) {
    self.init(
      year: row.year, source: row.source, nature: row.nature, function: row.function,
      project: row.project)
  }
}
