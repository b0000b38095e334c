// A small statement and small balances, with figures that are easy to follow by eye.

import BudgetDomain
import Presentation
import Projections
import Statements
import Testing

/// A form with a two-level header, an indented label, a blank cell and a check that can fail.
let sampleForm = """
  {
    "schema": "juesuan/form/1", "form": "90", "name": "试01", "number": "试01表",
    "title": "收支表", "table_sets": ["test"], "edition": 3, "valid_from": 2018, "valid_to": 2018,
    "money": "万元", "decimals": 2, "unit_label": "部门：", "money_label": "金额单位：",
    "header": [[{"text": "项目", "rows": 2}, {"text": "行次", "rows": 2},
                {"text": "本年及年末各项金额", "span": 2}],
               [{"text": "收支"}, {"text": "余额"}]],
    "column_number_label": "栏次",
    "columns": [{"kind": "label"}, {"kind": "line"}, {"kind": "amount", "number": 1},
                {"kind": "amount", "number": 2}],
    "rows": [
      ["收入", "1", "=income()", "=closing()"],
      ["  其中, 财政", "2", "=income(source: fiscal)", ""],
      ["支出", "3", "=expenditure()", ""]
    ],
    "footnote": "注：样表。",
    "notes": [{"cells": ["1:2", "2:1"], "zh": "说明。", "en": "A note."}],
    "checks": [
      {"id": "K1", "severity": "error", "left": "[1:1] - [3:1]", "right": "[1:2]",
       "zh": "收支相抵为余额", "en": "what is left is the balance"},
      {"id": "K2", "severity": "warning", "left": "[1:1]", "right": "[2:1]",
       "zh": "收入全为财政拨款", "en": "all income is fiscal"}
    ]
  }
  """

/// The log of the samples: 12,345.67 and 5.00 yuan in, 1,234,567.89 yuan out of an opening balance.
func sampleColumns(
  otherIncome: Bool = false, incomeInFen: Int64 = 1_234_567
) throws -> FactColumns {
  var facts: [(Event, String)] = []
  func line(_ source: FundSource, _ nature: SpendingNature, project: String? = nil) throws
    -> BudgetLine
  {
    BudgetLine(
      year: try #require(FiscalYear(2018)), source: source,
      function: try #require(FunctionCode(text: "2010301")), nature: nature,
      project: project.flatMap { ProjectName($0) })
  }
  func entry(_ line: BudgetLine, _ fen: Int64, economic: String? = nil) throws -> Entry {
    Entry(
      line: line, economic: economic.flatMap { EconomicCode(text: $0) },
      amount: try #require(Amount(fen: fen)),
      date: try #require(EffectiveDate(text: "2018-06-30")))
  }
  let basic = try line(.generalBudget, .basic)
  let project = try line(.generalBudget, .project, project: "平台")
  facts.append((.incomeReceived(try entry(basic, incomeInFen)), "甲"))
  facts.append((.appropriationApproved(try entry(basic, 1_300_000)), "甲"))
  facts.append((.expenditureRecorded(try entry(basic, 500_000, economic: "30201")), "甲"))
  facts.append((.appropriationApproved(try entry(project, 900)), "甲"))
  if otherIncome {
    facts.append((.incomeReceived(try entry(try line(.other, .basic), 1)), "甲"))
  }
  var columns = FactColumns()
  for (position, fact) in facts.enumerated() {
    let envelope = Envelope(
      position: UInt64(position), recordedAt: RecordedTime(microseconds: 0), actor: fact.1)
    columns.append(RecordedEvent(envelope: envelope, event: fact.0))
  }
  return columns
}

/// The sample form filled from the sample log.
func sampleStatement(
  otherIncome: Bool = false, at moment: Moment = Moment(), money: MoneyUnit? = nil,
  unit: String = "政务服务中心", incomeInFen: Int64 = 1_234_567
) throws -> Statement {
  let year = try #require(FiscalYear(2018))
  let columns = try sampleColumns(otherIncome: otherIncome, incomeInFen: incomeInFen)
  return Statement(
    of: try Form(json: Array(sampleForm.utf8), fileName: "sample.json"),
    from: FigureCube(of: columns, year: year, at: moment), catalogue: .builtIn, unit: unit,
    money: money)
}

/// Where the samples stand in their log.
let sampleAsOf = AsOf(
  position: 3, recordedAtText: "2018-12-31T16:00:00.000000Z", treeSize: 4, rootHex: "ab12")
