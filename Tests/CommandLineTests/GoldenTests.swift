// The overruns of two real units, by the command line: refused, or recorded by permission.

import Foundation
import Testing

@Suite struct GoldenTests {
  private static let override = ["--allowed-by", "王主任", "--override-reason", "年末应急"]

  /// A file of the committed books.
  private func golden(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Storage/Golden/\(path)").path
  }

  @Test func `the overspending of 君山 2016 is refused by default`() throws {
    let books = try Books.opened()
    #expect(try books.run(["import", golden("junshan-2016/import.csv")]).exitCode == 0)
    let run = try books.run(["import", golden("junshan-2016/overspend.csv")])
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("7 refused in all; none of the batch counts\n"))
    #expect(run.errors.contains("the attempt is recorded as #115–#121, without effect\n"))
    let total = try books.run(["balance", "--for", "2016", "--format", "csv"]).lines.last
    #expect(
      total?.hasPrefix("total,,,,,5114000.00,5114000.00,100.00%,0.00,") == true, "\(total ?? "")")
  }

  @Test func `the overspending of 君山 2016 is recorded by permission and found`() throws {
    let books = try Books.opened()
    #expect(try books.run(["import", golden("junshan-2016/import.csv")]).exitCode == 0)
    try books.prepare("policy set shortfall record-with-override --for 2016")
    let run = try books.run(["import", golden("junshan-2016/overspend.csv")] + Self.override)
    #expect(run.exitCode == 0, "\(run.errors)")
    // 23.74 万元 over: 2.37 of the project, 21.37 of basic expenditure.
    let csv = try books.run(["balance", "--for", "2016", "--format", "csv"])
    #expect(csv.output.contains("basic,,2162400.00,2376100.00,109.88%,-213700.00,"))
    #expect(csv.output.contains("电子政务外网建设,2951600.00,2975300.00,100.80%,-23700.00,"))
    #expect(csv.output.contains("total,,,,,5114000.00,5351400.00,104.64%,-237400.00,"))
    let found = try books.run(words("findings --for 2016 --test override --format csv"))
    #expect(found.exitCode == 1 && found.lines.count == 8)
    #expect(found.lines.dropFirst().allSatisfy { $0.contains(",override,") })
    let closing = try books.run(["close", "2016", "--dry-run"])
    #expect(closing.exitCode == 2 && closing.errors.contains("[linesNegative]"))
  }

  @Test func `the vehicles of 怀化 2024 pass their ceiling by permission only`() throws {
    let books = try Books.opened()
    try books.prepare("policy set ceilings appropriation --for 2024")
    #expect(try books.run(["import", golden("huaihua-2024/import.csv")]).exitCode == 0)
    let file = golden("huaihua-2024/override.csv")
    let refused = try books.run(["import", file, "--dry-run"])
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("[exceedsThreePublicCeiling]"), "\(refused.errors)")
    try books.prepare("policy set shortfall record-with-override --for 2024")
    #expect(try books.run(["import", file] + Self.override).exitCode == 0)
    let found = try books.run(["findings", "--for", "2024", "--lang", "zh"])
    #expect(found.exitCode == 1)
    #expect(found.output.contains("exceedsThreePublicCeiling") && found.output.contains("王主任"))
    let csv = try books.run(["balance", "--for", "2024", "--format", "csv"]).lines
    #expect(csv.last?.hasPrefix("total,,,,,11004100.00,11004100.00,100.00%,0.00,") == true)
  }
}
