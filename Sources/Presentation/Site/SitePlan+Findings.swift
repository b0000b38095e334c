// The page of a site that lists what a reviewer should look at.

package import BudgetDomain

/// Something that a reviewer should look at, in words.
package struct SiteFinding: Sendable {
  /// How much it weighs.
  let severity: Phrase
  /// The name under which it is answered.
  let id: String
  /// What kind it is.
  let title: Phrase
  /// What was found.
  let what: Phrase
  /// The events that show it.
  let positions: [UInt64]
  /// What was said about it.
  let answer: Phrase?
  /// Whether somebody has yet to answer it.
  let isOpen: Bool

  /// A finding made of its parts.
  package init(
    severity: Phrase, id: String, title: Phrase, what: Phrase, positions: [UInt64],
    answer: Phrase?, isOpen: Bool
  ) {
    self.severity = severity
    self.id = id
    self.title = title
    self.what = what
    self.positions = positions
    self.answer = answer
    self.isOpen = isOpen
  }
}

extension SitePlan {
  /// The page of findings.
  package func findingsFile(_ findings: [SiteFinding]) -> SiteFile {
    let title = context.say("关注事项", "Findings")
    let about = context.say(
      "关注事项是某项测试看到的情况，不是结论；每项测试查什么：juesuan findings --list。说明：juesuan findings explain。",
      "A finding is what a named test saw, no verdict. What the tests look for: juesuan findings "
        + "--list; to answer one: juesuan findings explain.")
    let none: [Markup] = [
      .element("p", [:], .words(context.say("没有需要关注的记录。", "Nothing was found.")))
    ]
    return file(
      Page.findings.name, title, at: .findings,
      [
        .element("h1", [:], .words(title)), strip(), .element("p", [:], .words(about)),
      ] + (findings.isEmpty ? none : findings.map { markup($0) }))
  }

  private func markup(_ finding: SiteFinding) -> Markup {
    let language = context.language
    let shown = finding.positions.prefix(Self.positionsPerFinding)
    let rest = finding.positions.count - shown.count
    let positions = shown.map { position in
      let words = Markup.words("#\(position)")
      return address(ofEvent: position).map { .element("a", ["href": $0], words) } ?? words
    }
    let more = rest == 0 ? "" : context.say(" 等，另有 \(rest) 条", " and \(rest) more")
    let state =
      finding.answer?.text(language)
      ?? (finding.isOpen
        ? context.say("待说明", "to be answered") : context.say("无需说明", "no answer needed"))
    let head = "\(finding.severity.text(language)) · \(finding.title.text(language))"
    return .element(
      "article", ["class": "event"],
      .element("h2", ["class": finding.isOpen ? "bad" : nil], .words(head)),
      .element("p", [:], .words(DisplayWidth.oneLine(finding.what.text(language)))),
      positions.isEmpty
        ? .nothing
        : .element(
          "p", [:],
          contents: [.words(context.say("事项 ", "events "))]
            + positions.flatMap { [$0, .words(" ")] } + [.words(more)]),
      .element("p", [:], .words(DisplayWidth.oneLine(state))),
      .element("p", ["class": "muted"], .words(DisplayWidth.oneLine(finding.id))))
  }

  /// How many events a finding names on its page.
  private static let positionsPerFinding = 100
}
