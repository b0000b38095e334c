// A scheme of evaluation: groups, indicators, formulas and rules of one region, kind and year.

public import BudgetDomain

/// A table of performance indicators (绩效评价指标表) of a region, valid for some years. Data, not code.
public struct IndicatorScheme: Hashable, Sendable {
  /// What is evaluated.
  public enum Kind: String, Hashable, Sendable {
    /// 部门整体支出.
    case whole
    /// 项目资金.
    case project

    /// What it is called.
    public var words: Phrase {
      switch self {
      case .whole: Phrase(zh: "部门整体支出", en: "whole spending")
      case .project: Phrase(zh: "项目资金", en: "project money")
      }
    }
  }

  /// Its identifier, such as `yongzhou-2018-whole`.
  public let id: String
  /// 标题.
  public let title: String
  /// The region that uses it.
  public let region: String
  /// What it evaluates.
  public let kind: Kind
  /// The years it is valid for.
  public let years: ClosedRange<Int>
  /// The document it was read from.
  public let source: String
  /// What is not certain about it, where something is not.
  public let uncertain: String?
  /// The groups in order.
  public let groups: [Group]
  /// 基础数据表, where the scheme has one.
  public let baseData: BaseDataForm?

  /// A first-level indicator (一级指标) with what belongs to it.
  public struct Group: Hashable, Sendable {
    /// 一级指标.
    public let name: String
    /// 分值; `nil` where the source does not say.
    public let points: Score?
    /// The indicators in order.
    public let indicators: [Indicator]
  }

  /// Every indicator in order.
  public var indicators: [Indicator] { groups.flatMap(\.indicators) }

  /// The indicator with this identifier or this name.
  public func indicator(_ word: String) -> Indicator? {
    indicators.first { $0.id == word } ?? indicators.first { $0.name == word }
  }
}

/// An indicator: what it is worth, how it is computed, how it is scored.
public struct Indicator: Hashable, Sendable {
  /// Its identifier within the scheme.
  public let id: String
  /// 三级指标.
  public let name: String
  /// 分值; `nil` where the source does not say.
  public let points: Score?
  /// The formula as printed; `nil` where people judge.
  public let formulaText: String?
  /// The rule as printed; `nil` where none is printed.
  public let ruleText: String?
  /// What is not certain, where something is not.
  public let uncertain: String?
  /// The ways to read formula and rule: the chosen one first, then alternatives. Empty where only
  /// people can score.
  public let readings: [Reading]

  /// One way to read an indicator.
  public struct Reading: Hashable, Sendable {
    /// What sets it apart; `nil` for the chosen one where there is nothing to say.
    public let words: String?
    /// What is divided.
    public let numerator: [Term]
    /// By what.
    public let denominator: [Term]
    /// How the rate is scored; `nil` where no rule is printed.
    public let scoring: ScoringRule?
    /// Whether an empty denominator scores all points, as where nothing was built.
    public let isFullWhenEmpty: Bool
  }

  /// A figure that is added or taken away.
  public struct Term: Hashable, Sendable {
    /// What the figure is called.
    public let label: String
    /// Whether it is taken away.
    public let isSubtracted: Bool
    /// What the figure is.
    public let value: Value
  }

  /// Where a figure comes from.
  public enum Value: Hashable, Sendable {
    /// A formula over cells of forms and sums of events.
    case formula(Expression)
    /// A reported fact.
    case fact(Metric)
    /// A number that the rule itself names.
    case constant(Int64)
  }
}

/// 基础数据表: rows of figures, all from facts, cells and events.
public struct BaseDataForm: Hashable, Sendable {
  /// 标题.
  public let title: String
  /// The headers of the figures.
  public let columns: [String]
  /// The rows.
  public let rows: [Row]

  /// A row.
  public struct Row: Hashable, Sendable {
    /// The words before it.
    public let label: String
    /// One cell for each column; `nil` for cells that the form leaves blank.
    public let cells: [Cell?]
  }

  /// A cell: a sum of figures, or a rate of two.
  public struct Cell: Hashable, Sendable {
    /// What is added and taken away.
    public let terms: [Indicator.Term]
    /// By what it is divided, where it is a rate.
    public let base: [Indicator.Term]
  }
}
