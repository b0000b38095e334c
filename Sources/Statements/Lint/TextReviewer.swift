// Reads a text sentence by sentence and holds every figure against the ledger.

import BudgetDomain
import Projections

extension TextReview {
  /// Reviews `text`, which speaks about the year of the base.
  ///
  /// - Complexity: O(f · n) for f figures of the text and n figures of the ledger.
  public init(of text: String, against year: TextReviewBase) {
    var reviewer = TextReviewer(text: PrintedText(text), base: year)
    reviewer.review()
    findings = reviewer.findings.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }.map(\.element)
    figures = reviewer.reviewed
    self.year = year.account.year
    unit = year.account.unit
  }
}

/// What texts are held against: a year with its figures and its words, prepared once for any number
/// of texts.
public struct TextReviewBase: Sendable {
  let account: YearAccount
  let vocabulary: TextVocabulary
  let ledger: LedgerFigures

  /// The base of texts about the year of `account`.
  public init(_ account: YearAccount) {
    self.account = account
    vocabulary = TextVocabulary(account: account)
    ledger = LedgerFigures(account: account, terms: vocabulary.terms)
  }
}

/// What is known while a text is read.
struct TextReviewer {
  let text: PrintedText
  let account: YearAccount
  let vocabulary: TextVocabulary
  let ledger: LedgerFigures
  var findings: [TextFinding] = []
  var reviewed: [ReviewedFigure] = []
  /// The sentence before, read, where it stands close enough to be spoken of.
  var before: Reading?
  /// The total of the list that the following lines belong to, and how they are numbered.
  var openList: (head: Item, lineStyle: LineStyle?, term: TextTerm?)?
  /// Amounts that the text gives for other years.
  var otherYears: [PrintedFigure] = []
  /// Claims that were answered already, so that each is told once.
  var answered: Set<String> = []
  /// Whether the text is about what was spent rather than what is planned.
  let isFinalAccount: Bool

  var year: Int { account.year.number }

  /// One figure while its sentence is read.
  struct Item {
    let figure: PrintedFigure
    /// The words that name it, without quotation marks and blanks.
    let label: String
    /// The terms its words name; of the sentence where its own name none.
    var terms: [TextTerm]
    /// Whether the terms are its own words.
    var namesItself: Bool
    var role: Role
    /// Whether it is a difference and no level.
    var isChange: Bool
    /// The other year it is of, where it is of one.
    var year: Int?
    /// The exact value where it is known, else what is printed.
    var fen: Int64
    /// The number of its entry in ``TextReviewer/reviewed``.
    var place: Int
  }

  /// Which figure of a term is meant.
  enum Role: Hashable {
    case actual
    case originalBudget
    case budget
    case any
  }

  /// A sentence while it is read.
  struct Reading {
    let sentence: PrintedSentence
    var items: [Item]
    /// The total the parts after it belong to, by the number of the item, and where they begin.
    var lists: [List] = []
  }

  /// A total and its parts in one sentence.
  struct List {
    var head: Item
    var parts: [Int]
    /// Whether nothing may be missing.
    var isComplete: Bool
    var isOpen: Bool
  }

  /// How a line is numbered.
  enum LineStyle: Hashable {
    case chineseInParentheses
    case chinese
    case digits
    case digitsInParentheses
    case circled
    case none
  }

  init(text: PrintedText, base: TextReviewBase) {
    self.text = text
    account = base.account
    vocabulary = base.vocabulary
    ledger = base.ledger
    isFinalAccount = text.sentences.contains {
      $0.text.containsAny(["支出决算", "收入决算", "部门决算", "决算数"])
    }
  }

  mutating func review() {
    collectOtherYears()
    for sentence in text.sentences {
      reviewWords(of: sentence)
      review(sentence)
    }
    for table in text.tables { review(table) }
    reviewed.sort { $0.line < $1.line }
  }

  private mutating func review(_ sentence: PrintedSentence) {
    followList(into: sentence)
    var reading = read(sentence)
    findLists(in: &reading)
    inheritRoles(in: &reading)
    checkAmounts(in: &reading)
    checkDifferences(in: reading)
    checkLists(in: reading)
    checkFineBudgets(in: reading)
    checkExplanations(in: reading)
    checkPercentages(in: reading)
    checkClaims(in: reading)
    endSentence(reading)
  }

  // MARK: Outcomes

  mutating func pass(_ item: Item, _ reason: String) {
    guard reviewed[item.place].outcome == .outside else { return }
    reviewed[item.place].outcome = .passed
    reviewed[item.place].reason = reason
  }

  mutating func leave(_ item: Item, _ reason: String) {
    guard reviewed[item.place].outcome == .outside else { return }
    reviewed[item.place].reason = reason
  }

  mutating func note(
    _ kind: TextFinding.Kind, _ sentence: PrintedSentence, _ range: Range<Int>,
    severity: TextFinding.Severity = .error, item: Item? = nil, what: Phrase, next: Phrase,
    command: String? = nil
  ) {
    if let item {
      reviewed[item.place].outcome = .found
      reviewed[item.place].reason = kind.rawValue
    }
    findings.append(
      TextFinding(
        kind: kind, severity: severity, line: sentence.line,
        excerpt: sentence.excerpt(around: range), what: what, next: next, command: command))
  }

  /// An amount in the unit of the text, with as many decimals as need be.
  func printed(_ fen: Int64, like figure: PrintedFigure? = nil) -> String {
    if case .amount(let unit)? = figure?.kind, unit == 100 {
      return CellText.text(fen: fen, money: .yuan, decimals: 2) + "元"
    }
    let isWhole = fen % 10_000 == 0
    return CellText.text(fen: fen, money: .tenThousandYuan, decimals: isWhole ? 2 : 4) + "万元"
  }
}

extension TextReviewer.LineStyle {
  /// The style of a line by its first characters.
  init(_ characters: [Character]) {
    let chinese: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    let start = characters.drop(while: \.isWhitespace)
    guard let first = start.first else {
      self = .none
      return
    }
    let second = start.dropFirst().first
    let third = start.dropFirst(2).first
    if first == "（" || first == "(" {
      self =
        second.map { chinese.contains($0) } ?? false
        ? .chineseInParentheses
        : second?.isASCIIDigit ?? false ? .digitsInParentheses : .none
    } else if chinese.contains(first), second == "、" || third == "、" {
      self = .chinese
    } else if first.isASCIIDigit,
      [second, third].contains("、") || [second, third].contains(".")
    {
      self = .digits
    } else {
      self = "①②③④⑤⑥⑦⑧⑨".contains(first) ? .circled : .none
    }
  }
}
