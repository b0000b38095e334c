// A small ledger, damaged in every way there is: both programs notice, and name the same place.

import EventStorage
import EventStorageTesting
import Testing

@testable import juesuan_verify

@Suite struct MutationTests {
  // The full size takes seconds in an optimised build, and minutes in one for debugging.
  #if DEBUG
    private static let eventCount = 18
  #else
    private static let eventCount = 200
  #endif

  /// Batches of one, two, three and five records until there are enough.
  private static let batchSizes: [Int] = {
    var sizes: [Int] = []
    var left = eventCount
    while left > 0 {
      sizes.append(min([1, 2, 3, 5][sizes.count % 4], left))
      left -= sizes[sizes.count - 1]
    }
    return sizes
  }()

  /// The sizes at which whole batches end.
  private static let boundaries = batchSizes.reduce(into: [UInt64(0)]) {
    $0.append(($0.last ?? 0) + UInt64($1))
  }

  private func ledger(publishing: Bool) throws -> TwoReaders {
    let ledger = try TwoReaders(holding: MutationTests.batchSizes, publishing: publishing)
    #expect(ledger.firstVerdict() == ledger.secondVerdict())
    #expect(try ledger.open().size == UInt64(MutationTests.eventCount))
    return ledger
  }

  /// Puts `bytes` in the place of a segment, and expects both programs to refuse it at `position`.
  private func expectRefused(
    _ ledger: TwoReaders, _ path: String, _ bytes: [UInt8], at position: ClosedRange<UInt64>,
    _ what: @autoclosure () -> String
  ) {
    ledger.disk.put(bytes, at: path)
    let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
    guard case .refused(let place?) = first, first == second, position.contains(place) else {
      Issue.record("\(path) \(what()): \(first), \(second), expected \(position)")
      return
    }
  }

  @Test func `every byte changed is refused at its position, with the last checkpoint`() throws {
    let ledger = try ledger(publishing: true)
    var position: UInt64 = 0
    var count = 0
    for path in ledger.segmentPaths {
      let bytes = try #require(ledger.disk.contents(path))
      for index in bytes.indices {
        let byte = bytes[index]
        for value in [byte ^ 1, byte == 0 ? 1 : 0, byte == 0x0a ? 0x20 : 0x0a] as [UInt8] {
          var changed = bytes
          changed[index] = value
          // Zeros up to the end of the file are an unfinished batch, which begins further back.
          let isLastByte = index == bytes.count - 1
          let earliest = isLastByte ? MutationTests.boundaries.last { $0 <= position } : position
          expectRefused(
            ledger, path, changed, at: (earliest ?? 0)...position, "byte \(index) to \(value)")
          count += 1
        }
        if byte == 0x0a { position += 1 }
      }
      ledger.disk.put(bytes, at: path)
    }
    #expect(position == UInt64(MutationTests.eventCount))
    #expect(count > 200 * MutationTests.eventCount)
  }

  @Test func `every line removed, duplicated or swapped is refused at its position`() throws {
    let ledger = try ledger(publishing: true)
    var position: UInt64 = 0
    for path in ledger.segmentPaths {
      let bytes = try #require(ledger.disk.contents(path))
      let lines = bytes.split(separator: 0x0a).map { Array($0) + [0x0a] }
      for (place, line) in lines.enumerated() {
        let isLast = position == UInt64(MutationTests.eventCount - 1)
        var changed = lines
        changed.remove(at: place)
        // Without its last line a batch is not whole, and ends where it begins.
        let batchStart = MutationTests.boundaries.last { $0 <= position } ?? 0
        expectRefused(
          ledger, path, Array(changed.joined()), at: (isLast ? batchStart : position)...position,
          "line \(place) removed")
        changed = lines
        changed.insert(line, at: place)
        expectRefused(
          ledger, path, Array(changed.joined()), at: (position + 1)...(position + 1),
          "line \(place) duplicated")
        if place + 1 < lines.count {
          changed = lines
          changed.swapAt(place, place + 1)
          expectRefused(
            ledger, path, Array(changed.joined()), at: position...position,
            "line \(place) swapped")
        }
        position += 1
      }
      ledger.disk.put(bytes, at: path)
    }
  }

  /// Cuts the log at every byte, from the end: later segments vanish one after the other.
  private func cutEverywhere(
    _ ledger: TwoReaders, _ check: (_ records: UInt64, _ isAtLineEnd: Bool) throws -> Void
  ) throws {
    var position = UInt64(MutationTests.eventCount)
    for path in ledger.segmentPaths.reversed() {
      let bytes = try #require(ledger.disk.contents(path))
      for length in (0..<bytes.count).reversed() {
        ledger.disk.put(Array(bytes[..<length]), at: path)
        if bytes[length] == 0x0a { position -= 1 }
        try check(position, length == 0 || bytes[length - 1] == 0x0a)
      }
      ledger.disk.vanish(path)
      try check(position, true)
    }
  }

  @Test func `every suffix cut is refused with the last checkpoint`() throws {
    let ledger = try ledger(publishing: true)
    try cutEverywhere(ledger) { records, _ in
      let boundary = MutationTests.boundaries.last { $0 <= records } ?? 0
      let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
      #expect(first == .refused(position: boundary))
      #expect(second == first)
    }
  }

  @Test func `without a checkpoint exactly the cuts of whole batches do not show`() throws {
    let ledger = try ledger(publishing: false)
    var unseen: [UInt64] = []
    try cutEverywhere(ledger) { records, isAtLineEnd in
      let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
      #expect(first == second)
      guard case .sound(let size, _, let tailByteCount) = first else {
        Issue.record("\(records): \(first)")
        return
      }
      #expect(size == MutationTests.boundaries.last { $0 <= records })
      let isWhole = isAtLineEnd && size == records
      #expect((tailByteCount == 0) == isWhole)
      if isWhole, unseen.last != size { unseen.append(size) }
    }
    #expect(unseen.reversed() == MutationTests.boundaries.dropLast())
    let audit = LedgerAudit(ledger.source)
    #expect(audit.lines.contains { $0.en.hasPrefix("cannot be seen: whether whole batches") })
  }

  @Test func `every byte of a published checkpoint matters`() throws {
    let ledger = try ledger(publishing: true)
    let path = try #require(ledger.disk.filePaths.first { $0.contains("/checkpoints/") })
    let bytes = try #require(ledger.disk.contents(path))
    for index in bytes.indices {
      for mask in [1, 4, 32] as [UInt8] {
        var changed = bytes
        changed[index] ^= mask
        ledger.disk.put(changed, at: path)
        for verdict in [ledger.firstVerdict(), ledger.secondVerdict()] {
          guard case .refused = verdict else {
            Issue.record("byte \(index), mask \(mask): \(verdict)")
            continue
          }
        }
      }
    }
  }
}
