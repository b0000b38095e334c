// Reading single records: where each stands is known, so nothing else is read or walked over.

extension FileEventStore {
  /// Hands out the records at `positions`, which ascend, each checked as it is read.
  ///
  /// One `pread` a record, or one for several that lie close together; full segments that are read
  /// often are mapped. Files stay open until the store catches up with the log again.
  /// - Throws: What `body` throws; `StorageError` in the same type: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func forEachRecord<Failure: StorageErrorCarrying>(
    at positions: some RandomAccessCollection<UInt64>,
    _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure) {
    guard let last = positions.last else { return }
    guard last < size else { throw Failure(storage: noSuchPosition(last)) }
    // Taken out while it is used: a body that reads records itself gets another one.
    let fetcher = self.fetcher ?? RecordFetcher(directory)
    self.fetcher = nil
    defer {
      fetcher.endWalk()
      self.fetcher = fetcher
    }
    // An array, because this code is not made anew for each collection; one of an array copies
    // nothing.
    let positions = Array(positions)
    var walk = RecordWalk(state, by: fetcher)
    for index in positions.indices {
      if index + Self.positionsAhead < positions.count {
        walk.prefetch(positions[index + Self.positionsAhead])
      }
      if let view = walk.view(at: index, of: positions) {
        try body(view)
        continue
      }
      let position = positions[index]
      let view: RecordView?
      do throws(StorageError) {
        view = try viewBySparseOffset(of: position, &walk, fetcher)
      } catch {
        throw Failure(storage: error)
      }
      if let view {
        try body(view)
      } else {
        // What is not as it should be is read again by those who say what is wrong, and where.
        try forEachRecord(in: position..<(position + 1), body)
      }
    }
  }

  /// How many records are fetched into the processor's cache before they are looked at.
  private static var positionsAhead: Int { 4 }

  /// The record at `position` in a segment of which few offsets are known; afterwards all may be.
  private func viewBySparseOffset(
    of position: UInt64, _ walk: inout RecordWalk, _ fetcher: RecordFetcher
  ) throws(StorageError) -> RecordView? {
    guard state.segments[directory.layout.number(of: position)].isSparse else { return nil }
    let offset = try lineOffset(of: position)
    walk = RecordWalk(state, by: fetcher)
    return walk.view(of: position, from: offset)
  }
}
