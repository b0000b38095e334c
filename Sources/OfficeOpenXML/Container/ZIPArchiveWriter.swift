// Writes a ZIP container as APPNOTE.TXT 6.3 describes it: the same bytes for the same entries.

/// A ZIP container in memory. Entries stand in the order in which they were added; their time is
/// the first that DOS knows, 1980-01-01 00:00, so that only what is in them decides the bytes.
public struct ZIPArchiveWriter: Sendable {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var names: Set<String> = []

  private static let time: UInt16 = 0
  private static let date: UInt16 = 1 << 5 | 1
  /// 2.0: DEFLATE. Without ZIP64, which old readers lack.
  private static let version: UInt16 = 20
  private static let namesAreUTF8: UInt16 = 1 << 11

  /// How an entry is kept.
  public enum Method: Sendable {
    /// Compressed where that makes it shorter.
    case deflated
    /// As it is.
    case stored
  }

  /// A container without entries.
  public init() {}

  /// Adds an entry called `name`, with `/` between folders.
  ///
  /// - Throws: ``ContainerProblem`` for a name that is there already or could not be unpacked, and
  ///   for what is beyond the 4 GiB and 65,535 entries of a ZIP container without extensions.
  public mutating func add(
    _ name: String, _ bytes: [UInt8], method: Method = .deflated
  ) throws(ContainerProblem) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }),
      name.utf8.count <= Int(UInt16.max), !name.contains("\\"), !name.contains("\0")
    else { throw .badName(name) }
    guard names.insert(name).inserted else { throw .nameTaken(name) }
    let packed = method == .deflated ? DeflateCompressor.compressed(bytes) : bytes
    let isPacked = packed.count < bytes.count
    let content = isPacked ? packed : bytes
    let nameBytes = Array(name.utf8)
    let offset = body.count
    let isWithinLimits =
      offset + directory.count + content.count + 3 * nameBytes.count + 200 <= Int(UInt32.max)
    guard isWithinLimits, bytes.count <= Int(UInt32.max), names.count < Int(UInt16.max) else {
      throw .tooLarge
    }
    var common: [UInt8] = []
    common.append(Self.version)
    common.append(nameBytes.allSatisfy { $0 < 0x80 } ? 0 : Self.namesAreUTF8)
    common.append(UInt16(isPacked ? 8 : 0))
    common.append(Self.time)
    common.append(Self.date)
    common.append(CyclicRedundancyCheck(of: bytes).value)
    common.append(UInt32(content.count))
    common.append(UInt32(bytes.count))
    common.append(UInt16(nameBytes.count))
    common.append(UInt16(0))
    body += [0x50, 0x4B, 3, 4] + common + nameBytes + content
    directory += [0x50, 0x4B, 1, 2]
    directory.append(Self.version)
    directory += common
    directory.append(UInt16(0))  // Comment,
    directory.append(UInt16(0))  // disk,
    directory.append(UInt16(0))  // internal and
    directory.append(UInt32(0))  // external attributes.
    directory.append(UInt32(offset))
    directory += nameBytes
  }

  /// The container with all entries so far.
  public var bytes: [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6]
    end.append(UInt16(0))
    end.append(UInt16(0))
    end.append(UInt16(names.count))
    end.append(UInt16(names.count))
    end.append(UInt32(directory.count))
    end.append(UInt32(body.count))
    end.append(UInt16(0))
    return body + directory + end
  }
}

/// Why a container cannot be written.
public enum ContainerProblem: Error, Hashable, Sendable {
  /// An entry of this name is there already.
  case nameTaken(String)
  /// The name is empty, leaves its folder or holds a character that systems read differently.
  case badName(String)
  /// It would be more than a ZIP container without extensions can hold.
  case tooLarge
}

extension [UInt8] {
  /// Appends an integer, least significant byte first.
  fileprivate mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
    for byte in 0..<(Integer.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: value >> Integer(byte * 8)))
    }
  }
}
