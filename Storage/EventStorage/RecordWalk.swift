// Single records, one after the other, where they lie in mapped segments or in what was just read.

import CDigest
import Glibc

/// A walk over single records whose places are known.
///
/// It has a copy of what it asks for each record, so that a record costs the look at its bytes and
/// hardly more; the store and the fetcher are asked once for each segment that it comes to, or once
/// for each piece that is read. What it finds wrong it only refuses: the reader of whole segments
/// names the fault.
struct RecordWalk {
  private let layout: SegmentLayout
  private let size: UInt64
  private let segments: [SegmentState]
  private let fetcher: RecordFetcher
  private var frames = RecordFrameReader()
  /// The segment that the walk is in, where its records begin, and where they end.
  private var number = -1
  private var offsets: [UInt32] = []
  private var byteCount = 0
  private var isMapped = false
  /// The bytes at hand, which the fetcher keeps, and where in the segment they are.
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  private var held = 0..<0

  /// What most records are not longer than.
  private static let prefetchedByteCount = 384
  /// How many bytes that nobody asked for are read rather than another call made.
  private static let gapMax = 4_096

  /// A walk over the log that `state` tells of.
  init(_ state: LogState, by fetcher: RecordFetcher) {
    layout = state.layout
    size = state.size
    segments = state.segments
    self.fetcher = fetcher
  }

  /// The record at the position numbered `index`, checked; `nil` where its place is not at hand, or
  /// the bytes there are not those of the record. What lies close behind it is read with it.
  ///
  /// The view ends with the next call.
  mutating func view(at index: Int, of positions: [UInt64]) -> RecordView? {
    enter(layout.number(of: positions[index]))
    guard let range = range(of: positions[index]) else { return nil }
    if !holds(range), !read(range.lowerBound..<end(of: range, index, positions)) { return nil }
    return view(of: positions[index], at: range)
  }

  /// The record at `position`, whose line begins `offset` bytes into its segment.
  mutating func view(of position: UInt64, from offset: UInt64) -> RecordView? {
    enter(layout.number(of: position))
    let start = Int(offset)
    let end = min(byteCount, start + LedgerLayout.lineByteCountMax)
    guard start < end, holds(start..<end) || read(start..<end) else { return nil }
    return view(of: position, at: start..<end)
  }

  /// Has the processor fetch a record of the same segment that will be looked at soon: records of
  /// one question lie far apart, and each would be waited for.
  ///
  /// Nothing is read and nothing can fail, whatever has become of the file.
  func prefetch(_ position: UInt64) {
    guard isMapped, layout.number(of: position) == number, let range = range(of: position),
      holds(range), let start = bytes.baseAddress
    else { return }
    cdigest_prefetch(start + range.lowerBound, min(range.count, Self.prefetchedByteCount))
  }

  private mutating func enter(_ wanted: Int) {
    guard wanted != number else { return }
    number = wanted
    offsets = segments[wanted].lineOffsets
    byteCount = Int(segments[wanted].completeByteCount)
    isMapped = false
    held = 0..<0
    // A segment that is not full may be cut by whoever wrote it, so it is not mapped.
    if layout.start(of: wanted + 1) <= size, !offsets.isEmpty,
      let mapped = fetcher.mapped(wanted, byteCount: UInt64(byteCount))
    {
      isMapped = true
      bytes = mapped
      held = 0..<mapped.count
    }
  }

  /// Where a record of the segment stands, up to where the next one begins.
  private func range(of position: UInt64) -> Range<Int>? {
    let place = Int(position - layout.start(of: number))
    guard place < offsets.count else { return nil }
    let start = Int(offsets[place])
    let end = place + 1 < offsets.count ? Int(offsets[place + 1]) : byteCount
    return start < end ? start..<end : nil
  }

  private func holds(_ range: Range<Int>) -> Bool {
    range.lowerBound >= held.lowerBound && range.upperBound <= held.upperBound
  }

  /// Where the records end that are read with the one in `range`.
  private func end(of range: Range<Int>, _ index: Int, _ positions: [UInt64]) -> Int {
    var end = range.upperBound
    for position in positions[(index + 1)...] {
      guard layout.number(of: position) == number, let next = self.range(of: position),
        next.lowerBound >= range.lowerBound, next.lowerBound - end <= Self.gapMax,
        next.upperBound - range.lowerBound <= RecordFetcher.pieceByteCount
      else { break }
      end = max(end, next.upperBound)
    }
    return end
  }

  private mutating func read(_ range: Range<Int>) -> Bool {
    guard !isMapped, let read = fetcher.read(range, of: number) else { return false }
    bytes = read
    held = range
    return true
  }

  private mutating func view(of position: UInt64, at range: Range<Int>) -> RecordView? {
    let line = (range.lowerBound - held.lowerBound)..<(range.upperBound - held.lowerBound)
    return frames.view(
      of: position, in: UnsafeRawBufferPointer(rebasing: bytes[line]),
      at: UInt64(range.lowerBound), layout)
  }
}

extension RecordFrameReader {
  /// The record at `position` whose line `bytes` begin with, `offset` bytes into its segment; `nil`
  /// where they are not those of that record.
  fileprivate mutating func view(
    of position: UInt64, in bytes: UnsafeRawBufferPointer, at offset: UInt64,
    _ layout: SegmentLayout
  ) -> RecordView? {
    guard let start = bytes.baseAddress, let newline = memchr(start, 0x0a, bytes.count) else {
      return nil
    }
    let line = UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(newline) - start)
    guard let frame = try? read(line), frame.position == position else { return nil }
    return RecordView(frame, SegmentReader.Line(bytes: line, offset: offset), in: layout)
  }
}
