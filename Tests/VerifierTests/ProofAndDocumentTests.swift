// Proof files, documents and awkward ledgers before the second program.

import EventStorage
import EventStorageTesting
import Merkle
import Testing

@testable import juesuan_verify

@Suite struct ProofAndDocumentTests {
  private func attachment(_ digest: String, _ size: Int, memo: String = "x") -> [UInt8] {
    Array(
      (#""actor":"a","reason":"\#(memo)","type":"document-attached.v1","data":{"position":0,"#
        + #""digest":"\#(digest)","file":"f","size":\#(size)}"#).utf8)
  }

  @Test func `attached documents are found and compared`() throws {
    let ledger = try TwoReaders(holding: [1])
    let store = try ledger.open()
    let kept = try store.keep(document: [1, 2, 3])
    // A memo that looks like members is not one.
    let memo = #"\"digest\":\"00\",\"type\":\"document-attached.v1\",{["#
    try ledger.append([attachment(kept.hex, 3, memo: memo)], to: store, at: TwoReaders.noon + 9)
    let path = "/books/documents/\(kept.hex.prefix(2))/\(kept.hex)"
    func findings() -> [Finding] { LedgerAudit(ledger.source, segmentRecordCount: 8).findings }
    #expect(LedgerAudit(ledger.source, segmentRecordCount: 8).documentCount == 1)
    #expect(findings().isEmpty)
    ledger.disk.put([1, 2, 4], at: path)
    #expect(findings().map(\.subject) == [.changedDocument(digest: kept.hex)])
    #expect(findings().first?.position == 1)
    ledger.disk.vanish(path)
    #expect(findings().map(\.subject) == [.missingDocument(digest: kept.hex)])
    ledger.disk.put([1, 2, 3], at: path)
    try ledger.append([attachment(kept.hex, 4)], to: store, at: TwoReaders.noon + 9)
    #expect(findings().map(\.subject) == [.documentSize(digest: kept.hex)])
    let upward = "../../../etc/passwd"
    try ledger.append([attachment(upward, 4)], to: store, at: TwoReaders.noon + 9)
    #expect(findings().last?.subject == .missingDocument(digest: upward))
  }

  @Test func `proofs of the store are accepted, and refused against another checkpoint`() throws {
    let ledger = try TwoReaders(holding: [1, 2, 9, 4])
    let store = try ledger.open()
    let checkpoints = try [3, 16].map { (size) throws in
      try Checkpoint(origin: "two", size: size, root: try store.root(ofSize: size))
    }
    let record = try InclusionProofText(
      line: try store.record(at: 7).line, proof: try store.inclusionProof(of: 7, inTreeOf: 16),
      checkpointText: checkpoints[1].text)
    #expect(ProofCheck(record.text, trusted: nil).isProved)
    #expect(ProofCheck(record.text, trusted: checkpoints[1]).isProved)
    #expect(!ProofCheck(record.text, trusted: checkpoints[0]).isProved)
    #expect(!ProofCheck("hello\n", trusted: nil).isProved)
    let growth = try ConsistencyProofText(
      proof: try store.consistencyProof(from: 3, to: 16), checkpointText: checkpoints[1].text)
    #expect(ProofCheck(growth.text, trusted: checkpoints[0]).isProved)
    #expect(!ProofCheck(growth.text, trusted: checkpoints[1]).isProved)
    #expect(!ProofCheck(growth.text, trusted: nil).isProved)
    for checkpoint in checkpoints {
      #expect(
        ledger.secondVerdict(against: [checkpoint]) == ledger.firstVerdict(against: [checkpoint]))
    }
  }

  @Test func `a line that another place's proof carries is not taken for this place`() throws {
    let line = Array("not a record".utf8)
    let checkpoint = try Checkpoint(origin: "two", size: 1, root: leafHash(line))
    let file = try InclusionProofText(
      line: line, proof: InclusionProof(index: 0, treeSize: 1, path: []),
      checkpointText: checkpoint.text)
    #expect(!ProofCheck(file.text, trusted: nil).isProved)
  }

  /// Ledgers in states that need not be damage: what one program takes for unfinished, so does the
  /// other.
  @Test func `both programs tell an unfinished write from damage in the same way`() throws {
    let whole = try TwoReaders(holding: [3, 3, 6])
    let paths = whole.segmentPaths
    let (first, second) = (
      try #require(whole.disk.contents(paths[0])), try #require(whole.disk.contents(paths[1]))
    )
    let tails: [[UInt8]] = [
      [], [0x7b], Array(repeating: 0, count: 700), [0x7b, 0, 0x7d, 0x0a], [0x0a], [0x07],
      Array(repeating: 0x61, count: 65_534), Array(repeating: 0x61, count: 65_535),
      Array(repeating: 0x61, count: 65_535) + [0x0a], Array(second.prefix(60)), second,
      Array(repeating: 0, count: 512 - second.count % 512),
      Array(repeating: 0, count: 512 - second.count % 512) + [0x61],
    ]
    for tail in tails {
      for length in [second.count, second.count - 1, second.count / 2, 1, 0] {
        whole.disk.put(Array(second[..<length]) + tail, at: paths[1])
        let place = "\(length) of \(second.count) and \(tail.count) bytes"
        #expect(whole.firstVerdict() == whole.secondVerdict(), "\(place)")
      }
    }
    whole.disk.put(second, at: paths[1])
    for bytes in [first + [0], Array(first.dropLast()), Array(first.prefix(100)), []] {
      whole.disk.put(bytes, at: paths[0])
      #expect(whole.firstVerdict() == whole.secondVerdict())
    }
    whole.disk.vanish(paths[0])
    #expect(whole.secondVerdict() == .refused(position: 0))
    #expect(whole.firstVerdict() == .refused(position: 0))
  }

  @Test(arguments: [
    "{\"format\":1,\"origin\":\"two\",\"unit\":\"\"}\n", "{\"format\":2}\n", "",
    "{\"format\":1,\"origin\":\"two\",\"unit\":\"a\"}", "{\"format\":1,\"unit\":\"a\"}\n",
    "{\"format\":1,\"origin\":\"a\\n\",\"unit\":\"a\"}\n",
  ])
  func `both programs refuse a description that is not one`(text: String) throws {
    let ledger = try TwoReaders(holding: [1])
    ledger.disk.put(Array(text.utf8), at: "/books/ledger.json")
    #expect(ledger.firstVerdict() == .refused(position: nil))
    #expect(ledger.secondVerdict() == .refused(position: nil))
  }

  @Test func `every finding has words in both languages`() {
    let subjects: [Finding.Subject] = [
      .flaw(.checksum(stored: 1, computed: 2)), .flaw(.frame("crc")), .flaw(.controlByte),
      .flaw(.tooLong), .flaw(.zeroBytes), .flaw(.newlineLost),
      .flaw(.position(expected: 1, found: 2)),
      .flaw(.batch(expectedIndex: 1, foundIndex: 2, foundSize: 3)), .flaw(.batchTime),
      .flaw(.time(before: "b", found: "a")), .flaw(.segmentOverfull), .notALedger, .description,
      .misnamedFile, .missingSegment, .shortSegment(records: 1), .unreadable(errno: 5),
      .checkpoint(.emptyOrigin), .foreignCheckpoint(origin: "x"), .checkpointBeyondLog(size: 3),
      .contradiction(size: 1, published: SHA256.hash([]), found: SHA256.hash([])),
      .missingDocument(digest: "d"), .changedDocument(digest: "d"), .documentSize(digest: "d"),
    ]
    let phrases = subjects.map { Finding(subject: $0, file: "f", position: 1, offset: 2).phrase }
    #expect(Set(phrases.map(\.zh)).count == subjects.count)
    #expect(Set(phrases.map(\.en)).count == subjects.count)
    #expect(phrases.allSatisfy { $0.en.hasPrefix("f, position 1, byte 2: ") })
  }
}
