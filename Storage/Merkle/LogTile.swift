// One file of a log laid out in tiles (C2SP tlog-tiles): where it stands and what it holds.

/// A file of the C2SP tlog-tiles layout: a run of tree hashes or of entries, at most 256.
///
/// A full file never changes any more; one with fewer than 256 is called partial and gives way to a
/// larger one when the log has grown. Compare `Checkpoint`, the one file that changes in place.
public struct LogTile: Hashable, Sendable {
  /// What the file holds.
  public enum Content: Hashable, Sendable {
    /// Hashes of the tree; those of level L are the roots of subtrees of 256^L leaves.
    case hashes(level: Int)
    /// The entries themselves, each behind its length in two bytes, the higher first.
    case entries
  }

  /// What the file holds.
  public let content: Content
  /// Which of the files of its kind it is, from 0.
  public let index: UInt64
  /// How many hashes or entries it holds, from 1 to 256.
  public let width: Int
  /// Whether it holds as many as it ever will.
  public let isFull: Bool
  /// The file's bytes.
  public let bytes: [UInt8]

  /// How many hashes or entries a full file holds.
  public static let fullWidth = 256
  /// The longest entry, in bytes: its length is written in sixteen bits.
  public static let entryByteCountMax = 65_535

  /// The file's path below the log's: `tile/0/x001/x234/067`, a partial one `….p/17`.
  public var path: String {
    let kind =
      switch content {
      case .hashes(let level): "\(level)"
      case .entries: "entries"
      }
    let number = Self.path(ofIndex: index)
    return isFull
      ? "tile/\(kind)/\(number)" : "tile/\(kind)/\(number).p/\(width)"
  }

  /// The digits of `index` in groups of three, all but the last behind an `x`, so that no folder
  /// holds more than a thousand files of one kind.
  private static func path(ofIndex index: UInt64) -> String {
    var groups: [String] = []
    var rest = index
    repeat {
      let digits = String(rest % 1000)
      let group = String(repeating: "0", count: 3 - digits.count) + digits
      groups.append(groups.isEmpty ? group : "x\(group)")
      rest /= 1000
    } while rest > 0
    return groups.reversed().joined(separator: "/")
  }
}
