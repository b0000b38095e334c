// Closes a line with a checksum that fits whatever is in it: for those who try what is behind it.

/// The end of a line, made apart from the rest of its frame.
package enum RecordChecksum {
  /// `line`, which ends with its body, with a checksum that fits.
  /// - Complexity: O(n).
  package static func sealed(_ line: [UInt8]) -> [UInt8] {
    let checksum = line.withUnsafeBytes { CRC32C().pass(over: $0).checksum }
    let digits = String(checksum, radix: 16)
    let padding = String(repeating: "0", count: 8 - digits.utf8.count)
    return line + Array("\(RecordFrame.beforeChecksum)\(padding)\(digits)\"}".utf8)
  }
}
