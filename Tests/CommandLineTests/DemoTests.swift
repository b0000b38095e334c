// The demonstration: what it shows, where it leaves its ledger, and that its advice works.

import Foundation
import Testing

@Suite struct DemoTests {
  @Test func `the demo shows the table, the balances, the events, the checkpoint`() throws {
    let place = try TemporaryDirectory()
    let run = try Program.run(["demo", "books", "--lang", "zh"], directory: place.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    for text in [
      "收入支出决算总表", "公开01表", "部门：永州市政务服务中心", "2,415.04", "4,727.74", "通过 5/5",
      "全套 8 张表：395 条公式通过 395 条",
      "智慧永州平台建设", "13,441,284.45", "#251 支出 195,887.00 元", "\n252\n",
      "账本留在 \(place.path("books"))",
    ] { #expect(run.output.contains(text), "\(text)") }
    #expect(try place.names() == ["books"])
    let again = try Program.run(["demo", "books"], directory: place.path)
    #expect(again.exitCode == 73)
    #expect(again.errors.contains("[directoryNotEmpty]"))
  }

  @Test func `without a directory it makes a fresh one and its six commands work`() throws {
    let place = try TemporaryDirectory()
    let run = try Program.run(["demo"], variables: ["TMPDIR": place.path])
    #expect(run.exitCode == 0)
    let names = try place.names()
    #expect(names.count == 1 && names[0].hasPrefix("juesuan-demo-"))
    let commands = run.lines.filter { $0.hasPrefix("  juesuan ") }
    #expect(commands.count == 6)
    for command in commands {
      let tried = try Program.shell(command, directory: place.path)
      #expect(tried.exitCode == 0, "\(command): \(tried.errors)")
      #expect(!tried.output.isEmpty && tried.errors.isEmpty, "\(command)")
    }
  }

  @Test func `the demo replays the committed books`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let golden = root.appendingPathComponent("Storage/Golden/yongzhou-2018/import.csv")
    let books = try Books.ofAYear()
    let run = try books.run(["import", golden.path])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("251 rows: 0 recorded, 251 stood already"))
  }
}
