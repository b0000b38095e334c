// Where a ledger is: its directory, and the file system that is on.

package import EventStorage

/// The directory of a ledger on a file system that tests and the simulator may choose.
package struct LedgerPlace {
  /// The directory.
  package let path: String
  /// The file system it is on.
  package let fileSystem: any FileSystem
  /// Records in a full segment: as the format says, or fewer to reach the ends of segments sooner.
  package let segmentRecordCount: Int
  /// How a long log is read.
  package let reading: ReadingPlan

  /// A place made of its parts.
  package init(
    path: String, fileSystem: any FileSystem = POSIXFileSystem(), segmentRecordCount: Int = 65_536,
    reading: ReadingPlan = ReadingPlan()
  ) {
    self.path = path
    self.fileSystem = fileSystem
    self.segmentRecordCount = segmentRecordCount
    self.reading = reading
  }
}
