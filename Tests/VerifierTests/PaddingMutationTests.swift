// A ledger with commits on sectors of their own, damaged: both programs say the same.

import EventStorage
import EventStorageTesting
import Testing

@testable import juesuan_verify

@Suite struct PaddingMutationTests {
  private static let batchSizes = [1, 3, 2, 5, 1]

  /// Every byte takes seconds in an optimised build, and a minute in one for debugging, which takes
  /// a third of the bytes of lines, the edges of the padding, and of the rest one in sixteen.
  private func isTried(_ index: Int, in bytes: [UInt8]) -> Bool {
    #if DEBUG
      let around = bytes[max(0, index - 2)..<min(bytes.count, index + 3)]
      return index % 16 == 0 || around.contains { $0 != 0x0a } && index % 3 == 0
        || index % 512 > 509 || index + 2 >= bytes.count
    #else
      return true
    #endif
  }

  private func ledger(publishing: Bool) throws -> TwoReaders {
    let ledger = try TwoReaders(
      holding: PaddingMutationTests.batchSizes, publishing: publishing, sectorByteCount: 512)
    guard case .sound(12, _, 0) = ledger.firstVerdict() else {
      Issue.record("\(ledger.firstVerdict())")
      return ledger
    }
    #expect(ledger.firstVerdict() == ledger.secondVerdict())
    return ledger
  }

  @Test func `every byte changed, of lines and of padding, is refused at one place by both`() throws
  {
    let ledger = try ledger(publishing: true)
    for path in ledger.segmentPaths {
      let bytes = try #require(ledger.disk.contents(path))
      for index in bytes.indices where isTried(index, in: bytes) {
        let byte = bytes[index]
        for value in [byte ^ 1, byte == 0 ? 1 : 0, byte == 0x0a ? 0x20 : 0x0a] as [UInt8] {
          var changed = bytes
          changed[index] = value
          ledger.disk.put(changed, at: path)
          let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
          guard case .refused(_?) = first, first == second else {
            Issue.record("\(path), byte \(index) to \(value): \(first), \(second)")
            continue
          }
        }
      }
      ledger.disk.put(bytes, at: path)
    }
  }

  @Test func `a newline more at any place is refused at one place by both`() throws {
    let ledger = try ledger(publishing: true)
    for path in ledger.segmentPaths {
      let bytes = try #require(ledger.disk.contents(path))
      for index in 0...bytes.count where index == bytes.count || isTried(index, in: bytes) {
        ledger.disk.put(Array(bytes[..<index] + [0x0a] + bytes[index...]), at: path)
        let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
        guard case .refused(_?) = first, first == second else {
          Issue.record("\(path), a newline at \(index): \(first), \(second)")
          continue
        }
      }
      ledger.disk.put(bytes, at: path)
    }
  }

  @Test func `a cut at any byte leaves whole commits and a tail, for both alike`() throws {
    let ledger = try ledger(publishing: false)
    let boundaries = PaddingMutationTests.batchSizes.reduce(into: [UInt64(0)]) {
      $0.append(($0.last ?? 0) + UInt64($1))
    }
    var seen: Set<UInt64> = []
    for path in ledger.segmentPaths.reversed() {
      let bytes = try #require(ledger.disk.contents(path))
      for length in (0..<bytes.count).reversed() {
        ledger.disk.put(Array(bytes[..<length]), at: path)
        let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
        guard case .sound(let size, _, let tail) = first, first == second else {
          Issue.record("\(path), cut at \(length): \(first), \(second)")
          continue
        }
        #expect(boundaries.contains(size))
        if tail == 0 { seen.insert(size) }
      }
      ledger.disk.vanish(path)
    }
    // Record 8 begins the second segment in the middle of a batch.
    #expect(seen == Set(boundaries.dropLast()))
  }

  @Test(arguments: [0, 512, 1_024, 1_536])
  func `zeros over a whole sector are damage, unless nothing was committed after them`(
    start: Int
  ) throws {
    let ledger = try ledger(publishing: false)
    let path = try #require(ledger.segmentPaths.first)
    var bytes = try #require(ledger.disk.contents(path))
    for index in start..<(start + 512) { bytes[index] = 0 }
    ledger.disk.put(bytes, at: path)
    let (first, second) = (ledger.firstVerdict(), ledger.secondVerdict())
    #expect(first == second)
    guard case .refused = first else {
      Issue.record("\(first)")
      return
    }
  }
}
