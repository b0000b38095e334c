// Everything that is checked: the labels, the log, the checkpoints, the documents, the proofs.

import Merkle

/// What was found out about a ledger.
struct LedgerAudit {
  private(set) var origin: String?
  private(set) var unit: String?
  /// What every commit fills up with line feeds; 1 in a ledger without sectors.
  private(set) var sectorByteCount = 1
  private(set) var log = LogAudit()
  /// What is wrong. Damage of the log ends the reading, so it comes alone.
  private(set) var findings: [Finding] = []
  /// The checkpoints in the ledger that agree with it.
  private(set) var confirmedSizes: [UInt64] = []
  /// The checkpoints from outside that agree with it, by the names of their files.
  private(set) var confirmedFiles: [String] = []
  /// The checkpoint files beside which a signature lies. Signatures are not checked.
  private(set) var signedSizes: [UInt64] = []
  private(set) var documentCount = 0
  /// Whether the log itself is whole; without that nothing else can be said.
  private(set) var isLogWhole = false

  /// A checkpoint, and the file it was read from.
  struct GivenCheckpoint {
    let file: String
    let checkpoint: Checkpoint
  }

  /// Checks the ledger in `source`, also against checkpoints that came from elsewhere.
  init(
    _ source: LedgerSource, given: [GivenCheckpoint] = [], segmentRecordCount: UInt64 = 65_536
  ) {
    do throws(Finding) {
      try readDescription(source)
      let published = try readCheckpoints(source)
      let sizes = Set((published + given).map(\.checkpoint.size))
      log = LogAudit(
        wantedSizes: sizes, segmentRecordCount: segmentRecordCount,
        sectorByteCount: sectorByteCount)
      try log.walk(source)
      isLogWhole = true
      compare(published, given)
      checkDocuments(source)
    } catch {
      findings.append(error)
    }
  }

  /// The checkpoint of the log as it was read.
  var checkpoint: Checkpoint? {
    origin.flatMap { try? Checkpoint(origin: $0, size: log.size, root: log.tree.root) }
  }

  /// The largest size at which a checkpoint agrees; cuts of whole batches behind it do not show.
  var confirmedSize: UInt64? { confirmedSizes.max() }

  private mutating func readDescription(_ source: LedgerSource) throws(Finding) {
    let name = "ledger.json"
    guard let bytes = try reading(name, { () throws(Unreadable) in try source.bytes(name) }) else {
      throw Finding(subject: .notALedger, file: name)
    }
    let labels = bytes.withUnsafeBytes { LedgerAudit.labels($0) }
    guard let (origin, unit, sector) = labels, !origin.isEmpty, !unit.isEmpty,
      (origin + unit).unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
    else { throw Finding(subject: .description, file: name) }
    (self.origin, self.unit, sectorByteCount) = (origin, unit, sector)
  }

  /// The two labels and the size of a sector, which only format 2 has.
  private static func labels(_ buffer: UnsafeRawBufferPointer) -> (String, String, Int)? {
    var members = JSONMembers(buffer)
    let hasSectors = members.take("{\"format\":2,")
    guard buffer.count <= 65_535, hasSectors || members.take("{\"format\":1,"),
      members.take("\"origin\":"), let origin = members.string(),
      members.take(",\"unit\":"), let unit = members.string()
    else { return nil }
    var sector = 1
    if hasSectors {
      // The eight sizes that there can be.
      let sizes = [512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536]
      guard members.take(",\"sector\":"), let found = sizes.first(where: { members.take("\($0)}") })
      else { return nil }
      sector = found
    } else {
      guard members.take("}") else { return nil }
    }
    return members.take("\n") && members.isAtEnd ? (origin, unit, sector) : nil
  }

  private mutating func readCheckpoints(
    _ source: LedgerSource
  ) throws(Finding) -> [GivenCheckpoint] {
    let names = try reading("checkpoints") { () throws(Unreadable) in
      try source.names("checkpoints")
    }
    var found: [GivenCheckpoint] = []
    for name in (names ?? []).sorted() where !name.hasPrefix(".") && name.hasSuffix(".checkpoint") {
      let path = "checkpoints/\(name)"
      let bytes = try reading(path) { () throws(Unreadable) in try source.bytes(path) }
      let checkpoint: Checkpoint
      do throws(CheckpointError) {
        checkpoint = try Checkpoint(parsing: String(decoding: bytes ?? [], as: UTF8.self))
      } catch {
        throw Finding(subject: .checkpoint(error), file: path)
      }
      guard twentyDigits(checkpoint.size) + ".checkpoint" == name else {
        throw Finding(subject: .misnamedFile, file: path)
      }
      guard checkpoint.origin == origin else {
        throw Finding(subject: .foreignCheckpoint(origin: checkpoint.origin), file: path)
      }
      found.append(GivenCheckpoint(file: path, checkpoint: checkpoint))
      if names?.contains(name + ".sig") == true { signedSizes.append(checkpoint.size) }
    }
    return found
  }

  private mutating func compare(_ published: [GivenCheckpoint], _ given: [GivenCheckpoint]) {
    var agreeing: [UInt64] = []
    let all = published.map { ($0, true) } + given.map { ($0, false) }
    for (known, isPublished) in all.sorted(by: { $0.0.checkpoint.size < $1.0.checkpoint.size }) {
      let (file, checkpoint) = (known.file, known.checkpoint)
      if checkpoint.origin != origin {
        let subject = Finding.Subject.foreignCheckpoint(origin: checkpoint.origin)
        findings.append(Finding(subject: subject, file: file))
      } else if let root = log.roots[checkpoint.size] {
        if root == checkpoint.root {
          agreeing.append(checkpoint.size)
          if !isPublished { confirmedFiles.append(file) }
        } else {
          findings.append(
            Finding(
              subject: .contradiction(
                size: checkpoint.size, published: checkpoint.root, found: root),
              file: file, position: agreeing.max() ?? 0))
        }
      } else {
        findings.append(
          Finding(
            subject: .checkpointBeyondLog(size: checkpoint.size), file: file, position: log.size))
      }
    }
    confirmedSizes = agreeing
  }

  private mutating func checkDocuments(_ source: LedgerSource) {
    for (position, attachment) in log.attachments {
      let digest = attachment.digest
      do throws(Finding) {
        let bytes =
          attachment.isPlain
          ? try reading(
            attachment.path,
            { () throws(Unreadable) in
              try source.bytes(attachment.path)
            }) : nil
        guard let bytes else {
          throw Finding(subject: .missingDocument(digest: digest), file: attachment.path)
        }
        guard SHA256.hash(bytes).hex == digest else {
          throw Finding(subject: .changedDocument(digest: digest), file: attachment.path)
        }
        guard UInt64(bytes.count) == attachment.byteCount else {
          throw Finding(subject: .documentSize(digest: digest), file: attachment.path)
        }
        documentCount += 1
      } catch {
        var finding = error
        finding.position = position
        findings.append(finding)
      }
    }
  }

  private func reading<Value>(
    _ path: String, _ read: () throws(Unreadable) -> Value?
  ) throws(Finding) -> Value? {
    do throws(Unreadable) {
      return try read()
    } catch {
      throw Finding(subject: .unreadable(errno: error.errno), file: path)
    }
  }
}

extension Finding {
  /// Whether the files themselves are damaged or unreadable, not only what they claim.
  var isDamage: Bool {
    switch subject {
    case .flaw, .notALedger, .description, .misnamedFile, .missingSegment, .shortSegment,
      .unreadable, .checkpoint:
      true
    case .foreignCheckpoint, .checkpointBeyondLog, .contradiction, .missingDocument,
      .changedDocument, .documentSize:
      false
    }
  }
}
