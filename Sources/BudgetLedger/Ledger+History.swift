// Who changed what: the events that pass a filter, with what each did to its budget lines.

public import BudgetDomain
import EventCoding
import EventStorage
import Glibc
public import Projections
public import Statements

/// An event with what it did to the budget lines that it moves.
public struct HistoryEntry: Hashable, Sendable {
  /// The event.
  public let recorded: RecordedEvent
  /// The lines it moves, with their sums before and after; empty where it moves nothing.
  public let changes: [LineChange]
}

/// How many events there are and what they move in all.
public struct HistorySums: Hashable, Sendable {
  /// The number of events.
  public let count: Int
  /// What they move by kind, in fen, in the order of the kinds; kinds that do not occur are left
  /// out.
  public let sums: [Sum]

  /// What events move of one kind.
  public struct Sum: Hashable, Sendable {
    /// The kind.
    public let kind: EntryKind
    /// How many movements.
    public let count: Int
    /// Their sum in fen.
    public let fen: Int64
  }
}

extension Ledger {
  /// The positions of the events that pass `filter`, in the order of the log or its reverse.
  ///
  /// - Parameter limit: at most so many, the first in that order.
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the facts; where the filter needs records, also in the bytes of those
  ///   that may pass.
  public func positions(
    _ filter: HistoryFilter, at moment: Moment = Moment(), newestFirst: Bool = false,
    limit: Int? = nil
  ) throws(LedgerError) -> [UInt64] {
    let limit = limit ?? Int.max
    var candidates = filter.positions(in: columns, at: moment)
    if newestFirst { candidates.reverse() }
    guard filter.needsRecords else { return Array(candidates.prefix(limit)) }
    var found: [UInt64] = []
    var start = 0
    // Read in runs, so that a limit is reached early and memory stays small.
    while start < candidates.count, found.count < limit {
      let run = candidates[start..<min(candidates.count, start + Self.readAtOnce)]
      var passed = try passing(filter, at: newestFirst ? run.reversed() : Array(run))
      if newestFirst { passed.reverse() }
      found += passed
      start += run.count
    }
    return Array(found.prefix(limit))
  }

  private static let readAtOnce = 65_536

  /// Those of `positions`, which ascend, whose records pass.
  private func passing(
    _ filter: HistoryFilter, at positions: [UInt64]
  ) throws(LedgerError) -> [UInt64] {
    guard let first = positions.first, let last = positions.last else { return [] }
    // Few of many are read one by one; else everything between is passed over in one go.
    guard last - first < UInt64(positions.count) * 64 else {
      return try events(at: positions).filter { filter.admits($0) }.map(\.envelope.position)
    }
    let needle = filter.text.map { Self.plainestPart(of: $0) } ?? []
    var next = 0
    var found: [UInt64] = []
    try store.forEachRecord(in: first..<(last + 1)) { (record) throws(LedgerError) in
      guard next < positions.count, positions[next] == record.position else { return }
      next += 1
      guard Self.occurs(needle, in: record.body) else { return }
      if filter.admits(try EventCodec.decode(record)) { found.append(record.position) }
    }
    return found
  }

  /// The longest part of `text` that stands in a record as it is, without an escape.
  private static func plainestPart(of text: String) -> [UInt8] {
    let parts = Array(text.utf8).split { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }
    return Array(parts.max { $0.count < $1.count } ?? [])
  }

  private static func occurs(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard !needle.isEmpty, let start = bytes.baseAddress else { return true }
    var from = start
    let end = start + bytes.count - needle.count
    while from <= end {
      guard let hit = memchr(from, Int32(needle[0]), end - from + 1) else { return false }
      if memcmp(hit, needle, needle.count) == 0 { return true }
      from = UnsafeRawPointer(hit) + 1
    }
    return false
  }

  /// The events at `positions`, which ascend or descend, each with what it did to its lines.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the facts up to the last of them.
  public func historyEntries(
    at positions: [UInt64]
  ) throws(LedgerError) -> [HistoryEntry] {
    let isReversed = (positions.first ?? 0) > (positions.last ?? 0)
    let ascending = isReversed ? positions.reversed() : positions
    let changes = columns.lineChanges(at: ascending)
    let entries = try events(at: ascending).map {
      HistoryEntry(recorded: $0, changes: changes[$0.envelope.position] ?? [])
    }
    return isReversed ? entries.reversed() : entries
  }

  /// How many events there are at `positions`, and what they move by kind.
  ///
  /// - Complexity: O(n log n) in the positions.
  public func historySums(at positions: [UInt64]) -> HistorySums {
    var counts: [EntryKind: (count: Int, fen: Int64)] = [:]
    for position in positions {
      for row in columns.rows(at: position) {
        guard let kind = EntryKind(rawValue: columns.kind[row]) else { continue }
        let known = counts[kind] ?? (0, 0)
        counts[kind] = (known.count + 1, known.fen + columns.amountInFen[row])
      }
    }
    return HistorySums(
      count: positions.count,
      sums: EntryKind.allCases.compactMap { kind in
        counts[kind].map { HistorySums.Sum(kind: kind, count: $0.count, fen: $0.fen) }
      })
  }

  /// The positions behind a figure of a statement, in order; `nil` where it has no such cell.
  ///
  /// - Complexity: as ``explanation(of:in:)``.
  public func positions(behind address: CellAddress, in statement: Statement) -> [UInt64]? {
    guard let explanation = explanation(of: address, in: statement) else { return nil }
    var positions: [UInt64] = []
    for event in explanation.events where positions.last != event.position {
      positions.append(event.position)
    }
    return positions
  }

  /// What the publication called `name` published, with the position of the event; `nil` where
  /// there is none.
  ///
  /// - Throws: as ``event(at:)``.
  public func publication(
    named name: String
  ) throws(LedgerError) -> (position: UInt64, publication: Publication)? {
    guard let published = publications[name],
      case .statementPublished(let publication) = try event(at: published.position).event
    else { return nil }
    return (published.position, publication)
  }
}
