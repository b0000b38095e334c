// What a review of a text found: the findings, and what became of every figure.

public import BudgetDomain

/// Something in a text that the ledger does not bear out.
public struct TextFinding: Hashable, Sendable {
  /// What kind of mistake it is; the raw value is what people search for.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The figure is not the one that its words name.
    case figureDiffers = "figure-differs"
    /// The figure was cut off instead of rounded.
    case figureTruncated = "figure-truncated"
    /// The words mean more than the figure covers.
    case figurePartial = "figure-partial"
    /// A figure of a table is not that of the cell.
    case tableDiffers = "table-differs"
    /// A difference that does not follow from the two figures it is the difference of.
    case differenceWrong = "difference-wrong"
    /// A base that follows from the sentence but not from the ledger.
    case baseWrong = "base-wrong"
    /// Changes of the budget within the year are others in the ledger.
    case adjustmentDiffers = "adjustment-differs"
    /// Parts do not add up to their total.
    case sumWrong = "sum-wrong"
    /// A breakdown that leaves something out.
    case listIncomplete = "list-incomplete"
    /// A budget after changes that the tables print like the initial one.
    case budgetAmbiguous = "budget-ambiguous"
    /// A difference is explained only in part.
    case explanationPartial = "explanation-partial"
    /// A percentage is not that of the two figures it is of.
    case percentageWrong = "percentage-wrong"
    /// A statement in words that the ledger contradicts.
    case claimContradicted = "claim-contradicted"
    /// The name of another unit.
    case foreignUnit = "foreign-unit"
    /// A date of another year.
    case foreignYear = "foreign-year"
    /// A left-over of a template, or a slip in a year.
    case templateLeftover = "template-leftover"
  }

  /// What kind of mistake it is.
  public let kind: Kind
  /// Whether it must be mended, or looked at.
  public let severity: Severity
  /// The line of the text, counted from 1.
  public let line: Int
  /// What stands there.
  public let excerpt: String
  /// What is wrong, with what the ledger says.
  public let what: Phrase
  /// What to do.
  public let next: Phrase
  /// The command that shows where the right figure comes from, where one does.
  public let command: String?

  /// How grave a finding is.
  public enum Severity: String, Hashable, Sendable {
    /// Wrong by the ledger or by arithmetic.
    case error
    /// To be looked at by a person.
    case warning
  }
}

/// One figure of a text and what became of it.
public struct ReviewedFigure: Hashable, Sendable {
  /// What became of it.
  public enum Outcome: String, Hashable, Sendable {
    /// It is in the ledger, or follows from the sentence.
    case passed
    /// It is not what it should be; a finding says why.
    case found
    /// The ledger cannot tell.
    case outside
  }

  /// The line of the text, counted from 1.
  public let line: Int
  /// The figure as it is printed.
  public let text: String
  /// The words that name it.
  public let label: String
  /// What became of it.
  public internal(set) var outcome: Outcome
  /// What it equals, or why the ledger cannot tell.
  public internal(set) var reason: String
}

/// A text that was checked against a ledger.
public struct TextReview: Sendable {
  /// What was found, in order of the text.
  public let findings: [TextFinding]
  /// Every figure of the text, in order.
  public let figures: [ReviewedFigure]
  /// The year it was checked against.
  public let year: FiscalYear
  /// 预算单位名称.
  public let unit: String

  /// Whether nothing was found.
  public var isPassed: Bool { findings.isEmpty }

  /// How many figures came to `outcome`.
  public func count(_ outcome: ReviewedFigure.Outcome) -> Int {
    figures.count { $0.outcome == outcome }
  }
}
