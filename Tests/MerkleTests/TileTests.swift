// The tiles of a log: their places, and that they hold the tree and nothing else.

import Testing

@testable import Merkle

@Suite struct TileTests {
  /// Every file of a log of `size` entries, `[i]` repeated as often as it takes to differ.
  private func files(_ size: Int) -> (files: [String: LogTile], root: Digest) {
    var stream = TileStream()
    var files: [String: LogTile] = [:]
    func take(_ tile: LogTile) {
      #expect(files.updateValue(tile, forKey: tile.path) == nil, "\(tile.path)")
    }
    for index in 0..<size { entry(index).withUnsafeBytes { stream.append($0, emit: take) } }
    stream.finish(emit: take)
    return (files, stream.root)
  }

  private func entry(_ index: Int) -> [UInt8] {
    Array(repeating: UInt8(index & 0xff), count: index / 256 + (index == 300 ? 300 : 0))
  }

  /// RFC 9162 section 2.1.1, word by word.
  private func root(_ hashes: ArraySlice<Digest>) -> Digest {
    guard let first = hashes.first else { return SHA256.hash([]) }
    guard hashes.count > 1 else { return first }
    var split = 1
    while split * 2 < hashes.count { split *= 2 }
    let middle = hashes.startIndex + split
    return nodeHash(root(hashes[..<middle]), root(hashes[middle...]))
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 511, 512, 700])
  func `the files of a log are its entries and the hashes over them`(size: Int) throws {
    let (files, found) = files(size)
    let leaves = (0..<size).map { leafHash(entry($0)) }
    #expect(found == root(leaves[...]))
    var expected: [String: [UInt8]] = [:]
    for start in stride(from: 0, to: size, by: 256) {
      let end = min(start + 256, size)
      let name = "00\(start / 256)" + (end - start == 256 ? "" : ".p/\(end - start)")
      expected["tile/entries/\(name)"] = (start..<end).flatMap { index -> [UInt8] in
        let entry = entry(index)
        return [UInt8(entry.count / 256), UInt8(entry.count % 256)] + entry
      }
      expected["tile/0/\(name)"] = leaves[start..<end].flatMap(\.bytes)
    }
    let full = size / 256
    if full > 0 {
      expected["tile/1/000.p/\(full)"] = (0..<full).flatMap {
        root(leaves[($0 * 256)..<($0 * 256 + 256)]).bytes
      }
    }
    #expect(files.mapValues(\.bytes) == expected)
  }

  /// Four hashes to a file reach the sixth level with the entries with which 256 reach the second.
  @Test func `every size has the root and the tiles of its tree, level over level`() {
    let leaves = (0..<1100).map { leafHash(entry($0)) }
    for size in Array(0...90) + [255, 256, 257, 1023, 1024, 1025, 1100] {
      var stream = TileStream(widthBits: 2)
      var tiles: [LogTile] = []
      for index in 0..<size {
        entry(index).withUnsafeBytes { bytes in stream.append(bytes) { tiles.append($0) } }
      }
      stream.finish { tiles.append($0) }
      #expect(stream.root == root(leaves[..<size]), "\(size)")
      var hashes = Array(leaves[..<size])
      var level = 0
      while !hashes.isEmpty {
        let own = tiles.filter { $0.content == .hashes(level: level) }
        #expect(own.map(\.index) == (0..<UInt64((hashes.count + 3) / 4)).map { $0 })
        #expect(own.flatMap(\.bytes) == hashes.flatMap(\.bytes), "\(size), level \(level)")
        #expect(own.allSatisfy { $0.isFull == ($0.width == 4) && $0.width * 32 == $0.bytes.count })
        hashes = (0..<(hashes.count / 4)).map { root(hashes[($0 * 4)..<($0 * 4 + 4)]) }
        level += 1
      }
      #expect(!tiles.contains { $0.content == .hashes(level: level) })
    }
  }

  @Test(
    arguments: [
      (0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1_234_067, "x001/x234/067"),
      (281_474_976_710_655, "x281/x474/x976/x710/655"),
    ] as [(UInt64, String)])
  func `a number is written in groups of three digits`(index: UInt64, text: String) {
    let full = LogTile(content: .entries, index: index, width: 256, isFull: true, bytes: [])
    #expect(full.path == "tile/entries/\(text)")
    let partial = LogTile(
      content: .hashes(level: 2), index: index, width: 5, isFull: false, bytes: [])
    #expect(partial.path == "tile/2/\(text).p/5")
  }
}
