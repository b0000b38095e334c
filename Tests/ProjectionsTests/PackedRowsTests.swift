// Rows that were packed for an index are, unpacked, the rows that they were.

import Testing

@testable import Projections

@Suite struct `Packed rows` {
  /// What a column looks like, so that every form of packing is chosen for some column.
  private enum Shape: CaseIterable {
    case same, few, ascending, steps, small, any
  }

  private struct Column {
    let shape: Shape
    var value: UInt64

    init(_ shape: Shape, _ numbers: inout SeededNumbers) {
      self.shape = shape
      value = shape == .any || shape == .same ? numbers.next() : numbers.next() & 0xFF
    }

    mutating func next(_ numbers: inout SeededNumbers) -> UInt64 {
      switch shape {
      case .same: break
      case .few: value = [0, 7, 1 << 40, .max][Int(numbers.next() & 3)]
      case .ascending: value &+= numbers.next() & 3
      case .steps: if numbers.next() % 97 == 0 { value = numbers.next() }
      case .small: value = numbers.next() & 0x1F
      case .any: value = numbers.next()
      }
      return value
    }
  }

  /// Columns of `count` rows whose columns take their shapes in turn.
  private func columns(seed: UInt64, count: Int) -> FactColumns {
    var numbers = SeededNumbers(state: seed)
    var parts = (0..<19).map { place in
      Column(Shape.allCases[(place + Int(seed)) % Shape.allCases.count], &numbers)
    }
    var facts = LooseFactCollector()
    var actors: [UInt32] = []
    var projects: [UInt32] = []
    for number: UInt8 in 0..<8 {
      withUnsafeBytes(of: UInt8(ascii: "A") + number) { name in
        actors += [facts.internActor(name)].compactMap(\.self)
        projects += [facts.internProject(name)].compactMap(\.self)
      }
    }
    for index in 0..<count {
      let values = parts.indices.map { parts[$0].next(&numbers) }
      var row = FactRow(
        position: UInt64(index), recordedAtMicroseconds: Int64(bitPattern: values[0]),
        actor: actors[Int(values[3] & 7)], type: UInt8(truncatingIfNeeded: values[14]))
      row.kind = UInt8(truncatingIfNeeded: values[15])
      row.source = UInt8(truncatingIfNeeded: values[16])
      row.nature = UInt8(truncatingIfNeeded: values[17])
      row.year = UInt16(truncatingIfNeeded: values[13])
      row.function = UInt32(truncatingIfNeeded: values[5])
      row.economic = UInt32(truncatingIfNeeded: values[6])
      row.project = values[7] & 8 == 0 ? 0 : 1 + projects[Int(values[7] & 7)]
      row.date = Int32(truncatingIfNeeded: values[8])
      row.amountInFen = Int64(bitPattern: values[1])
      row.reverses = UInt32(truncatingIfNeeded: values[2])
      row.keyHash = UInt32(truncatingIfNeeded: values[9])
      row.documentHash = UInt32(truncatingIfNeeded: values[10])
      row.payeeHash = UInt32(truncatingIfNeeded: values[11])
      facts.append(row)
    }
    var columns = FactColumns()
    var factNumbers = FactNumbers()
    let taken = facts.take()
    columns.append(taken, rows: taken.rows.indices, numbers: &factNumbers)
    return columns
  }

  private func reopened(
    _ columns: FactColumns, altering change: (inout [UInt8]) -> Void = { _ in }
  ) -> FactColumns? {
    var writer = IndexWriter()
    columns.writeIndex(&writer)
    let kept = columns.blocks.map { block, rowCount in
      var bytes = block.packed(first: rowCount, of: columns)
      change(&bytes)
      let memory = Kept(bytes)
      return FactColumns.KeptBlock(
        firstPosition: block.firstPosition, rowCount: rowCount,
        bytes: UnsafeRawBufferPointer(memory.bytes), owner: memory)
    }
    return writer.bytes.withUnsafeBytes { bytes in
      var reader = IndexReader(bytes)
      return FactColumns(&reader, blocks: kept)
    }
  }

  private final class Kept {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ source: [UInt8]) {
      bytes = .allocate(byteCount: max(1, source.count), alignment: 8)
      bytes.copyBytes(from: source)
    }

    deinit { bytes.deallocate() }
  }

  @Test(arguments: 0..<6 as Range<UInt64>, [0, 1, 2, 63, 1_000])
  func `are unpacked to the same rows, whatever the columns look like`(seed: UInt64, count: Int)
    throws
  {
    let columns = columns(seed: seed, count: count)
    let again = try #require(reopened(columns))
    #expect(again.isSame(as: columns))
  }

  @Test func `of more than one block are unpacked to the same rows`() throws {
    let columns = columns(seed: 1, count: FactBlock.capacity + 3)
    #expect(columns.blocks.count == 2)
    #expect(try #require(reopened(columns)).isSame(as: columns))
  }

  @Test func `take fewer bytes than columns of fixed width`() {
    let columns = columns(seed: 2, count: 1_000)
    #expect(columns.blocks[0].block.packed(first: 1_000, of: columns).count < 65 * 1_000)
  }

  @Test func `that were altered or cut are refused, or read within what is there`() {
    let honest = columns(seed: 3, count: 40)
    let byteCount = honest.blocks[0].block.packed(first: 40, of: honest).count
    var refused = 0
    for index in 0..<byteCount {
      for value: UInt8 in [0x00, 0x01, 0x7F, 0xFF] {
        let altered = reopened(honest) { $0[index] = value }
        if let altered { _ = altered.isSame(as: honest) } else { refused += 1 }
      }
      let isCutRefused = reopened(honest) { $0.removeSubrange(index...) } == nil
      #expect(isCutRefused)
    }
    #expect(refused > 0)
  }
}
