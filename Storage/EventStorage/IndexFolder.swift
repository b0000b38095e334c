// The folder of disposable files beside the log: written behind it, believed by nobody unchecked.

/// The `index` folder of a ledger directory.
///
/// What stands in it can be deleted at any time and is made again from the log. So nothing here is
/// synchronized, nothing here throws, and whoever reads a file checks it from its first byte to its
/// last: a crash, a full disk or a read-only directory costs time and nothing else.
public struct IndexFolder {
  /// The folder's name in the ledger directory.
  public static let name = "index"

  private let fileSystem: any FileSystem
  private let directoryPath: String
  private var path: String { "\(directoryPath)/\(Self.name)" }

  /// The index folder of the ledger in the directory `path`, which need not exist.
  public init(ofLedgerAt path: String, fileSystem: any FileSystem = POSIXFileSystem()) {
    self.fileSystem = fileSystem
    directoryPath = path
  }

  /// The bytes of the file called `name`, or `nil` where there is none that can be read.
  public func file(_ name: String) -> FileBytes? {
    do throws(SystemCallError) {
      return try fileSystem.map("\(path)/\(name)")
    } catch {
      return nil
    }
  }

  /// Whether there is anything in the folder.
  public var isEmpty: Bool {
    do throws(SystemCallError) {
      return try fileSystem.list(path).isEmpty
    } catch {
      return true
    }
  }

  /// Writes `parts` one after the other to a file called `name`, in the place of an older one.
  ///
  /// - Parameter marker: tells apart unfinished files of several writers.
  /// - Returns: Whether it was written.
  public func replace(
    _ name: String, with parts: [UnsafeRawBufferPointer], marker: String
  ) -> Bool {
    let unfinished = "\(path)/.\(name).\(marker)"
    do throws(SystemCallError) {
      let file: OpenFile
      do throws(SystemCallError) {
        file = try fileSystem.open(unfinished, .creating)
      } catch {
        try fileSystem.makeDirectory(path)
        file = try fileSystem.open(unfinished, .creating)
      }
      defer { fileSystem.close(file) }
      try fileSystem.truncate(file, to: 0)
      var offset: UInt64 = 0
      for part in parts where !part.isEmpty {
        try fileSystem.write(file, at: offset, part)
        offset += UInt64(part.count)
      }
      try fileSystem.rename(unfinished, to: "\(path)/\(name)")
      return true
    } catch {
      discard(unfinished)
      return false
    }
  }

  /// Removes every file but those called `names`, unfinished ones of other processes included.
  public func removeFiles(except names: Set<String>) {
    do throws(SystemCallError) {
      for name in try fileSystem.list(path) where !names.contains(name) {
        discard("\(path)/\(name)")
      }
    } catch {
      return
    }
  }

  /// The CRC-32C of `bytes`: what says that a file of the index is as it was written.
  /// - Complexity: O(n).
  public static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    CRC32C().pass(over: bytes).checksum
  }

  private func discard(_ path: String) {
    do throws(SystemCallError) {
      try fileSystem.remove(path)
    } catch {
      return
    }
  }
}
