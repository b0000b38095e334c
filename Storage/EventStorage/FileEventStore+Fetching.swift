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
      fetcher.end()
      self.fetcher = fetcher
    }
    for position in positions {
      let extent: RecordFetcher.Extent
      do throws(StorageError) {
        extent = try self.extent(of: position)
      } catch {
        throw Failure(storage: error)
      }
      if isFull(extent.segment),
        let view = fetcher.mappedView(
          of: extent, inSegmentOf: state.segments[extent.segment].completeByteCount)
      {
        if !fetcher.extents.isEmpty { try handOut(fetcher, body) }
        try body(view)
        continue
      }
      if fetcher.take(extent) { continue }
      try handOut(fetcher, body)
      // Where it does not fit alone, it is read again as what it is not.
      if !fetcher.take(extent) { try forEachRecord(in: position..<(position + 1), body) }
    }
    try handOut(fetcher, body)
  }

  private func handOut<Failure: StorageErrorCarrying>(
    _ fetcher: RecordFetcher, _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure) {
    defer { fetcher.begin() }
    let isRead = fetcher.read()
    for extent in fetcher.extents {
      if isRead, let view = fetcher.view(of: extent) {
        try body(view)
      } else {
        // What is not as it should be is read again by those who say what is wrong, and where.
        try forEachRecord(in: extent.position..<(extent.position + 1), body)
      }
    }
  }

  private func isFull(_ segment: Int) -> Bool {
    directory.layout.start(of: segment + 1) <= size
  }

  /// Where a record stands, up to where the next one begins.
  private func extent(of position: UInt64) throws(StorageError) -> RecordFetcher.Extent {
    let start = try lineOffset(of: position)
    let number = directory.layout.number(of: position)
    // Without the next offset it is the last of its segment, or one of few that are known.
    let end =
      state.knownOffset(of: position + 1)
      ?? min(state.segments[number].completeByteCount, start + RecordFetcher.lineByteCountMax)
    return RecordFetcher.Extent(
      position: position, segment: number, bytes: start..<max(start, end))
  }
}
