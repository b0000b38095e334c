// Totals with their parts: in one sentence, from the sentence before, and over the lines below.

import BudgetDomain

extension TextReviewer {
  static let partialMarks = ["其中", "基中"]
  static let completeMarks = ["具体是", "具体为", "分别是", "分别为", "包括", "包含"]
  static let reasonMarks = ["原因是", "主要是", "是因为", "原因为"]

  /// A list while its parts are collected.
  private struct Draft {
    var head: Item
    var parts: [Int] = []
    let isComplete: Bool
    /// Whether “；” ends it: 其中 without a colon reaches no further.
    let isShort: Bool
  }

  /// Finds totals with their parts: in the sentence, or from the sentence before.
  func findLists(in reading: inout Reading) {
    let sentence = reading.sentence
    // The innermost list is the last.
    var open: [Draft] = []
    var lists: [List] = []
    func endInnermost() {
      guard let draft = open.popLast(), let last = draft.parts.last else { return }
      let end = reading.items[last].figure.range.upperBound
      let rest = sentence.text(end..<sentence.characters.count)
      lists.append(
        List(
          head: draft.head, parts: draft.parts, isComplete: draft.isComplete,
          isOpen: rest.contains("等")))
    }
    for index in reading.items.indices {
      let gap = sentence.gap(before: index)
      let item = reading.items[index]
      let starts = Self.partialMarks.contains { gap.contains($0) }
      let startsComplete = Self.completeMarks.contains { gap.contains($0) }
      if gap.contains("；"), open.last?.isShort ?? false { endInnermost() }
      if gap.containsAny(Self.reasonMarks) || item.terms.contains(where: \.isTotal) {
        while !open.isEmpty { endInnermost() }
      } else if starts || startsComplete {
        let earlier = reading.items[..<index].last { $0.figure.isAmount && !$0.isChange }
        // A part of the list may itself be divided; anything else ends it.
        while let draft = open.last, earlier.map({ !Self.has(draft, $0, reading) }) ?? true {
          endInnermost()
        }
        if let head = earlier ?? headBefore(index, in: reading) {
          open.append(
            Draft(
              head: head, isComplete: startsComplete && !starts,
              isShort: !gap.contains("：") && !gap.contains(":")))
        }
      }
      guard let draft = open.last, Self.isPart(item, of: draft.head) else { continue }
      open[open.count - 1].parts.append(index)
    }
    while !open.isEmpty { endInnermost() }
    reading.lists = lists.filter { !isMixed($0, reading) }
  }

  private static func has(_ draft: Draft, _ item: Item, _ reading: Reading) -> Bool {
    draft.parts.contains { reading.items[$0].place == item.place }
  }

  /// Whether an amount can be a part of a total: of this year, on the same side of the books, and
  /// no difference where the total is none.
  private static func isPart(_ item: Item, of head: Item) -> Bool {
    guard item.figure.isAmount, item.year == nil else { return false }
    if item.isChange, !head.isChange, !item.namesItself { return false }
    if item.role != .any, head.role != .any,
      (item.role == .actual) != (head.role == .actual)
    {
      return false
    }
    let directions = (direction(item.label), direction(head.label))
    guard case (let part?, let total?) = directions else { return true }
    return part == total
  }

  /// Whether income and spending stand among the parts: they have no common total.
  private func isMixed(_ list: List, _ reading: Reading) -> Bool {
    Set(list.parts.compactMap { Self.direction(reading.items[$0].label) }).count > 1
  }

  /// 收入 or 支出, where a label names one of them.
  private static func direction(_ label: String) -> String? {
    let named = ["收入", "支出"].filter { label.contains($0) }
    return named.count == 1 ? named[0] : nil
  }

  /// The total in the sentence before, where no amount stands before the parts: a level of levels,
  /// a difference of differences.
  private func headBefore(_ index: Int, in reading: Reading) -> Item? {
    guard !reading.items[..<index].contains(where: { $0.figure.isAmount }) else { return nil }
    let isChange = reading.items[index].isChange
    return before?.items.last {
      $0.figure.isAmount && $0.year == nil && $0.isChange == isChange
    }
  }

  /// Whether a total is less than the whole year: its parts are then not what their words name
  /// elsewhere, but only what of it falls under the total.
  func isNarrow(_ head: Item) -> Bool {
    let whole = vocabulary.terms.filter { $0.isTotal }
    if whole.contains(where: { isOne(head, of: $0) }) { return false }
    guard let term = head.terms.first, head.namesItself else { return true }
    if term.isCode { return true }
    guard term.hasSources, !term.isThreePublic else { return false }
    let all = [term.actual, term.budget].map { ($0, $0.withoutSources) }
    return all.contains { ledger.value(of: $0.0) != ledger.value(of: $0.1) }
  }

  private func isOne(_ item: Item, of term: TextTerm) -> Bool {
    candidates(of: term, .any).contains { item.figure.prints($0.fen) }
  }

  /// Parts are on the side of the books on which their total is.
  func inheritRoles(in reading: inout Reading) {
    for list in reading.lists {
      let role = role(ofHead: list.head)
      for part in list.parts where reading.items[part].role == .any {
        reading.items[part].role = role
      }
    }
    guard let openList else { return }
    for index in reading.items.indices
    where reading.items[index].role == .any && reading.items[index].namesItself {
      reading.items[index].role = role(ofHead: openList.head)
    }
  }

  /// What the words of a total say, else what its value says.
  private func role(ofHead head: Item) -> Role {
    guard head.role == .any else { return head.role }
    let sides = Set(ledger.matches(head.figure).map(\.side))
    if sides.contains(.budget), !sides.contains(.actual) { return .budget }
    return sides.contains(.actual) && !sides.contains(.budget) ? .actual : .any
  }

  /// Drops the list of earlier lines where this line is no part of it.
  mutating func followList(into sentence: PrintedSentence) {
    guard var list = openList else { return }
    let style = LineStyle(sentence.characters)
    if list.lineStyle == nil { list.lineStyle = style }
    guard list.lineStyle == style, style != .none || isPart(sentence, of: list.term) else {
      openList = nil
      return
    }
    openList = list
  }

  /// Whether a line without a number goes on with the list: it begins with an amount that the total
  /// can hold. Nothing else tells where such a list ends.
  private func isPart(_ sentence: PrintedSentence, of total: TextTerm?) -> Bool {
    guard let total, !sentence.figures.isEmpty else { return false }
    let label = Self.bare(sentence.label(of: 0))
    guard let part = vocabulary.mentions(in: Array(label)).first?.term else { return false }
    return part.isThreePublic == total.isThreePublic && !part.isTotal
  }

  /// Remembers what the next sentence may speak of.
  mutating func endSentence(_ reading: Reading) {
    let words = reading.sentence.text.trimmedBlanks
    let opens = ["其中：", "其中:", "包括：", "如下："].contains { words.hasSuffix($0) }
    if reading.sentence.endsLine, opens,
      let head = reading.items.last(where: { $0.figure.isAmount && $0.year == nil })
    {
      openList = (head, nil, head.terms.first)
    }
    before = reading.items.isEmpty && reading.sentence.endsLine ? nil : reading
  }
}
