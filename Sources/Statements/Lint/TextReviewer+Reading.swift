// What the words around a figure say: which figure it is, of which year, level or difference.

import BudgetDomain

extension TextReviewer {
  /// Words at the end of a label that make a figure a difference.
  static let changeWords = [
    "增加", "减少", "增长", "下降", "降低", "超支", "超出", "结余", "节约", "压减", "追加", "追减", "调增", "调减",
    "核减", "多", "少", "高于", "低于",
  ]
  static let increaseWords = ["增加", "增长", "多", "超支", "超出", "追加", "调增", "高于"]
  /// Words that mark the second figure of a comparison.
  static let comparisonWords = ["比", "较", "与", "为"]

  mutating func read(_ sentence: PrintedSentence) -> Reading {
    var items: [Item] = []
    for index in sentence.figures.indices {
      items.append(item(index, of: sentence, after: items))
    }
    return Reading(sentence: sentence, items: items)
  }

  private mutating func item(
    _ index: Int, of sentence: PrintedSentence, after items: [Item]
  ) -> Item {
    let figure = sentence.figures[index]
    let label = Self.bare(sentence.label(of: index))
    reviewed.append(
      ReviewedFigure(
        line: sentence.line, text: figure.text, label: sentence.label(of: index),
        outcome: .outside, reason: "no term of the ledger names it"))
    let characters = Array(label)
    let mentions = vocabulary.mentions(in: characters)
    let isChange = Self.isChange(label, mentions)
    var item = Item(
      figure: figure, label: label, terms: mentions.map(\.term), namesItself: !mentions.isEmpty,
      role: Self.role(of: label), isChange: isChange, year: otherYear(in: characters, mentions),
      fen: figure.fen ?? 0, place: reviewed.count - 1)
    if item.terms.isEmpty, figure.isAmount, TextVocabulary.saysNothing(label), !isChange,
      !label.containsAny(["合计", "总计", "共计"])
    {
      item.terms = subject(of: index, in: sentence, after: items)
    }
    if item.terms.isEmpty, figure.isAmount, !isChange,
      let term = projectTerm(of: index, in: sentence, after: items)
    {
      item.terms = [term]
      item.namesItself = true
    }
    return item
  }

  /// The words without quotation marks and blanks.
  static func bare(_ text: String) -> String {
    text.filter { !$0.isWhitespace && !"“”\"‘’《》".contains($0) }
  }

  private static func isChange(_ label: String, _ mentions: [TextVocabulary.Mention]) -> Bool {
    let end = label.count
    let isBalance = ["结转和结余", "结转结余", "年末结余", "年初结余"].contains { label.hasSuffix($0) }
    guard !isBalance, !mentions.contains(where: { $0.range.upperBound == end }) else {
      return false
    }
    var words = label
    while let last = words.last, "了为额数：约".contains(last) { words.removeLast() }
    return changeWords.contains { words.hasSuffix($0) }
  }

  /// Which side of the books words speak of. 预算 in the name of a source says nothing about it.
  static func role(of label: String) -> Role {
    var words = label
    for name in [
      "一般公共预算", "政府性基金预算", "国有资本经营预算", "预算单位", "预算绩效", "预算管理", "安排的",
    ] {
      words = words.replacing(name, with: "")
    }
    func last(_ marks: [String]) -> Int? {
      marks.compactMap { mark in
        words.ranges(of: mark).last.map {
          words.distance(from: words.startIndex, to: $0.lowerBound)
        }
      }.max()
    }
    let budget = last(["年初", "预算", "安排"])
    let actual = last(["决算", "实际", "执行", "发生", "产生", "开支", "实支", "列支"])
    guard let budget else { return actual == nil ? .any : .actual }
    if let actual, actual > budget { return .actual }
    return words.contains("年初") ? .originalBudget : .budget
  }

  /// The other year that a figure is of: its words are that year and nothing but a term.
  private func otherYear(in label: [Character], _ mentions: [TextVocabulary.Mention]) -> Int? {
    let text = String(label)
    var words = text
    // 本年收入比2017年度的: what is compared stands before, the base after it.
    for mark in Self.comparisonWords {
      guard let place = words.ranges(of: mark).last, place.upperBound < words.endIndex,
        words[place.upperBound].isASCIIDigit
      else { continue }
      words = String(words[place.upperBound...])
    }
    guard words.count >= 5, let number = Int(words.prefix(4)), number != year,
      FiscalYear.range.contains(number), words.dropFirst(4).first == "年"
    else {
      let isLast = ["上年", "去年", "上一年"].contains { text.contains($0) }
      return isLast && !mentions.isEmpty ? year - 1 : nil
    }
    let rest = String(words.dropFirst(5))
    return TextVocabulary.saysNothing(rest) || mentions.contains { $0.range.lowerBound <= 7 }
      ? number : nil
  }

  /// The terms that a figure without words of its own is about: those of the clauses before it,
  /// else those of the figure before it.
  private func subject(
    of index: Int, in sentence: PrintedSentence, after items: [Item]
  ) -> [TextTerm] {
    let clauses = sentence.gap(before: index)
      .split { PrintedSentence.clauseMarks.contains($0) && $0 != "、" }
    for clause in clauses.reversed() {
      let mentions = vocabulary.mentions(in: Array(Self.bare(String(clause))))
      if let last = mentions.last { return [last.term] }
    }
    guard let last = items.last(where: { $0.figure.isAmount }),
      Self.role(of: items[items.count - 1].label) != .any
    else { return [] }
    // How far a project reaches is for ``projectTerm(of:in:after:)`` to say.
    return last.terms.filter { $0.project == nil }
  }

  /// More amounts of other years than any text has.
  private static let otherYearLimit = 1_000

  /// Amounts of other years anywhere in the text: what “比上年” without a base can only mean.
  mutating func collectOtherYears() {
    let kept = reviewed
    defer { reviewed = kept }
    for sentence in text.sentences {
      for item in read(sentence).items where item.year != nil && item.figure.isAmount {
        guard otherYears.count < Self.otherYearLimit else { return }
        otherYears.append(item.figure)
      }
    }
  }
}
