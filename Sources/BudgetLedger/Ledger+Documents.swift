// Source documents: kept beside the log under their digest, and named by an event.

public import BudgetDomain
import EventStorage
import Merkle
import Projections

extension Ledger {
  /// Keeps a document and records that it belongs to the event at `position`.
  ///
  /// The document is durable before the event that names it is recorded.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func attach(
    _ document: [UInt8], named fileName: String, to position: UInt64, reason: String? = nil,
    actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    guard position < size else { throw .unknownPosition(position, size: size) }
    let attachment = DocumentAttachment(
      position: position, digest: SHA256.hash(document).hex, fileName: fileName,
      sizeInBytes: UInt64(document.count))
    let submission = Submission(.attachDocument(attachment), actor: actor, reason: reason)
    guard !isDryRun else { return try record([submission], isDryRun: true) }
    try reachingStore { () throws(StorageError) in try store.keep(document: document) }
    return try record([submission])
  }

  /// The documents attached to the event at `position`, in the order they were attached.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the attachments of the ledger.
  public func attachments(of position: UInt64) throws(LedgerError) -> [DocumentAttachment] {
    try allAttachments().map(\.attachment).filter { $0.position == position }
  }

  /// Every attachment with the position of the event that names it.
  func allAttachments() throws(LedgerError) -> [(
    position: UInt64, attachment: DocumentAttachment
  )] {
    var attachments: [(position: UInt64, attachment: DocumentAttachment)] = []
    for row in 0..<columns.count where columns.type[row] == EventType.documentAttached.rawValue {
      if case .documentAttached(let attachment) = try event(at: columns.position[row]).event {
        attachments.append((columns.position[row], attachment))
      }
    }
    return attachments
  }

  /// Reads every attached document again and compares its digest.
  ///
  /// - Throws: ``LedgerError/documentDamaged(position:digest:found:)``.
  func verifyDocuments() throws(LedgerError) -> Int {
    let attachments = try allAttachments()
    for (position, attachment) in attachments {
      let bytes = try reachingStore { () throws(StorageError) in
        try store.document(withDigest: attachment.digest)
      }
      let found = bytes.map { SHA256.hash($0).hex }
      guard found == attachment.digest else {
        throw .documentDamaged(position: position, digest: attachment.digest, found: found)
      }
    }
    return attachments.count
  }
}
