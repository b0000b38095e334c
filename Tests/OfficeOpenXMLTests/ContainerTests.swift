// What is packed comes back, and what was altered or made to do harm is refused.

import Foundation
import OfficeOpenXML
import Testing

/// Bytes that repeat themselves in places, the same for the same seed.
private func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
  var state = seed
  var made: [UInt8] = []
  while made.count < count {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    if state >> 61 == 0, made.count > 40 {
      made += made.suffix(40).prefix(Int(state >> 33 % 38) + 3)
    } else {
      made.append(UInt8(truncatingIfNeeded: state >> 40) & (seed % 2 == 0 ? 0xFF : 0x0F))
    }
  }
  return Array(made.prefix(count))
}

private func packed(_ content: [UInt8]) throws -> [UInt8] {
  var writer = ZIPArchiveWriter()
  try writer.add("xl/a.xml", content)
  try writer.add("b.txt", Array("一般公共服务支出".utf8), method: .stored)
  return writer.bytes
}

@Suite struct `A container` {
  @Test(arguments: [0, 1, 2, 3, 257, 258, 259, 4_096, 32_768, 65_535, 65_536, 200_000])
  func `gives back what was packed`(count: Int) throws {
    for seed in [2, 3] as [UInt64] {
      let content = bytes(count, seed: seed)
      let container = try Container(try packed(content))
      #expect(container.names == ["xl/a.xml", "b.txt"])
      #expect(try container.content(of: "XL/A.XML") == content)
      #expect(try container.content(of: "b.txt") == Array("一般公共服务支出".utf8))
      #expect(try container.content(of: "c") == nil)
    }
  }

  @Test func `is the same for the same entries`() throws {
    let content = bytes(10_000, seed: 5)
    #expect(try packed(content) == packed(content))
  }

  /// Python reads it with a reader that is not ours.
  @Test func `is read by another program`() throws {
    let content = bytes(100_000, seed: 7)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("container-\(UUID().uuidString).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try packed(content)).write(to: file)
    let output = try Python.output(
      of: "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n"
        + "sys.stdout.buffer.write(z.read('xl/a.xml'))", [file.path])
    #expect(output == content)
  }

  @Test func `with any byte changed never gives back something else`() throws {
    let content = bytes(700, seed: 9)
    let whole = try packed(content)
    for place in whole.indices {
      var altered = whole
      altered[place] ^= 0x55
      guard let container = try? Container(altered),
        let found = try? container.content(of: "xl/a.xml")
      else { continue }
      // Times and versions of the writer are of no concern to a reader.
      #expect(found == content, "byte \(place)")
    }
  }

  @Test func `cut off anywhere is refused`() throws {
    let whole = try packed(bytes(700, seed: 11))
    for count in whole.indices {
      #expect(throws: OfficeFileProblem.self) { try Container(Array(whole.prefix(count))) }
    }
  }

  @Test func `that swells beyond all measure is refused before it has`() throws {
    var limits = ReadingLimits()
    limits.ratioFreeByteCount = 1_000
    let bomb = try packed(Array(repeating: 0, count: 4_000_000))
    #expect(bomb.count < 20_000)
    let container = try Container(bomb, limits: limits)
    #expect(throws: OfficeFileProblem.self) { try container.content(of: "xl/a.xml") }
  }

  @Test(arguments: ["", "../a", "/a", "a//b", "a\\b", "./a", "a/.."])
  func `takes no name that leaves its folder`(name: String) {
    var writer = ZIPArchiveWriter()
    #expect(throws: ContainerProblem.badName(name)) { try writer.add(name, []) }
  }

  @Test func `takes no name twice`() throws {
    var writer = ZIPArchiveWriter()
    try writer.add("a", [])
    #expect(throws: ContainerProblem.nameTaken("a")) { try writer.add("a", []) }
  }
}
