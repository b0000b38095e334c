// Statements in words that figures of the ledger can contradict.

import BudgetDomain

extension TextReviewer {
  mutating func checkClaims(in reading: Reading) {
    let words = Self.bare(reading.sentence.text)
    let isWithin =
      words.contains("控制在") && words.contains("预算")
      && words.containsAny(["以内", "之内", "范围内"])
    if isWithin || words.containsAny(["未超过预算", "未超预算", "没有超过预算", "没有超预算", "没有超出预算"]) {
      let terms = Set(vocabulary.mentions(in: Array(words)).map(\.term))
      for term in terms.sorted(by: { $0.name < $1.name }) {
        claimWithin(term, reading)
      }
    } else if words.containsAny(["严格控制", "严控", "从严控制"]), words.contains("三公") {
      for item in threePublicItems { overrun(item, "严格控制三公经费", reading) }
    }
  }

  private var threePublicItems: [TextTerm] {
    vocabulary.terms.filter { $0.isThreePublic && $0.name != "三公经费" }
  }

  /// “…控制在预算以内”: the term itself, then what it is made of.
  private mutating func claimWithin(_ term: TextTerm, _ reading: Reading) {
    overrun(term, "控制在预算以内", reading, severity: .error)
    if term.isThreePublic {
      if term.name == "三公经费" {
        for item in threePublicItems { overrun(item, "控制在预算以内", reading) }
      }
    } else if term.needsBudgetCodes == false {
      let parts = ["人员经费", "日常公用经费", "项目支出"]
      for part in vocabulary.terms where parts.contains(part.name) {
        overrun(part, "控制在预算以内", reading)
      }
    }
  }

  /// Notes a term whose spending is above its initial budget, unless the text says so itself.
  private mutating func overrun(
    _ term: TextTerm, _ claim: String, _ reading: Reading,
    severity: TextFinding.Severity = .warning
  ) {
    guard ledger.knowsBudget(of: term), let budget = ledger.value(of: term.budget),
      let actual = ledger.value(of: term.actual), budget > 0, actual > budget,
      answered.insert("\(actual) \(budget)").inserted, !saysOverrun(actual - budget)
    else { return }
    let share = Percentage(actual, of: budget)?.text() ?? Percentage.noBaseText
    let range = 0..<reading.sentence.characters.count
    note(
      .claimContradicted, reading.sentence, range, severity: severity,
      what: Phrase(
        zh: """
          文中说“\(claim)”，但\(term.name)决算\(printed(actual))，年初预算\(printed(budget))，\
          超\(printed(actual - budget))（完成\(share)）。
          """,
        en: """
          The text claims “\(claim)”; \(term.name) is \(printed(actual)) against an initial budget \
          of \(printed(budget)), \(printed(actual - budget)) over (\(share)).
          """),
      next: Phrase(
        zh: "删去这句，或改为与调整预算数相比并说明追加。",
        en: "Take the claim out, or compare with the revised budget and tell of the supplements."),
      command: "juesuan balance --for \(year)")
  }

  /// Whether the text itself tells of this overrun.
  private func saysOverrun(_ fen: Int64) -> Bool {
    text.sentences.contains { sentence in
      sentence.figures.indices.contains { index in
        sentence.figures[index].prints(fen)
          && Self.bare(sentence.label(of: index)).containsAny(["超支", "超出", "超预算"])
      }
    }
  }
}
