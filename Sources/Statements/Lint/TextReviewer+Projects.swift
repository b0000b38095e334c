// The projects of the ledger as words that name figures.

import BudgetDomain
import Projections

extension TextReviewer {
  /// Words for money that came in rather than went out.
  private static let incomeWords = ["到位", "拨款", "收入"]

  /// The project that an amount is of: its label is the name and nothing else that says anything,
  /// or says nothing at all right after an amount of a project: “平台年初预算 3，拨款到位 2，支出 1”.
  func projectTerm(
    of index: Int, in sentence: PrintedSentence, after items: [Item]
  ) -> TextTerm? {
    let label = Self.bare(sentence.label(of: index))
    let isIncome = label.containsAny(Self.incomeWords)
    if let name = project(namedBy: label) { return Self.term(ofProject: name, isIncome: isIncome) }
    guard Self.saysNoMore(label), !sentence.gap(before: index).containsAny(["；", ";"]),
      let name = items.last?.terms.first?.project
    else { return nil }
    return Self.term(ofProject: name, isIncome: isIncome)
  }

  private func project(namedBy label: String) -> ProjectName? {
    let name = ledger.projectNames(in: label).max { ($0.count, $1) < ($1.count, $0) }
    guard let name, Self.saysNoMore(label.replacing(name, with: "")) else { return nil }
    return ProjectName(name)
  }

  private static func saysNoMore(_ words: String) -> Bool {
    TextVocabulary.saysNothing(words.replacing("到位", with: ""))
  }

  private static func term(ofProject project: ProjectName, isIncome: Bool) -> TextTerm {
    var filter = FactFilter()
    filter.project = project
    return TextTerm(
      words: [project.text], actual: .sum(isIncome ? .income : .expenditure, filter),
      budget: .sum(.originalBudget, filter), revised: .sum(.revisedBudget, filter), also: [],
      part: nil, isThreePublic: false, mustStandAlone: true, isCode: false, isTotal: false)
  }
}

extension TextTerm {
  /// The project it is of, where it is of one.
  var project: ProjectName? {
    if case .sum(_, let filter) = actual { filter.project } else { nil }
  }
}
