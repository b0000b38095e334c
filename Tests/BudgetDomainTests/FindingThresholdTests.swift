// The settings of audit tests: what can be written, what is read back, and what holds without them.

import BudgetDomain
import Testing

@Suite struct `A setting of an audit test` {
  static let written: [(String, String)] =
    FindingThreshold.allCases.flatMap { threshold in
      ["0", "1", "\(threshold.defaultValue)", "\(threshold.maximum)"].map {
        (threshold.rawValue, $0)
      }
    } + [
      ("finding-office-hours", "none"), ("finding-office-hours", "00-24"),
      ("finding-office-hours", "08-18"), ("finding-purposes", "none"),
      ("finding-purposes", "大厅"), ("finding-purposes", "大厅,接待,12345热线"),
    ]

  @Test(arguments: written)
  func `is read back as it was written`(key: String, value: String) throws {
    let setting = try #require(PolicySetting(key: key, value: value))
    #expect(setting.key == key && setting.value == value)
    #expect(PolicySetting.keys.contains(key) && !PolicySetting.values(of: key).isEmpty)
  }

  static let wrong: [(String, String)] =
    FindingThreshold.allCases.flatMap { threshold in
      ["", "-1", "01", "1.5", "１", "\(threshold.maximum + 1)", "99999999999"].map {
        (threshold.rawValue, $0)
      }
    } + [
      ("finding-office-hours", "8-18"), ("finding-office-hours", "18-08"),
      ("finding-office-hours", "08-08"), ("finding-office-hours", "08-25"),
      ("finding-office-hours", ""), ("finding-purposes", ""), ("finding-purposes", "a,,b"),
      ("finding-purposes", "a,a"), ("finding-purposes", "a b"), ("finding-purposes", "a,none"),
      ("finding-purposes", String(repeating: "长", count: 22)),
      ("finding-purposes", (0...10).map(String.init).joined(separator: ",")),
      ("finding-nothing", "1"),
    ]

  @Test(arguments: wrong)
  func `that is none is not read`(key: String, value: String) {
    #expect(PolicySetting(key: key, value: value) == nil)
  }

  @Test func `of a year wins over that of all years, and refuses nothing`() throws {
    let scenario = Scenario.given(
      Sample.funded + [
        .policySet(Sample.policy("finding-idle-years", "3")),
        .policySet(Sample.policy("finding-idle-years", "4", year: 2018)),
        .policySet(Sample.policy("finding-split-limit", "1")),
      ])
    let policy = scenario.state.policy(for: try #require(FiscalYear(2018)))
    #expect(policy.value(of: .idleYears) == 4 && policy.value(of: .splitLimit) == 1)
    #expect(policy.value(of: .decemberShare) == FindingThreshold.decemberShare.defaultValue)
    let next = scenario.state.policy(for: try #require(FiscalYear(2019)))
    #expect(next.value(of: .idleYears) == 3)
    let entry = Sample.entry("10.00", economic: "30201")
    scenario.when(.recordExpenditure(entry)).then([.expenditureRecorded(entry)])
  }

  @Test(arguments: [
    ("2018-06-13T00:00:00Z", true), ("2018-06-12T23:59:59Z", false),
    ("2018-06-13T09:59:59Z", true), ("2018-06-13T10:00:00Z", false),
    ("2018-06-15T16:00:00Z", false), ("2018-06-16T02:00:00Z", false),
    ("2018-06-17T02:00:00Z", false), ("2018-06-18T02:00:00Z", true),
    ("1969-12-31T02:00:00Z", true), ("1969-12-28T02:00:00Z", false),
  ])
  func `knows the hours of working days in Beijing`(time: String, isOpen: Bool) throws {
    let hours = try #require(OfficeHours(text: "08-18"))
    #expect(hours.contains(try #require(RecordedTime(text: time))) == isOpen)
  }
}
