// Everything that a simulated life can reach, so that what no life reached is seen.

extension Simulation {
  /// The row of the recovery table (`Storage/README.md`) of this number.
  static func row(_ number: Int) -> String {
    let names = [
      "whole batch at the end", "no segment", "empty last segment", "line torn", "batch torn",
      "torn over two segments", "unwritten zeros", "zero byte", "wrong checksum or frame",
      "newline lost or control byte", "records that do not follow", "segment too short",
      "segment missing", "segment misnamed", "tail set aside again", "unsynced batch kept",
      "log shorter than a checkpoint", "checkpoint contradicted", "padding torn",
      "padding broken",
    ]
    return "row \(number < 10 ? "0" : "")\(number): \(names[number - 1])"
  }

  static func failure(_ call: String, _ name: String) -> String { "\(name) in \(call)" }

  /// Every landmark there is, in the order in which they are listed.
  public static let landmarks: [String] = {
    let calls = [
      "fdatasync", "flock", "fsync", "fstat", "ftruncate", "mkdir", "open", "pread", "pwrite",
      "readdir", "rename", "unlink",
    ]
    let failures = calls.flatMap { call in
      ["EIO", "ENOSPC", "EDQUOT"].map { failure(call, $0) }
    }
    return (1...20).map(row) + failures + others
  }()

  private static let others = [
    "batch", "batch ends with its segment", "batch over two segments", "batch in pieces",
    "clock set back",
    "device keeps a sector whole", "device tears a sector", "commits share sectors",
    "commits on sectors of their own", "torn commit cut off by a hand",
    "disk full for a while", "disk full: nothing lost, goes on afterwards",
    "document kept", "document kept again", "document damaged and mended",
    "checkpoint published", "checkpoint published again",
    "lock held: busy", "lock held: waited for", "reader during a write", "reader met a fault",
    "reader saw a batch that failed", "poisoned store refuses", "restart of all processes",
    "tail set aside", "writer died while appending", "writer died before appending",
    "writer died beside the log", "power failure: everything alike",
    "power failure: each file for itself",
  ]
}
