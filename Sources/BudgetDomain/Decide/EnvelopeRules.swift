// Rules that hold for every submission: who, why, and texts that a record can hold.

/// The longest text a field may hold, in bytes of UTF-8. Ten texts of this length, as many as an
/// approved expenditure with an override has, each byte escaped, still fit into one record of
/// 65,535 bytes.
public let textLimitInBytes = 3_072

func guardEnvelope(_ submission: Submission) throws(Rejection) {
  guard !submission.actor.isEmpty else { throw .textMissing(field: .actor) }
  try guardText(submission.actor, .actor)
  try guardText(submission.key, .key)
  try guardText(submission.reason, .reason)
  if let key = submission.key, key.isEmpty { throw .textMissing(field: .key) }
}

/// A text that stands in one line of other files: in `ledger.json`, in a checkpoint.
func guardSingleLine(_ text: String?, _ field: EntryField) throws(Rejection) {
  try guardText(text, field)
  if let scalar = text?.unicodeScalars.first(where: isControl) {
    throw .textHasControlCharacter(field: field, scalar: scalar.value)
  }
}

/// The control characters of ISO/IEC 6429: C0, DEL and C1.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
}

/// Whether the text is short and surely without control characters, by its bytes: most are.
private func isPlain(_ text: String) -> Bool {
  let found = text.utf8.withContiguousStorageIfAvailable { utf8 in
    // U+0080 to U+009F begin with the byte 0xC2.
    utf8.count <= textLimitInBytes
      && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }
  }
  return found ?? false
}

func guardText(_ text: String?, _ field: EntryField) throws(Rejection) {
  guard let text, !isPlain(text) else { return }
  let bytes = text.utf8.count
  guard bytes <= textLimitInBytes else {
    throw .textTooLong(field: field, bytes: bytes, limitInBytes: textLimitInBytes)
  }
  // Line feeds and tabs occur in memos typed in spreadsheets and survive a line of JSON as escapes.
  for scalar in text.unicodeScalars where isControl(scalar) {
    guard scalar == "\n" || scalar == "\t" else {
      throw .textHasControlCharacter(field: field, scalar: scalar.value)
    }
  }
}
