// The whole list of findings of each golden book, each of them argued.

import BudgetDomain
import BudgetLedger
import Testing

@Suite struct `The findings of a golden book` {
  /// The books with everything their unit did, at noon of a working day.
  private func findings(
    _ books: GoldenBooks, _ files: [String] = [],
    policies: [(key: String, value: String)] = []
  ) throws -> [Finding] {
    let directory = TemporaryDirectory()
    let ledger = try books.create(in: directory, policies: policies)
    try books.importFile("import.csv", into: ledger)
    if !files.isEmpty {
      try books.set([(key: "shortfall", value: "record-with-override")], ledger)
    }
    for file in files {
      try books.importFile(file, into: ledger, override: `The golden unit`.permission)
    }
    return try ledger.findings()
  }

  private func what(_ id: String, _ findings: [Finding]) throws -> String {
    try #require(findings.first { $0.id == id }, "\(id)").what.chinese
  }

  @Test func `永州 2018: no overspend, but project money in basic spending`() throws {
    let found = try findings(.yongzhou)
    #expect(
      found.map(\.id) == [
        // 3,383.61 of 1,079.00 is true: 1,820.74 were granted later (YZ-13) and 1,645.42 carried
        // over. It is a notice, and it says that all authority covers the spending.
        "above-initial-budget/2018/total",
        // YZ-12: basic spending of 2010306 is 768.00, exactly the project budget 191 + 368 + 43 +
        // 166, while basic spending there was granted 46.00.
        "project-money-in-basic/2018/2010306",
      ])
    #expect(try what("above-initial-budget/2018/total", found).contains("总额未超"))
    #expect(try what("above-initial-budget/2018/total", found).contains("313.59%"))
    #expect(
      try what("project-money-in-basic/2018/2010306", found).contains("7,680,000.00 元"))
    let overspends: Set<Finding.Kind> = [
      .beyondAuthority, .negativeBalance, .beyondCeiling, .beyondPurpose, .override,
    ]
    #expect(!found.contains { overspends.contains($0.kind) })
  }

  @Test func `怀化 2024: vehicles 122.22 %, running costs 109.17 %, all 100.51 %`() throws {
    let found = try findings(
      .huaihua, ["override.csv"], policies: [(key: "ceilings", value: "appropriation")])
    #expect(
      found.map(\.id) == [
        // HH-5: 1.10 of 0.90.
        "beyond-ceiling/2024/vehicle-operation",
        // HH-4: 1,100.41 of 1,094.80. 追加 of 5.61 covers it to the fen.
        "above-initial-budget/2024/total",
        // 410.268 of 403.56, the figure of the budget document; 10.00 were moved in by 调剂.
        "above-initial-budget/2024/staff",
        // HH-6: 39.30 of 36.00.
        "above-initial-budget/2024/running",
        // The two payments above the ceiling, each let pass.
        "override/2024/\(found.first { $0.kind == .override }?.position ?? 0)",
        "override/2024/\(found.last { $0.kind == .override }?.position ?? 0)",
        // The first of them counts on 20 November and comes behind entries of 23 December.
        "backdated/2024/31",
      ])
    #expect(try what("beyond-ceiling/2024/vehicle-operation", found).contains("122.22%"))
    #expect(try what("above-initial-budget/2024/total", found).contains("100.51%"))
    #expect(try what("above-initial-budget/2024/running", found).contains("109.17%"))
    #expect(try what("above-initial-budget/2024/staff", found).contains("101.66%"))
    #expect(try what("above-initial-budget/2024/total", found).contains("总额未超"))
    #expect(found.filter { $0.kind == .override }.allSatisfy { $0.what.chinese.contains("局长") })
  }

  @Test func `君山 2016: vehicles 110.86 %, the hall 5 → 20.66, both lines beyond`() throws {
    let found = try findings(
      .junshan, ["overspend.csv"], policies: [(key: "finding-purposes", value: "大厅")])
    let overrides = found.filter { $0.kind == .override }.map(\.id)
    #expect(overrides.count == 7)
    #expect(
      found.map(\.id) == [
        // JS-3: 237.61 of 216.24 and 297.53 of 295.16 (JS-4), together 23.74 without a source.
        "beyond-authority/2016/general-budget/2010306/basic",
        "beyond-authority/2016/general-budget/2010306/project/电子政务外网建设",
        // JS-2: 8.98 of 8.10 is 0.88 more, 10.9 % and not the printed 1.1 %. 接待 10.33 of 12.15
        // is none.
        "beyond-ceiling/2016/vehicle-operation",
        // 535.14 of 216.24, and more than all authority.
        "above-initial-budget/2016/total",
        // JS-5: 9.32 + 2.00 + 9.34 for what was granted 5.00.
        "beyond-purpose/2016/大厅",
      ] + overrides)
    #expect(try what("beyond-ceiling/2016/vehicle-operation", found).contains("110.86%"))
    let hall = try what("beyond-purpose/2016/大厅", found)
    #expect(hall.contains("206,600.00 元") && hall.contains("50,000.00 元"))
    let basic = try what("beyond-authority/2016/general-budget/2010306/basic", found)
    #expect(basic.contains("109.88%") && basic.contains("-213,700.00 元"))
    #expect(try what("above-initial-budget/2016/total", found).contains("总额已超"))
  }

  @Test func `君山 2016 without the overspend, and 江华 2023, have next to nothing`() throws {
    // Both lines end at zero; 511.40 of 216.24 is covered by the supplement of 295.16.
    #expect(try findings(.junshan).map(\.id) == ["above-initial-budget/2016/total"])
    // In equals out, by every code.
    #expect(try findings(.jianghua).isEmpty)
  }

  @Test func `a refusal that is then let pass is found, once for each`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.junshan
    let ledger = try books.create(in: directory)
    try books.importFile("import.csv", into: ledger)
    #expect(try books.refusals(of: "overspend.csv", by: ledger).count == 7)
    #expect(try ledger.findings().allSatisfy { $0.kind != .bypassedRefusal })
    try books.set([(key: "shortfall", value: "record-with-override")], ledger)
    try books.importFile(
      "overspend.csv", into: ledger, override: `The golden unit`.permission)
    let bypassed = try ledger.findings().filter { $0.kind == .bypassedRefusal }
    #expect(bypassed.count == 7)
    #expect(bypassed.allSatisfy { $0.positions.count == 2 && $0.positions[0] < $0.positions[1] })
    #expect(Set(bypassed.map { $0.positions[1] }).count == 7)
  }
}
