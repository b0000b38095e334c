// The place in the log that a printed page speaks of.

/// What a page says about the log it was made from, so that anyone can make it again.
///
/// The values come from whoever read the log; this room only prints them.
public struct AsOf: Hashable, Sendable {
  /// The position of the last event taken in; `nil` when there was none.
  public var position: UInt64?
  /// When that event was recorded, as RFC 3339 text in UTC; `nil` when there was none.
  public var recordedAtText: String?
  /// How many events there were.
  public var treeSize: UInt64
  /// The root of the Merkle tree over them, in hexadecimal.
  public var rootHex: String

  /// How many hexadecimal digits of a root are printed where the whole of it stands elsewhere: 48
  /// bits, which tell two states of one log apart and can be read out over the telephone.
  public static let shortRootDigitCount = 12

  /// The beginning of the root, as it is printed under tables; JSON and checkpoints have all of it.
  public var shortRoot: String { String(rootHex.prefix(Self.shortRootDigitCount)) }

  /// A place in the log made of its parts.
  public init(position: UInt64?, recordedAtText: String?, treeSize: UInt64, rootHex: String) {
    self.position = position
    self.recordedAtText = recordedAtText
    self.treeSize = treeSize
    self.rootHex = rootHex
  }
}
