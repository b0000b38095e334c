// Events as sentences, in both languages, and what an event did to a line in a few words.

import BudgetDomain
import Presentation
import Projections
import Testing

@Suite struct EventSentenceTests {
  private static func line(_ project: String? = nil) throws -> BudgetLine {
    BudgetLine(
      year: try #require(FiscalYear(2018)), source: .generalBudget,
      function: try #require(FunctionCode(text: "2010301")),
      nature: project == nil ? .basic : .project,
      project: project.flatMap { ProjectName($0) })
  }

  private static func entry(_ economic: String? = nil, payee: String? = nil) throws -> Entry {
    Entry(
      line: try line(), economic: economic.flatMap { EconomicCode(text: $0) },
      amount: try #require(Amount(fen: 1_230_000)),
      date: try #require(EffectiveDate(text: "2018-03-05")), document: "记3号", payee: payee,
      memo: "一季度\n电费")
  }

  /// Events with what they are in Chinese and English.
  private static func samples() throws -> [(Event, String, String)] {
    let date = try #require(EffectiveDate(text: "2018-03-05"))
    let year = try #require(FiscalYear(2018))
    let paid = try entry("30206", payee: "供电公司")
    let payment = Event.expenditureRecorded(paid)
    return [
      (
        payment, "向 供电公司 支付 12,300.00 元，30206 电费，2010301 行政运行/基本支出，记3号，一季度 电费",
        "paid 12,300.00 yuan to 供电公司, 30206 电费, 2010301 行政运行/basic, 记3号, 一季度 电费"
      ),
      (
        .appropriationApproved(try entry()),
        "批复年初预算 12,300.00 元，2010301 行政运行/基本支出，记3号，一季度 电费",
        "granted 12,300.00 yuan, 2010301 行政运行/basic, 记3号, 一季度 电费"
      ),
      (
        .virementApproved(
          Virement(entry: try entry(), target: TransferTarget(line: try line("平台")))),
        "自 2010301 行政运行/基本支出 调剂 12,300.00 元至 2010301 行政运行/项目支出/平台，记3号，一季度 电费",
        "moved 12,300.00 yuan from 2010301 行政运行/basic to 2010301 行政运行/project/平台, 记3号, "
          + "一季度 电费"
      ),
      (
        .entryReversed(
          Reversal(
            reverses: 7, date: date, movements: payment.movements.map(\.reversed),
            document: nil)),
        "冲销 #7 的 12,300.00 元，30206 电费，2010301 行政运行/基本支出",
        "took back #7 of 12,300.00 yuan, 30206 电费, 2010301 行政运行/basic"
      ),
      (
        .proposalSubmitted(Proposal(.incomeReceived(try entry()))),
        "提交审批：收到 12,300.00 元，2010301 行政运行/基本支出，记3号，一季度 电费",
        "proposed: received 12,300.00 yuan, 2010301 行政运行/basic, 记3号, 一季度 电费"
      ),
      (.yearClosed(YearClosing(year: year, date: date)), "2018 年结账", "closed 2018"),
      (
        .commandRefused(
          RefusedCommand(
            type: .expenditureRecorded, rule: "yearClosed", line: nil, amountInFen: 100,
            sentence: "")),
        "“支出”被拒绝，1.00 元，[yearClosed]",
        "expenditure-recorded was refused, 1.00 yuan, [yearClosed]"
      ),
      (
        .policySet(PolicyChange(setting: .threshold(.idleYears, 3), year: year)),
        "设定政策 finding-idle-years = 3（2018 年）", "set policy finding-idle-years = 3 for 2018"
      ),
    ]
  }

  @Test func `an event is told in a sentence, on one line, in both languages`() throws {
    for (event, chinese, english) in try Self.samples() {
      let tell = { (language: Language) in
        EventSentence(catalogue: .builtIn, language: language).text(event)
      }
      #expect(tell(.chinese) == chinese)
      #expect(tell(.english) == english)
    }
  }

  @Test func `a line is told by what is free, or else by its money`() throws {
    var columns = FactColumns()
    let events: [Event] = [
      .appropriationApproved(try Self.entry()), .incomeReceived(try Self.entry()),
      .expenditureRecorded(try Self.entry("30206")),
    ]
    for (index, event) in events.enumerated() {
      let envelope = Envelope(
        position: UInt64(index), recordedAt: RecordedTime(microseconds: 0), actor: "甲")
      columns.append(RecordedEvent(envelope: envelope, event: event))
    }
    let changes = columns.lineChanges(at: [0, 1, 2])
    let words = (0..<3).map { changes[UInt64($0)]?.first?.words(.english) }
    #expect(
      words == [
        "free 0.00 → 12,300.00", "money 0.00 → 12,300.00", "free 12,300.00 → 0.00",
      ])
    #expect(changes[2]?.first?.words(.chinese) == "可用 12,300.00 → 0.00")
  }
}
