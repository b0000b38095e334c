// Texts that people typed, held against the books of their units: all that is wrong, nothing else.

import BudgetDomain
import BudgetLedger
import Foundation
import Presentation
import Statements
import Testing

@Suite struct `The review of a typed text` {
  /// The sentences with figures of one public document, and the unit whose books they are held
  /// against.
  struct Document: Sendable, CustomTestStringConvertible {
    let books: GoldenBooks
    let file: String
    /// How many figures it has, and how many of them are borne out.
    let figures: (count: Int, passed: Int)
    /// Everything that is wrong with it, in order: the line, the kind, and what the finding says.
    let findings: [(line: Int, kind: TextFinding.Kind, words: String)]

    var testDescription: String { "\(books.name)/\(file)" }
  }

  static let documents = [yongzhou, huaihuaBudget, huaihuaReport, junshan, jianghua]

  static let yongzhou = Document(
    books: .yongzhou, file: "document.txt", figures: (149, 108),
    findings: [
      (5, .figurePartial, "“财政拨款总收入”按财政拨款总表含结转和结余，为4,545.16万元；2899.74万元只是本年数"),
      (5, .figurePartial, "“财政拨款总支出”按财政拨款总表含结转和结余，为4,545.16万元；3383.61万元只是本年数"),
      (6, .figurePartial, "3383.61万元只是本年数"),
      (7, .percentageWrong, "应为0.05%（占财政拨款支出：1.66万元 ÷ 3,383.6116万元；按原文位数 0.05%），不是0.04%：是截尾"),
      (7, .percentageWrong, "按原文位数 0.06%），不是0.05%：是截尾"),
      (7, .percentageWrong, "按原文位数 4.76%），不是4.78%：是用 100% 减其他各项凑出来的"),
      (13, .percentageWrong, "占三公经费：7.00万元 ÷ 10.0797万元；按原文位数 69.4%），不是53.8%：53.8%是完成预算的比例"),
      (13, .percentageWrong, "3.0797万元 ÷ 10.0797万元；按原文位数 30.6%），不是77%：77%是完成预算的比例"),
      (15, .foreignYear, "截止2019年12月31日"),
      (17, .baseWrong, "应为828.84万元，但账上分到科目的年初预算只有17.00万元，整个同类支出的年初预算也只有311.00万元"),
      (17, .percentageWrong, "按原文位数 26.82%），不是36.65%：除以了决算数606.56万元"),
      (21, .foreignUnit, "“我局”与单位名称"),
      (22, .adjustmentDiffers, "写作187.53万元，账上追加减追减为1,820.74万元：平台建设经费1,685.26万元"),
      (24, .figureDiffers, "“工资福利支出”写作563.51万元，账上工资福利支出决算数为555.4440万元"),
      (29, .figureDiffers, "“项目支出”写作768万元，账上项目支出决算数为2,213.5419万元；768万元是“项目支出年初预算”"),
      (30, .templateLeftover, "22018年"),
      (57, .foreignUnit, "永州市行政审批服务局"),
      (98, .figureDiffers, "写作528,300.00，账上为6,065,556.56元"),
      (108, .figureDiffers, "“水费、电费、差旅费”写作82,000.00，账上为833,100.00元"),
      (113, .figureDiffers, "“会议费、培训费”写作30,000.00，账上为375,400.00元"),
    ])

  static let huaihuaBudget = Document(
    books: .huaihua, file: "budget.txt", figures: (56, 46),
    findings: [
      (2, .figureDiffers, "“工资福利支出”写作403.56万元，账上工资福利支出年初预算为394.56万元；403.56万元是“人员经费年初预算”"),
      (3, .figureDiffers, "“一般公共服务支出”写作439.56万元，账上一般公共服务支出年初预算为1,002.55万元"),
      (3, .sumWrong, "5 项合计576.81万元，比总数1094.8万元少517.99万元（52.69%）"),
      (3, .percentageWrong, "按原文位数 5.29%），不是5.23%"),
    ])

  static let huaihuaReport = Document(
    books: .huaihua, file: "report.txt", figures: (35, 27),
    findings: [
      (1, .figureDiffers, "“人员经费”写作413.56万元，账上人员经费年初预算为403.56万元"),
      (1, .figureDiffers, "“项目支出”写作645.242万元，账上项目支出年初预算为655.24万元"),
      (2, .figureTruncated, "“449.56万元”是截尾，不是四舍五入：基本支出决算数为449.5680万元"),
      (3, .foreignUnit, "“全所”"),
      (4, .sumWrong, "16 项合计650.8420万元，比总数662.56万元少11.7180万元（98.23%）"),
      (4, .listIncomplete, "列了 16 个项目，账上有年初预算的项目是 17 个；未列：电子政务内网机房运维10.00万元"),
      (4, .budgetAmbiguous, "写作34.272万元，年初预算为34.27万元：两个数相差20.00元，表上都印作34.27万元"),
      (4, .percentageWrong, "按原文位数 98.2%），不是100%"),
      (5, .foreignUnit, "怀化市检验检测中心"),
      (6, .claimContradicted, "本年支出合计决算1,100.41万元，年初预算1,094.80万元，超5.61万元（完成100.51%）"),
      (6, .claimContradicted, "人员经费决算410.2680万元，年初预算403.56万元"),
      (6, .claimContradicted, "日常公用经费决算39.30万元，年初预算36.00万元，超3.30万元（完成109.17%）"),
      (7, .claimContradicted, "决算1.10万元，年初预算0.90万元，超0.20万元（完成122.22%）"),
    ])

  static let junshan = Document(
    books: .junshan, file: "report.txt", figures: (51, 39),
    findings: [
      (6, .sumWrong, "13 项合计191.00万元，比总数197.05万元少6.05万元"),
      (8, .figureDiffers, "“基本支出”写作535.14万元，账上基本支出决算数为237.61万元；535.14万元是“本年支出合计决算数”"),
      (16, .percentageWrong, "按原文位数 10.9%），不是1.1%：把倍数（8.98万元 ÷ 8.1万元）写成了百分比"),
      (18, .explanationPartial, "相差15.66万元，所列原因只说明了11.32万元，还有4.34万元没有说明"),
    ])

  static let jianghua = Document(
    books: .jianghua, file: "report.txt", figures: (14, 10),
    findings: [(3, .percentageWrong, "预算完成率：169.92万元 ÷ 169.92万元；按原文位数 100.0%），不是1%")])

  /// The year of a committed ledger, which has all the unit's corrections in it.
  static func account(_ books: GoldenBooks) throws -> YearAccount {
    let ledger = try Ledger(openingAt: books.path("ledger"))
    return try ledger.yearAccount(for: try Books.year(books.year))
  }

  @Test(arguments: documents)
  func `finds all that is wrong in a document, and nothing else`(_ document: Document) throws {
    let text = String(decoding: try document.books.bytes(document.file), as: UTF8.self)
    let review = TextReview(of: text, against: TextReviewBase(try Self.account(document.books)))
    let found = review.findings
    #expect(found.map(\.line) == document.findings.map(\.line))
    #expect(found.map(\.kind) == document.findings.map(\.kind))
    for (finding, expected) in zip(found, document.findings) {
      #expect(finding.what.chinese.contains(expected.words), "\(finding.what.chinese)")
      #expect(!finding.what.english.isEmpty && !finding.next.english.isEmpty)
    }
    #expect(review.figures.count == document.figures.count)
    #expect(review.count(.passed) == document.figures.passed)
    #expect(!review.isPassed)
  }

  /// The project began with 34.27 and got 20 yuan more.
  @Test(
    arguments: [
      ("2024年项目支出全年预算650.842万元，其中门户网站英文版运维费34.272万元等。", true),
      ("2024年门户网站英文版运维费预算34.272万元。", true),
      ("2024年门户网站英文版运维费年初预算34.27万元，调整后预算34.272万元。", false),
      ("2024年门户网站英文版运维费支出34.272万元。", false),
      ("2024年门户网站英文版运维费预算34.27万元。", false),
      ("2024年门户网站英文版运维费预算342720元。", false),
      ("2024年证照批文免费送服务费预算33.600万元。", false),
      ("2024年另一个项目预算34.272万元。", false),
    ])
  func `tells a budget after changes only where tables cannot tell it from the initial one`(
    _ text: String, _ isTold: Bool
  ) throws {
    let review = TextReview(of: text, against: TextReviewBase(try Self.account(.huaihua)))
    #expect(review.findings.map(\.kind) == (isTold ? [.budgetAmbiguous] : []))
  }

  @Test(
    arguments: [
      ("2018年电子政务年初预算368万元，财政拨款到位368万元，支出368万元。", nil),
      ("2018年电子政务年初预算386万元。", "“电子政务”写作386万元，账上电子政务年初预算为368.00万元"),
      ("智慧永州平台建设年初预算0万元，财政拨款到位1685.26万元，支出1445.54万元。", nil),
      ("2018年电子政务年初预算368万元，财政拨款到位386万元。", "“电子政务”写作386万元"),
      // Other names that only contain that of a project, and other clauses, are none of its figures.
      ("电子政务外网平台线路租金12万元，支出11万元。", nil), ("电子政务年初预算368万元；支出11万元。", nil),
    ] as [(String, String?)])
  func `knows the projects of the ledger by their names`(_ text: String, _ words: String?) throws {
    let review = TextReview(of: text, against: TextReviewBase(try Self.account(.yongzhou)))
    let found = review.findings.map(\.what.chinese)
    #expect(found.count == (words == nil ? 0 : 1), "\(found)")
    if let words { #expect(found.first?.contains(words) ?? false, "\(found)") }
  }

  // MARK: Our own text

  /// The text that the program itself writes about a year, with everything it can know about it.
  static func narrative(_ account: YearAccount) throws -> String {
    let template = try #require(NarrativeTemplate.builtIn(tableSet: account.set.tableSet.name))
    let asOf = AsOf(position: 1, recordedAtText: nil, treeSize: 2, rootHex: "ab12")
    return NarrativePage(Narrative(of: account, by: template), asOf: asOf).text(.chinese)
  }

  /// The units whose year has a table set; that of 2016 has none, and so no narrative.
  static let unitsWithTables = [GoldenBooks.yongzhou, .huaihua, .jianghua]

  @Test(arguments: unitsWithTables)
  func `has nothing to say against the narrative of the ledger itself`(
    _ books: GoldenBooks
  ) throws {
    let account = try Self.account(books)
    let review = TextReview(of: try Self.narrative(account), against: TextReviewBase(account))
    #expect(review.findings.map(\.what.chinese) == [])
    #expect(review.count(.passed) > 60)
    #expect(review.count(.outside) < 4)
  }

  @Test func `has nothing to say against a narrative that tells of the year before`() throws {
    let account = try `The narrative of 永州 2018`.account()
    let text = try Self.narrative(account)
    #expect(text.contains("增长6.37%"))
    let review = TextReview(of: text, against: TextReviewBase(account))
    #expect(review.findings.map(\.what.chinese) == [])
  }

  /// Every figure of the narrative once with another last digit, one figure of a line at a time.
  @Test(arguments: unitsWithTables)
  func `notices nearly every figure of the narrative when one digit of it is changed`(
    _ books: GoldenBooks
  ) throws {
    let account = try Self.account(books)
    let base = TextReviewBase(account)
    let lines = try Self.narrative(account).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { Array($0) }
    let units: Set<Character> = ["万", "%"]
    let ends = lines.map { line in
      line.indices.dropFirst().filter { units.contains(line[$0]) && line[$0 - 1].isNumber }
    }
    var missed: [String] = []
    for turn in 0..<(ends.map(\.count).max() ?? 0) {
      var changed = lines
      for (index, places) in ends.enumerated() where turn < places.count {
        let last = changed[index][places[turn] - 1]
        changed[index][places[turn] - 1] = last == "7" ? "2" : "7"
      }
      let text = changed.map { String($0) }.joined(separator: "\n")
      let found = Set(TextReview(of: text, against: base).findings.map(\.line))
      for (index, places) in ends.enumerated()
      where turn < places.count && !found.contains(index + 1) {
        let end = places[turn]
        missed.append(String(changed[index][max(0, end - 24)...end]))
      }
    }
    let count = ends.reduce(0) { $0 + $1.count }
    #expect(count > 60)
    #expect(missed.count * 20 <= count * 3, "\(missed.count) of \(count): \(missed)")
  }
}
