// Plain English sentences for failures of the log.

import Merkle

extension StorageError {
  /// What happened and where, as one English sentence.
  public var reason: String {
    var sentence = "\(path)"
    if let position { sentence += ", position \(position)" }
    if let offset { sentence += ", byte \(offset)" }
    sentence += ": \(code.phrase)"
    if let systemCall, let errno { sentence += " (\(systemCall), errno \(errno))" }
    return sentence + "."
  }
}

extension StorageError.Code {
  fileprivate var phrase: String {
    switch self {
    case .systemCallFailed: "the system call failed"
    case .diskFull: "no room left on the disk"
    case .busy(let waited): "another writer held the ledger for \(waited)"
    case .poisoned: "an earlier write failed, so nothing more is appended through this store"
    case .directoryNotEmpty: "the directory is not empty"
    case .notALedger: "this is not a ledger directory"
    case .malformedDescription(let fault): "the description is malformed: \(fault.phrase)"
    case .unsupportedFormat(let found): "format \(found) is not known to this version"
    case .descriptionChanged: "the description changed since the ledger was opened"
    case .misnamedSegment: "the file name is not that of a segment"
    case .segmentMissing: "the segment is missing although later ones exist"
    case .segmentTooShort(let records): "only \(records) records although later segments exist"
    case .damagedRecord(let damage): "damaged record: \(damage.phrase)"
    case .logShrank(let known, let found): "\(found) bytes, but \(known) were read before"
    case .unlockedWriter(let known, let found):
      "\(found) bytes instead of \(known): somebody writes without the lock"
    case .logRewritten: "not what was read here before; open the ledger anew"
    case .malformedCheckpoint(let error): "not a checkpoint: \(error)"
    case .misnamedCheckpoint: "the file name is not the size of the checkpoint"
    case .foreignCheckpoint(let origin): "a checkpoint of another log, \(origin)"
    case .checkpointBeyondLog(let checkpointSize, let logSize):
      "the checkpoint covers \(checkpointSize) records, the log has \(logSize)"
    case .checkpointContradicted(let size, let published, let found):
      "the first \(size) records have the root \(found.hex) instead of the published "
        + published.hex
    case .noSuchCheckpoint(let size): "no checkpoint of \(size) records has been published"
    case .noSuchPosition(let requested, let size):
      "\(requested) is beyond the \(size) records of the log"
    case .recordEmpty(let index): "record \(index) of the batch is empty"
    case .recordTooLong(let index, let length, let limit):
      "record \(index) of the batch needs a line of \(length) bytes; \(limit) are allowed"
    case .recordHasControlByte(let index, let at):
      "record \(index) of the batch has a control byte at \(at)"
    case .timeOutOfRange(let microseconds):
      "\(microseconds) microseconds since 1970 is not between 1970 and 9999"
    }
  }
}

extension Damage {
  fileprivate var phrase: String {
    switch self {
    case .crcMismatch(let stored, let computed):
      "checksum \(hexadecimal(computed)) instead of the stored \(hexadecimal(stored))"
    case .malformedFrame(let part): "the frame is malformed at \(part.rawValue)"
    case .positionOutOfOrder(let expected, let found): "position \(found) instead of \(expected)"
    case .batchOutOfOrder(let expectedIndex, let foundIndex, let foundSize):
      "batch place \(foundIndex) of \(foundSize) instead of place \(expectedIndex)"
    case .batchTimesDiffer: "the records of one batch carry different times"
    case .timeWentBackwards(let from, let to): "recorded at \(to), after \(from) microseconds"
    case .recordTooLong(let limit): "no newline within \(limit) bytes"
    case .controlByte: "a byte below 0x20"
    case .zeroBytes: "zero bytes that no interrupted write explains"
    case .newlineLost: "the newline has become another byte"
    case .paddingBroken: "not the newlines that fill the sector behind a commit"
    case .segmentOverfull: "more than \(LedgerLayout.segmentRecordCount) records in the segment"
    }
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension LedgerDescription.Fault {
  fileprivate var phrase: String {
    switch self {
    case .tooLong: "too long"
    case .notCanonical: "not one line with exactly the keys format, origin, unit"
    case .malformedString: "a string is not valid JSON in UTF-8"
    case .emptyOrigin: "the origin is empty"
    case .emptyUnit: "the unit is empty"
    case .controlCharacter: "a control character in the origin or the unit"
    case .sectorSize: "the sector is not a power of two from 512 to 65536"
    }
  }
}
