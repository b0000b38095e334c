// What a power failure makes of a disk: of every file, and of every name.

/// What a disk holds of a file after the power has failed.
public enum CrashOutcome: Hashable, Sendable {
  /// Only what was synchronized.
  case unsyncedLost
  /// Everything, as after the death of the process alone.
  case unsyncedKept
  /// Of every file's unsynchronized bytes the first half.
  case unsyncedHalved
  /// Of every file's unsynchronized bytes the first few.
  case unsyncedPrefix(byteCount: Int)
  /// The new length, but zeros in every other new sector, beginning with the first.
  case unsyncedBlocksZero
  /// The same, but the first new sector is there: the device wrote in another order.
  case unsyncedBlocksReordered
  /// Everything, but the sector that was being written comes back as zeros, with whatever older
  /// bytes were in it.
  case sectorTornToZeros
  /// The same, but it comes back as neither what it was nor what it was to become.
  case sectorTornToGarbage

  /// What a device can leave that writes a sector wholly or not at all.
  public static let ofAtomicDevice: [CrashOutcome] = [
    .unsyncedLost, .unsyncedKept, .unsyncedHalved, .unsyncedBlocksZero, .unsyncedBlocksReordered,
  ]
  /// What a device can leave that may lose the sector it is writing.
  public static let ofTearingDevice =
    ofAtomicDevice + [.sectorTornToZeros, .sectorTornToGarbage]

  /// What is left of a file that was `durable` when it was last synchronized.
  func survivor(of current: [UInt8], durable: [UInt8], sectorByteCount: Int) -> [UInt8] {
    if self == .unsyncedLost { return durable }
    if self == .unsyncedKept { return current }
    guard current.count > durable.count, current.starts(with: durable) else { return durable }
    let firstSector = durable.count / sectorByteCount
    func zeroing(_ parity: Int) -> [UInt8] {
      var left = current
      // A sector is zeroed whole: files of the index have thousands of them.
      var sector = firstSector + parity
      while sector * sectorByteCount < left.count {
        let start = max(durable.count, sector * sectorByteCount)
        let end = min(left.count, (sector + 1) * sectorByteCount)
        if start < end {
          left.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        }
        sector += 2
      }
      return left
    }
    func tearing(_ torn: (Int) -> UInt8) -> [UInt8] {
      var left = current
      let end = min(left.count, (firstSector + 1) * sectorByteCount)
      for at in (firstSector * sectorByteCount)..<end { left[at] = torn(at) }
      return left
    }
    switch self {
    case .unsyncedHalved: return Array(current.prefix((durable.count + current.count) / 2))
    case .unsyncedPrefix(let count): return Array(current.prefix(durable.count + count))
    case .unsyncedBlocksZero: return zeroing(0)
    case .unsyncedBlocksReordered: return zeroing(1)
    case .sectorTornToZeros: return tearing { _ in 0 }
    case .sectorTornToGarbage: return tearing { UInt8(truncatingIfNeeded: 0xa5 &+ $0 &* 31) | 0x80 }
    case .unsyncedLost, .unsyncedKept: return current
    }
  }
}

extension FaultyFileSystem {
  /// The disk after a crash at this moment, on a fresh machine without faults and open files.
  ///
  /// `keepingEntries` says whether names that were not synchronized have survived.
  public func crash(_ outcome: CrashOutcome, keepingEntries: Bool) -> FaultyFileSystem {
    crash(choosing: { _ in (outcome, keepingEntries) })
  }

  /// The disk after a crash of which every file and every name has its own outcome: writes to
  /// several files and changes of several names reach a disk in any order.
  public func crash(
    choosing fate: (_ path: String) -> (outcome: CrashOutcome, keepsEntry: Bool)
  ) -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    disk.forgetsToSynchronize = forgetsToSynchronize
    disk.sectorByteCount = sectorByteCount
    var surviving: [String: Node] = [:]
    var outcomes: [String: CrashOutcome] = [:]
    for path in Set(entries.keys).union(durableEntries.keys).sorted() {
      let chosen = fate(path)
      outcomes[path] = chosen.outcome
      surviving[path] = chosen.keepsEntry ? entries[path] : durableEntries[path]
    }
    for (path, node) in surviving {
      // A name in a directory whose own name was lost is lost with it.
      var ancestor = parent(path)
      while ancestor != "/", surviving[ancestor] != nil { ancestor = parent(ancestor) }
      guard ancestor == "/" else { continue }
      let copy = Node()
      copy.isDirectory = node.isDirectory
      copy.current = (outcomes[path] ?? .unsyncedLost).survivor(
        of: node.current, durable: node.durable, sectorByteCount: sectorByteCount)
      copy.durable = copy.current
      disk.entries[path] = copy
      disk.durableEntries[path] = copy
    }
    return disk
  }
}
