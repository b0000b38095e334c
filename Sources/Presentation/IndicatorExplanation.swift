// One indicator down to its events, and 基础数据表, as text.

public import BudgetDomain
public import Statements

/// An indicator explained: formula, rule, every reading with its figures and events, typed score.
public struct IndicatorExplanation: Hashable, Sendable {
  private let result: IndicatorResult

  /// How many positions of events a line lists.
  static let listedPositions = 8

  /// The explanation of a result.
  public init(_ result: IndicatorResult) { self.result = result }

  /// The explanation as text.
  public func text(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String {
      Phrase(zh: chinese, en: english).text(language)
    }
    let indicator = result.indicator
    let points = indicator.points?.text ?? "?"
    var text =
      "\(indicator.id) \(indicator.name)" + say("（\(points) 分）", " (\(points) points)") + "\n"
    if let formula = indicator.formulaText { text += say("公式：", "formula: ") + formula + "\n" }
    if let rule = indicator.ruleText { text += say("评价标准：", "rule: ") + rule + "\n" }
    if let uncertain = indicator.uncertain { text += say("存疑：", "uncertain: ") + uncertain + "\n" }
    for (index, reading) in result.readings.enumerated() {
      let name = reading.reading.words ?? say("采用的读法", "the chosen reading")
      text += "\n" + say("读法\(index + 1)：", "reading \(index + 1): ") + name + "\n"
      text += Self.table(reading.numerator, reading.denominator, language).text
      text += Self.outcome(reading, language) + "\n"
    }
    if let typed = result.typed {
      text += "\n"
      text += say("填报：", "typed: ") + typed.score.score.text
      text += say(
        "，#\(typed.position) \(typed.actor)：\(typed.reason)",
        " by \(typed.actor) at #\(typed.position): \(typed.reason)")
      if let difference = result.difference {
        text += say("；比计算多 \(difference.text)", "; more than computed by \(difference.text)")
      }
      text += "\n"
    }
    return text
  }

  private static func outcome(_ reading: ReadingResult, _ language: Language) -> String {
    let rate = reading.rate?.percentText
    let score = reading.score.map {
      Phrase(zh: "得 \($0.text) 分", en: "scores \($0.text)").text(language)
    }
    let notApplicable: String? =
      switch reading.outcome {
      case .emptyDenominator, .negativeDenominator, .notReported, .beyondRange:
        Phrase(zh: "不适用", en: "n/a").text(language)
      case .scored, .rate, .fullWhenEmpty: nil
      }
    let others = reading.otherCountings.map {
      $0.counting.words.text(language) + " \($0.score.text)"
    }
    let parts = [rate, notApplicable, score, reading.outcome.note?.text(language)] + others
    return "= " + parts.compactMap { $0 }.joined(separator: " · ")
  }

  private static func table(
    _ numerator: [IndicatorInput], _ denominator: [IndicatorInput], _ language: Language
  ) -> PlainTable {
    func column(_ chinese: String, _ english: String, isNumber: Bool = false) -> PlainTable.Column {
      PlainTable.Column(
        Phrase(zh: chinese, en: english).text(language), alignment: isNumber ? .right : .left)
    }
    let rows =
      numerator.map { ($0.isSubtracted ? "-" : "+", $0) }
      + denominator.map { ($0.isSubtracted ? "÷ -" : "÷ +", $0) }
    return PlainTable(
      columns: [
        column("", ""), column("数", "figure"), column("值", "value", isNumber: true),
        column("来自", "from"), column("事件", "events"),
      ],
      rows: rows.map { sign, input in
        [sign, input.label, input.valueText, input.origin, input.eventsText]
      })
  }
}

extension IndicatorInput {
  /// Its origin on one line, such as `cell 07!1:7`.
  var origin: String { source.text.isEmpty ? source.word : "\(source.word) \(source.text)" }

  /// The first positions behind it, and how many more there are.
  var eventsText: String {
    let shown = positions.prefix(IndicatorExplanation.listedPositions).map { "#\($0)" }
    let rest = positions.count - shown.count
    return (shown + (rest > 0 ? ["… +\(rest)"] : [])).joined(separator: " ")
  }
}

/// 基础数据表 on a page.
public struct BaseDataTable: Hashable, Sendable {
  let report: BaseDataReport
  private let unit: String

  /// The page of a report about the unit.
  public init(_ report: BaseDataReport, unit: String) {
    self.report = report
    self.unit = unit
  }

  /// The page as text; amounts are in yuan.
  public func text(_ language: Language) -> String {
    let heading = Phrase(zh: "单位：个、元", en: "unit: persons, yuan").text(language)
    return
      "\(report.form.title) \(unit) \(report.year.number)\n\(heading)\n\n\(table(language).text)"
  }

  /// The table as comma-separated text.
  public func csv(_ language: Language) -> String { table(language).csv }

  /// The table with the origin of every figure.
  public var json: JSONValue { .array(report.rows.map(Self.row)) }

  /// The rows with the origin of every figure, one a line.
  public var jsonLines: String { report.rows.map { Self.row($0).lineText + "\n" }.joined() }

  private static func row(_ row: BaseDataReport.Row) -> JSONValue {
    .object([
      JSONValue.Member("label", .string(row.label)),
      JSONValue.Member(
        "cells",
        .array(
          row.cells.map { cell in
            cell.map { cell in
              .object([
                JSONValue.Member("text", .string(cell.text)),
                JSONValue.Member("inputs", .array(cell.inputs.map(\.json))),
                JSONValue.Member("base", .array(cell.base.map(\.json))),
              ])
            } ?? .null
          })),
    ])
  }

  func table(_ language: Language) -> PlainTable {
    PlainTable(
      columns: [PlainTable.Column(Phrase(zh: "项目", en: "item").text(language))]
        + report.form.columns.map { PlainTable.Column($0, alignment: .right) },
      rows: report.rows.map { [$0.label] + $0.cells.map { $0?.text ?? "" } })
  }
}
