// The lines that the two proof files have in common, read strictly and written in one way.

/// A text taken apart line by line; every line but a checkpoint's has one spelling only.
struct ProofLines {
  private static let pathLengthMax = 64
  private var bytes: ArraySlice<UInt8>
  private var lineNumber = 0

  init(_ text: String, byteCountMax: Int) throws(ProofTextError) {
    bytes = Array(text.utf8)[...]
    guard bytes.count <= byteCountMax else {
      throw .tooLong(byteCount: bytes.count, limit: byteCountMax)
    }
  }

  /// The next line, without its line feed, which must be there.
  mutating func next() throws(ProofTextError) -> String {
    lineNumber += 1
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw .incomplete }
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    bytes = bytes[(end + 1)...]
    return line
  }

  /// What follows `label` on the next line.
  mutating func value(of label: String) throws(ProofTextError) -> String {
    let line = try next()
    guard line.hasPrefix(label) else { throw malformed(line) }
    return String(line.dropFirst(label.count))
  }

  /// The decimal number, without leading zeros, that follows `label` on the next line.
  mutating func number(of label: String) throws(ProofTextError) -> UInt64 {
    let text = try value(of: label)
    guard let number = UInt64(text), String(number) == text else { throw malformed(text) }
    return number
  }

  /// The hashes up to the next empty line, which is passed over.
  mutating func path() throws(ProofTextError) -> [Digest] {
    var path: [Digest] = []
    while true {
      let line = try next()
      if line.isEmpty { return path }
      guard path.count < ProofLines.pathLengthMax else {
        throw .pathTooLong(limit: ProofLines.pathLengthMax)
      }
      guard let bytes = Base64.decode(line), let digest = Digest(bytes: bytes) else {
        throw malformed(line)
      }
      path.append(digest)
    }
  }

  /// Everything that has not been read.
  func rest() -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The complaint about the line read last.
  func malformed(_ text: String) -> ProofTextError {
    .malformedLine(lineNumber, String(text.prefix(80)))
  }

  static func checkpoint(_ text: String) throws(ProofTextError) -> Checkpoint {
    do throws(CheckpointError) {
      return try Checkpoint(parsing: text)
    } catch {
      throw .malformedCheckpoint(error)
    }
  }

  /// One hash to a line, and an empty line.
  static func text(_ path: [Digest]) -> String {
    path.map { Base64.encode($0.bytes) + "\n" }.joined() + "\n"
  }
}
