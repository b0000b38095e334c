// Figures that were kept of blocks of rows, and the rows behind them, give what all rows give.

import BudgetDomain
import Testing

@testable import Projections

@Suite struct `Kept figures` {
  /// A few thousand rows more than two blocks hold, of two years and many codes; every hundredth
  /// event has two rows, so that one event is cut in two by the end of a block.
  private static let columns: FactColumns = {
    var numbers = SeededNumbers(state: 7)
    var table = FactColumns()
    let facts = table.ownTable()
    let actor = facts.actors.intern("甲")
    var position: UInt64 = 0
    func movement() -> FactRow {
      var row = FactRow(
        position: position, recordedAtMicroseconds: Int64(position), actor: actor, type: 1)
      let number = numbers.next()
      row.kind = [EntryKind.expenditure, .income, .appropriation][Int(number % 3)].rawValue
      row.source = UInt8(1 + number >> 8 % 3)
      row.nature = UInt8(1 + number >> 16 % 2)
      row.year = number >> 24 % 10 == 0 ? 2018 : 2019
      row.function = 2_010_301 + UInt32(number >> 32 % 40)
      row.economic = row.kind == EntryKind.expenditure.rawValue ? 30_201 + UInt32(number % 20) : 0
      row.date = Int32(17_000 + number % 700)
      row.amountInFen = Int64(number % 1_000_003) - 1_000
      return row
    }
    while facts.count < 2 * FactBlock.capacity + 3_000 {
      facts.append(movement())
      if position % 100 == 35 { facts.append(movement()) }
      position += 1
    }
    table.count(upTo: position)
    return table
  }()

  private final class Memory {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ source: [UInt8]) {
      bytes = .allocate(byteCount: max(1, source.count), alignment: 8)
      bytes.copyBytes(from: source)
    }

    deinit { bytes.deallocate() }
  }

  private func kept(_ rows: Range<Int>, continuing earlier: KeptFigures? = nil) throws
    -> KeptFigures
  {
    let memory = Memory(KeptFigures.bytes(of: Self.columns, rows: rows, continuing: earlier))
    return try #require(KeptFigures(UnsafeRawBufferPointer(memory.bytes), keptBy: memory))
  }

  /// Sums of all shapes that cells ask for.
  private func sums(_ cube: FigureCube) throws -> [Int64] {
    var sums: [Int64] = []
    for kind in [EntryKind.expenditure, .income, .appropriation] {
      for functions in ["", "201", "2010301", "2010340"] {
        for economics in ["", "302", "30205"] {
          var filter = FactFilter()
          filter.kinds = [kind]
          filter.natures = kind == .income ? [] : [.basic]
          if !functions.isEmpty { filter.functions = [try #require(CodePrefix(text: functions))] }
          if !economics.isEmpty { filter.economics = [try #require(CodePrefix(text: economics))] }
          sums.append(cube.sum(filter))
        }
      }
    }
    return sums
  }

  @Test(arguments: [2018, 2019])
  func `of the blocks before a moment leave only the rows of one block to be looked at`(
    number: Int
  ) throws {
    let columns = Self.columns
    let year = try #require(FiscalYear(number))
    let capacity = FactBlock.capacity
    let blocks = try [kept(0..<capacity), kept(capacity..<(2 * capacity))]
    for row in [capacity, capacity + 1, 2 * capacity, columns.count - 1] {
      let end = columns.position(ofRow: row)
      let moment = Moment(endPosition: end)
      let before = blocks.prefix { $0.rows.upperBound <= columns.firstRow(atOrAfter: end) }
      let continued = FigureCube(
        of: columns, year: year, at: moment, continuing: Array(before))
      let scanned = FigureCube(of: columns, year: year, at: moment)
      #expect(continued.functions == scanned.functions)
      #expect(try sums(continued) == sums(scanned), "before #\(end)")
    }
  }

  @Test func `over all rows are those of fewer rows and what came behind`() throws {
    let columns = Self.columns
    let first = try kept(0..<70_000)
    let all = try kept(0..<columns.count, continuing: first)
    #expect(all.isRight(for: columns))
    #expect(first.isRight(for: columns))
    #expect(
      try sums(FigureCube(of: columns, year: #require(FiscalYear(2019)), continuing: [all]))
        == sums(FigureCube(of: columns, year: #require(FiscalYear(2019)))))
  }

  @Test func `that were cut or altered are refused, or read within what is there`() throws {
    let honest = KeptFigures.bytes(of: Self.columns, rows: 0..<40)
    func kept(_ bytes: [UInt8]) -> KeptFigures? {
      let memory = Memory(bytes)
      return KeptFigures(
        UnsafeRawBufferPointer(memory.bytes)[..<bytes.count].rebased, keptBy: memory)
    }
    for index in honest.indices {
      #expect(kept(Array(honest[..<index])) == nil, "cut to \(index)")
      var altered = honest
      altered[index] ^= 0x81
      #expect(kept(altered)?.isRight(for: Self.columns) != true, "altered at \(index)")
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var rebased: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self) }
}
