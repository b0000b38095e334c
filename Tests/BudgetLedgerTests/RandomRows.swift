// Import files drawn from a seed: most of their rows are plain, some are anything but.

import BudgetDomain
import BudgetLedger
import EventStorageTesting

/// Files for one ledger. The same seed gives the same files.
struct RandomRows {
  private var chance: SeededChance
  private let hasKeys: Bool
  private let isChinese: Bool
  private var keyCount = 0
  private var files: [[UInt8]] = []

  init(seed: UInt64) {
    chance = SeededChance(seed: seed)
    hasKeys = chance.below(4) > 0
    isChinese = chance.happens(onceIn: 3)
  }

  private struct Row {
    var date = "2018-03-05"
    var kind = "expenditure"
    var source = "general-budget"
    var function = "2010301"
    var economic = "30201"
    var nature = "basic"
    var project = ""
    var amount = "10.00"
    var payee = ""
    var document = ""
    var memo = ""
    var actor = ""
    var key = ""
    var reason = ""

    var cells: [String] {
      [
        date, kind, source, function, economic, nature, project, amount, payee, document, memo,
        actor, reason,
      ]
    }
  }

  private static let english =
    "date,kind,source,function,economic,nature,project,amount,payee,document,memo,actor,reason"
  private static let chinese = "日期,类型,资金来源,功能科目,经济科目,支出性质,项目,金额,收款方,文号,摘要,经办人,事由"

  /// What the ledger holds before the first file: nothing, or what makes rules stricter.
  var preparation: [Submission] {
    mutating get {
      guard let year = FiscalYear(2019), let date = EffectiveDate(text: "2019-12-31"),
        let project = ProjectName("平台"), let own = FiscalYear(2018),
        let day = EffectiveDate(text: "2018-06-01")
      else { return [] }
      let choices: [Command?] = [
        nil, nil, nil, nil, nil, nil, .closeYear(year, date: date, failedChecks: []),
        .closeYear(own, date: day, failedChecks: []),
        .registerActor(ActorRegistration(name: "甲", role: .head)),
        .setPolicy(PolicyChange(setting: .controlLevel(.lineAndEconomic), year: own)),
        .setPolicy(PolicyChange(setting: .incomeRecognition(.payment), year: nil)),
        .setPolicy(PolicyChange(setting: .ceilings(.appropriation), year: own)),
        .setPolicy(PolicyChange(setting: .fourEyes([.incomeReceived]), year: nil)),
        .setPolicy(PolicyChange(setting: .tableSet("national-2019"), year: year)),
        .moveProject(ProjectStep(project: project, date: day, title: nil), to: .completed),
      ]
      guard let command = choices[chance.below(choices.count)] else { return [] }
      return [Submission(command, actor: "甲")]
    }
  }

  /// What is done with rows that equal recorded ones.
  var equalRows: EqualRows {
    mutating get { EqualRows.allCases[chance.below(3)] }
  }

  /// The next file: new, altered in one place, or one that was there before.
  mutating func nextFile() -> [UInt8] {
    if !files.isEmpty, chance.happens(onceIn: 6) { return files[chance.below(files.count)] }
    var rows = (0..<(4 + chance.below(30))).map { _ in plainRow() }
    rows.insert(contentsOf: funds(), at: 0)
    var lines = rows.map { line($0) }
    if chance.happens(onceIn: 2) { alter(&rows, &lines) }
    let file = text(lines)
    files.append(file)
    return file
  }

  /// A file of plain rows that a new ledger takes: 40 of them.
  mutating func plainFile() -> [UInt8] {
    let rows = funds() + (0..<32).map { _ in spendingRow() }
    return text(rows.map { line($0) })
  }

  /// A budget and money of a thousand yuan.
  mutating func funding() -> [UInt8] {
    text(
      [
        Row(kind: "appropriation", economic: "", amount: "1000.00"),
        Row(kind: "income", economic: "", amount: "1000.00"),
      ].map { line($0) })
  }

  /// Ten rows that spend all of it.
  mutating func spending() -> [UInt8] {
    text((0..<10).map { line(Row(amount: "100.00", memo: "\($0) \(chance.below(1_000_000))")) })
  }

  private mutating func text(_ lines: [String]) -> [UInt8] {
    let ending = ["\n", "\n", "\n", "\r\n"][chance.below(4)]
    var text =
      (isChinese ? Self.chinese : Self.english) + (hasKeys ? isChinese ? ",流水号" : ",key" : "")
    if chance.happens(onceIn: 8) { text = "\u{FEFF}" + text }
    text += ending + lines.joined(separator: ending)
    if !chance.happens(onceIn: 5) { text += ending }
    return Array(text.utf8)
  }

  private mutating func line(_ row: Row) -> String {
    var cells = row.cells
    if hasKeys {
      keyCount += 1
      cells.append(row.key.isEmpty ? (isChinese ? "流水〔\(keyCount)〕" : "K-\(keyCount)") : row.key)
    }
    return cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
  }

  private static let sources = ["general-budget", "service", "一般公共预算财政拨款", "other"]
  private static let functions = ["2010301", "2010306", "2129999"]

  /// Budget and money on eight lines.
  private mutating func funds() -> [Row] {
    (0..<4).flatMap { number in
      ["appropriation", "income"].map { kind in
        Row(
          date: "2018-01-0\(number + 1)", kind: kind, source: Self.sources[number % 2],
          function: Self.functions[number % 2], economic: "",
          nature: number < 2 ? "basic" : "project", project: number < 2 ? "" : "平台",
          amount: "\(100 + chance.below(900)),\(100 + chance.below(900)).5")
      }
    }
  }

  private mutating func spendingRow() -> Row {
    let number = chance.below(4)
    return Row(
      date: ["2018-03-05", "2018/3/15", "2018-12-31"][chance.below(3)],
      kind: isChinese ? "支出" : "expenditure", source: Self.sources[number % 2],
      function: Self.functions[number % 2], economic: ["30201", "30101"][chance.below(2)],
      nature: number < 2 ? "basic" : "project", project: number < 2 ? "" : "平台",
      amount: ["\(chance.below(5_000)).\(10 + chance.below(90))", "12", "1,200.5"][chance.below(3)]
        .replacing("0.", with: "1."),
      payee: ["", "某公司", "阿卜杜拉·买买提", "a b"][chance.below(4)],
      document: chance.happens(onceIn: 3) ? "JZ-\(chance.below(99))" : "",
      memo: ["", "办公用品", "paper, pens", "  two  words "][chance.below(4)],
      actor: chance.happens(onceIn: 4) ? "李会计" : "")
  }

  private mutating func plainRow() -> Row {
    var row = spendingRow()
    switch chance.below(14) {
    case 0:
      row.kind = "refund"
      row.amount = "0.01"
    case 1: row.kind = "supplement"
    case 2:
      row.kind = "reduction"
      row.amount = "1"
    case 3:
      row.kind = "income"
      row.economic = ""
    case 4: row.reason = "补记"
    case 5:
      row.kind = "appropriation"
      row.date = "2020-05-01"
    default: break
    }
    return row
  }

  /// Puts something out of the ordinary into a row, or lines into the file.
  private mutating func alter(_ rows: inout [Row], _ lines: inout [String]) {
    let place = chance.below(rows.count)
    var row = rows[place]
    let marks = [
      "\t", "\u{7F}", "\u{85}", "\u{A0}", "\\", "\"", "办公用品 ", "a\rb", "e\u{301}", "\u{0}",
      String(repeating: "长", count: 1_200), "\u{301}x",
    ]
    switch chance.below(24) {
    case 0: row.amount = "99999999.00"
    case 1:
      row.amount =
        ["0", "-1", "1.234", "1,23.0", "", ".5", "5.", "9007199254740991"][chance.below(8)]
    case 2: row.date = ["2018-02-30", "2018-3-5", "2019-12-31", "2017-01-01", ""][chance.below(5)]
    case 3: row.kind = ["virement", "opening-balance", "fact", "转账", ""][chance.below(5)]
    case 4: row.function = ["9999999", "201030", "2010399", "", "0010301"][chance.below(5)]
    case 5: row.economic = ["", "39999", "3020", "99999"][chance.below(4)]
    case 6: row.nature = ["project", "basic", "", "business"][chance.below(4)]
    case 7: row.project = ["另一个", "平台", "\u{5E73}台x", "e\u{301}"][chance.below(4)]
    case 8: row.source = ["nobody", "business", "state-capital"][chance.below(3)]
    case 9: row.memo = marks[chance.below(marks.count)]
    case 10: row.actor = ["陌生人", "甲", "a\"b"][chance.below(3)]
    case 11 where hasKeys: lines.append(lines[chance.below(lines.count)])
    case 12: lines.append(lines[chance.below(lines.count)] + ",")
    case 13: lines.insert(["", ",,,", " ", ",\"\""][chance.below(4)], at: place)
    case 14: row.key = ["K-1", "é", "e\u{301}", "import-x-1", " ", "\u{FA19}"][chance.below(6)]
    case 15: row.payee = "\"\"quoted\"\""
    case 16: row.kind = "surplus-distribution"
    case 17: row.memo = "\"two\nlines\""
    case 18: row.payee = marks[chance.below(marks.count)]
    case 19: row.kind = "refund"
    case 20: row.kind = "reduction"
    case 21: row.date = "2018-12-31 "
    case 22: row.reason = "error-correction"
    default: row.project = " "
    }
    if place < lines.count { lines[place] = line(row) }
  }
}
