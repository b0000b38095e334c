// Proofs made by the façade: every altered character refused, and what a proof is bound to.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Testing

@Suite struct `A proof file` {
  /// A ledger of five records, the checkpoint of the first `size` of them, and the file that `make`
  /// makes of both.
  private func proved(
    _ size: UInt64, _ make: (Ledger, Checkpoint) throws -> ProofFile
  ) throws -> (file: ProofFile, old: Checkpoint, new: Checkpoint) {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    let old = try Checkpoint(
      origin: try ledger.checkpoint().origin, size: size, root: try ledger.root(ofSize: size))
    return (try make(ledger, old), old, try ledger.checkpoint())
  }

  /// How many alterations of one character are accepted, and how many were tried.
  private func alterations(
    of file: ProofFile, against kept: [Checkpoint]
  ) -> (tried: Int, accepted: Int) {
    let text = Array(file.text.unicodeScalars)
    var count = (tried: 0, accepted: 0)
    for place in text.indices {
      for other in "\n\r 07Aa=+é".unicodeScalars where other != text[place] {
        var altered = String.UnicodeScalarView(text)
        let index = altered.index(altered.startIndex, offsetBy: place)
        altered.replaceSubrange(index...index, with: [other])
        count.tried += 1
        let read = try? ProofFile(parsing: String(altered))
        if let read, (try? read.verify(against: kept)) != nil,
          read.missingSize(among: kept) == nil
        {
          count.accepted += 1
        }
      }
    }
    return count
  }

  @Test func `of a record is refused with any character altered`() throws {
    let made = try proved(3) { ledger, _ in .record(try ledger.proof(of: 2)) }
    #expect(try ProofFile(parsing: made.file.text) == made.file)
    #expect(try made.file.verify(against: [made.new]))
    #expect(try !made.file.verify(against: []))
    let count = alterations(of: made.file, against: [made.new])
    #expect(count.accepted == 0)
    #expect(count.tried > 5000)
  }

  @Test func `of growth is refused with any character altered`() throws {
    let made = try proved(3) { ledger, old in .growth(try ledger.proof(from: old, named: "old")) }
    #expect(try ProofFile(parsing: made.file.text) == made.file)
    #expect(try made.file.verify(against: [made.old, made.new]))
    #expect(try !made.file.verify(against: [made.old]))
    #expect(made.file.missingSize(among: [made.new]) == 3)
    let count = alterations(of: made.file, against: [made.old, made.new])
    #expect(count.accepted == 0 && count.tried > 1000)
  }

  @Test func `of growth by nothing needs and confirms the one checkpoint`() throws {
    let made = try proved(5) { ledger, old in .growth(try ledger.proof(from: old, named: "old")) }
    #expect(made.old == made.new)
    #expect(try made.file.verify(against: [made.old]))
    let other = try Checkpoint(origin: made.old.origin, size: 5, root: SHA256.hash([1]))
    #expect(throws: ProofError.self) { try made.file.verify(against: [other]) }
  }

  @Test func `whose line says another position is none`() throws {
    let line = Array(#"{"position":7,"recorded_at""#.utf8)
    let checkpoint = try Checkpoint(origin: "test", size: 1, root: leafHash(line))
    let text = try InclusionProofText(
      line: line, proof: InclusionProof(index: 0, treeSize: 1, path: []),
      checkpointText: checkpoint.text
    ).text
    #expect(throws: ProofTextError.malformedLine(2, #"{"position":7,"recorded_at""#)) {
      try ProofFile(parsing: text)
    }
  }

  @Test func `is not made for a checkpoint of another log`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let now = try ledger.checkpoint()
    func code(_ checkpoint: Checkpoint) -> StorageError.Code? {
      do throws(LedgerError) {
        _ = try ledger.proof(of: 0, in: checkpoint, named: "file")
        return nil
      } catch {
        guard case .storage(let failure) = error, failure.path == "file" else { return nil }
        return failure.code
      }
    }
    #expect(code(now) == nil)
    #expect(
      code(try Checkpoint(origin: "other", size: 1, root: now.root))
        == .foreignCheckpoint(origin: "other"))
    #expect(
      code(try Checkpoint(origin: now.origin, size: 2, root: now.root))
        == .checkpointBeyondLog(checkpointSize: 2, logSize: 1))
    let wrong = SHA256.hash([1])
    #expect(
      code(try Checkpoint(origin: now.origin, size: 1, root: wrong))
        == .checkpointContradicted(size: 1, published: wrong, found: now.root))
  }

  @Test func `every fault has words in both languages`() {
    let digest = SHA256.hash([])
    let proofs: [ProofError] = [
      .indexBeyondTree(index: 1, size: 1), .sizesOutOfOrder(old: 2, new: 1),
      .wrongPathLength(expected: 1, found: 2), .rootMismatch(published: digest, computed: digest),
      .oldRootMismatch(published: digest, computed: digest),
      .foreignOrigin(expected: "a", found: "b"), .foreignSize(expected: 1, found: 2),
    ]
    let checkpoints: [CheckpointError] = [
      .tooLong(byteCount: 1, limit: 0), .missingFinalNewline, .missingLines(found: 1),
      .emptyOrigin, .controlCharacterInOrigin, .malformedSize("x"), .malformedRoot("x"),
    ]
    let texts: [ProofTextError] =
      [
        .tooLong(byteCount: 1, limit: 0), .unknownFormat("x"), .malformedLine(1, "x"),
        .incomplete, .pathTooLong(limit: 64),
      ] + proofs.map { .refused($0) } + checkpoints.map { .malformedCheckpoint($0) }
    let wordings = texts.map(\.wording) + proofs.map(\.wording) + checkpoints.map(\.wording)
    for wording in wordings {
      for phrase in [wording.what, wording.next] {
        #expect(phrase.english.allSatisfy { $0.isASCII || "“”…".contains($0) }, "\(phrase)")
        #expect(phrase.chinese.contains { !$0.isASCII } && phrase.chinese != phrase.english)
      }
    }
    #expect(Set(wordings.map(\.what.english)).count >= 19)
  }
}
