// Performance indicators as a table people read, and as comma-separated text.

public import BudgetDomain
public import Statements

/// A filled scheme on a page: scores beside each other, what is left out and why, and both totals.
public struct IndicatorTable: Hashable, Sendable {
  private let report: IndicatorReport
  private let unit: String

  /// The page of a report about the unit.
  public init(_ report: IndicatorReport, unit: String) {
    self.report = report
    self.unit = unit
  }

  /// The page as text, with what is uncertain below and the place in the log.
  public func text(_ language: Language, asOf: AsOf) -> String {
    let scheme = report.scheme
    let subject =
      [unit, "\(report.year.number)", scheme.title]
      + [report.project?.text]
      .compactMap { $0 }
    let origin = Phrase(
      zh: "指标体系 \(scheme.id)（\(scheme.region)）", en: "scheme \(scheme.id) (\(scheme.region))")
    var lines = [
      subject.joined(separator: " "), origin.text(language), "",
      table(language).text + totals(language).joined(separator: "\n"), "",
    ]
    if let uncertain = scheme.uncertain {
      lines.append(Phrase(zh: "存疑：", en: "uncertain: ").text(language) + uncertain)
    }
    lines.append(
      Phrase(
        zh: "日志共 \(asOf.treeSize) 个事件，根 \(asOf.shortRoot)",
        en: "log of \(asOf.treeSize) events, root \(asOf.shortRoot)"
      ).text(language))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table as comma-separated text.
  public func csv(_ language: Language) -> String { table(language).csv }

  func table(_ language: Language) -> PlainTable {
    func column(_ chinese: String, _ english: String, isNumber: Bool = false) -> PlainTable.Column {
      PlainTable.Column(
        Phrase(zh: chinese, en: english).text(language), alignment: isNumber ? .right : .left)
    }
    return PlainTable(
      columns: [
        column("编号", "no"), column("一级指标", "group"), column("指标", "indicator"),
        column("分值", "points", isNumber: true), column("比率", "rate", isNumber: true),
        column("计算", "computed", isNumber: true), column("填报", "typed", isNumber: true),
        column("差异", "difference", isNumber: true), column("说明", "note"),
      ],
      rows: report.results.map { result in
        [
          result.indicator.id, result.group, result.indicator.name,
          result.indicator.points?.text ?? "?", result.readings.first?.rate?.percentText ?? "",
          computedText(result, language), result.typedScore?.text ?? "",
          result.difference.map { $0 > .zero ? "+\($0.text)" : $0.text } ?? "",
          result.note(language),
        ]
      })
  }

  private func computedText(_ result: IndicatorResult, _ language: Language) -> String {
    switch result.readings.first?.outcome {
    case .scored(_, let score), .fullWhenEmpty(let score): score.text
    case .emptyDenominator, .negativeDenominator, .notReported, .beyondRange:
      Phrase(zh: "不适用", en: "n/a").text(language)
    case .rate, nil: ""
    }
  }

  func totals(_ language: Language) -> [String] {
    func line(_ words: Phrase, _ total: IndicatorReport.Total) -> String {
      let left = Phrase(
        zh: "（可得 \(total.attainable.text)，未计入 \(total.leftOut) 项）",
        en: " of \(total.attainable.text) attainable, \(total.leftOut) left out")
      return words.text(language) + total.score.text + left.text(language)
    }
    return [
      line(Phrase(zh: "合计，以计算为准：", en: "total, computed first: "), report.computedTotal),
      line(Phrase(zh: "合计，以填报为准：", en: "total, typed first: "), report.typedTotal),
    ]
  }
}

extension IndicatorResult {
  /// Why there is no score, or what another reading would score; empty where all is plain.
  func note(_ language: Language) -> String {
    guard let chosen = readings.first else {
      return Phrase(zh: "由人评定", en: "judged by people").text(language)
    }
    var notes = [chosen.outcome.note?.text(language)].compactMap { $0 }
    for other in chosen.otherCountings {
      notes.append(other.counting.words.text(language) + " \(other.score.text)")
    }
    for (index, other) in readings.enumerated().dropFirst() {
      guard let rate = other.rate else { continue }
      let score = other.score.map { " → \($0.text)" } ?? ""
      notes.append(
        Phrase(zh: "读法\(index + 1)：", en: "reading \(index + 1): ").text(language)
          + rate.percentText + score)
    }
    return notes.joined(separator: language == .chinese ? "；" : "; ")
  }
}

extension ReadingResult.Outcome {
  /// What there is to say beside the score.
  var note: Phrase? {
    switch self {
    case .scored: nil
    case .rate: Phrase(zh: "未印评分标准", en: "no rule is printed")
    case .fullWhenEmpty: Phrase(zh: "没有项目，按满分", en: "nothing was built: full points")
    case .emptyDenominator: Phrase(zh: "分母为零", en: "nothing to divide by")
    case .negativeDenominator: Phrase(zh: "分母为负", en: "less than nothing to divide by")
    case .notReported(let labels):
      Phrase(
        zh: "缺：" + labels.joined(separator: "、"), en: "missing: " + labels.joined(separator: ", "))
    case .beyondRange(let labels):
      Phrase(
        zh: "超出可精确计算的范围：" + labels.joined(separator: "、"),
        en: "beyond what can be exact: " + labels.joined(separator: ", "))
    }
  }
}

extension ScoringRule.Counting {
  /// How parts of a step count, in words.
  var words: Phrase {
    switch self {
    case .full: Phrase(zh: "只计满档", en: "full steps only:")
    case .started: Phrase(zh: "不足一档按一档", en: "started steps:")
    case .proportional: Phrase(zh: "按比例", en: "proportional:")
    }
  }
}
