// The pages of a site that tell all events, one after the other.

package import BudgetDomain
package import Projections

/// An event with what it did to its budget lines.
package struct SiteEvent: Sendable {
  let recorded: RecordedEvent
  let changes: [LineChange]

  /// An event made of its parts.
  package init(_ recorded: RecordedEvent, changes: [LineChange]) {
    self.recorded = recorded
    self.changes = changes
  }
}

extension SitePlan {
  /// A page of the history, counted from 0: the events at ``positions(onHistoryPage:)``.
  package func historyFile(
    _ page: Int, _ events: [SiteEvent], _ catalogue: ClassificationCatalogue
  ) -> SiteFile {
    let count = historyPageCount
    let number =
      count == 1
      ? "" : context.say("，第 \(page + 1) 页，共 \(count) 页", ", page \(page + 1) of \(count)")
    let about = context.say(
      "动到本年度预算线的、从本年度结转下年的，以及不动预算线的（科目、政策、附件、被拒绝的操作等），按记入先后。",
      "What moves a budget line of the year, what is carried over from it, and what moves no line "
        + "(codes, policies, documents, refusals), in the order in which it was recorded.")
    let writer = EventWriter(
      plan: self, sentences: EventSentence(catalogue: catalogue, language: context.language))
    let title = context.say("事项", "History") + number
    return file(
      historyName(page), title, at: page == 0 ? .history : nil,
      [
        .element("h1", [:], .words(title)), strip(), .element("p", [:], .words(about)),
        turning(page), page == 0 ? contents : .nothing,
      ] + events.map { writer.markup($0) } + [turning(page)])
  }

  /// Ways to the pages before and after, where there are any.
  private func turning(_ page: Int) -> Markup {
    let last = historyPageCount - 1
    guard last > 0 else { return .nothing }
    let ways = [
      (context.say("首页", "first"), 0), (context.say("上一页", "previous"), page - 1),
      (context.say("下一页", "next"), page + 1), (context.say("末页", "last"), last),
    ]
    return .element(
      "p", ["class": "turning"],
      contents: ways.filter { (0...last).contains($0.1) && $0.1 != page }.map { words, page in
        .element("a", ["href": historyName(page)], .words(words))
      })
  }

  /// Which events stand on which page.
  private var contents: Markup {
    guard historyPageCount > 1 else { return .nothing }
    return .element(
      "p", ["class": "turning"],
      contents: (0..<historyPageCount).map { page in
        let positions = positions(onHistoryPage: page)
        let range = "#\(positions.first ?? 0)–#\(positions.last ?? 0)"
        return .element("a", ["href": historyName(page)], .words(range))
      })
  }
}

/// Writes events as articles that can be cited.
private struct EventWriter {
  let plan: SitePlan
  let sentences: EventSentence

  private var context: PageContext { plan.context }

  func markup(_ event: SiteEvent) -> Markup {
    let recorded = event.recorded
    let type = recorded.event.type
    let name = context.say(type.officialTerm, type.word)
    return .element(
      "article", ["class": "event", "id": SitePlan.eventID(recorded.envelope.position)],
      contents: [
        .element("h2", [:], .words("#\(recorded.envelope.position) \(name)")),
        .element("p", [:], .words(sentences.text(recorded.event))), reason(recorded),
        .element(
          "p", ["class": "muted"],
          .words(facts(recorded).joined(separator: " · "))), related(recorded.event),
      ]
        + event.changes.map { change in
          .element(
            "p", ["class": "muted"],
            .words("\(change.line.text)\(context.say("：", ": "))\(change.words(context.language))"))
        })
  }

  private func reason(_ recorded: RecordedEvent) -> Markup {
    var texts = [recorded.envelope.reason]
    if case .commandRefused(let refused) = recorded.event { texts = [refused.sentence] }
    if let override = recorded.event.entry?.override { texts.append(override.reason) }
    let words = texts.compactMap { $0 }.filter { !$0.isEmpty }.map { DisplayWidth.oneLine($0) }
    guard !words.isEmpty else { return .nothing }
    return .element(
      "p", [:],
      .words(context.say("事由：", "because: ") + words.joined(separator: " · ")))
  }

  private func facts(_ recorded: RecordedEvent) -> [String] {
    let envelope = recorded.envelope
    let colon = context.say("：", " ")
    let facts: [(String, String?)] = [
      (context.say("经办人", "by"), envelope.actor),
      (context.say("审核人", "approved by"), envelope.approver),
      (context.say("业务日期", "counts on"), recorded.event.effectiveDate?.text),
      (context.say("记入", "recorded"), "\(envelope.recordedAt.beijingText) +08:00"),
      (context.say("流水号", "key"), envelope.key),
    ]
    return facts.compactMap { label, text in
      text.map { label + colon + DisplayWidth.oneLine($0) }
    }
  }

  /// Ways to the events that this one takes back, corrects, completes or decides.
  private func related(_ event: Event) -> Markup {
    let ways = event.citedPositions.compactMap { position in
      plan.address(ofEvent: position).map { (position, $0) }
    }
    guard !ways.isEmpty else { return .nothing }
    return .element(
      "p", [:],
      contents: [.words(context.say("见 ", "see "))]
        + ways.map { position, address in
          .element("a", ["href": address], .words("#\(position)"))
        })
  }
}

extension Event {
  /// The positions of the events that this one is about.
  fileprivate var citedPositions: [UInt64] {
    switch self {
    case .entryReversed(let reversal): [reversal.reverses]
    case .adjustmentCompleted(let completion): [completion.completes]
    case .adjustmentWithdrawn(let submitted): [submitted]
    case .proposalApproved(let decision), .proposalRejected(let decision): [decision.proposal]
    case .documentAttached(let attachment): [attachment.position]
    default: entry?.corrects.map { [$0] } ?? []
    }
  }
}
