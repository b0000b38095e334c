// A formula in words, for people who do not read the language of form files.

import BudgetDomain
import Projections

extension Expression {
  /// What words need to know: the names of cells, and the names of codes in a year.
  struct Vocabulary {
    /// The words left of a cell, or `nil` where there is no such cell.
    let label: (CellAddress) -> String?
    let year: FiscalYear
    let catalogue: ClassificationCatalogue
  }

  /// The formula in words.
  func words(_ vocabulary: Vocabulary) -> Phrase {
    switch self {
    case .zero: return Phrase(zh: "零", en: "nothing")
    case .sum(let measure, let filter), .sumOfRow(let measure, let filter):
      return measure.words.followed(by: filter.conditionWords(vocabulary))
    case .cell(let address):
      return Phrase(zh: Self.name(address, vocabulary), en: Self.name(address, vocabulary))
    case .range(let first, let last):
      let firstName = Self.name(first, vocabulary)
      let lastName = Self.name(last, vocabulary)
      return Phrase(zh: "\(firstName) 至 \(lastName) 之和", en: "\(firstName) through \(lastName)")
    case .below(let row, let column):
      let upper = row.flatMap { CellAddress(row: $0, column: column) }
        .map { Self.name($0, vocabulary) }
      return Phrase(
        zh: "\(upper ?? "合计") 的下一级各行之和（第 \(column) 栏）",
        en: "the rows one level below \(upper ?? "the total") in column \(column)")
    case .inForm(let form, let inner):
      // The labels at hand are those of another form.
      let bare = Vocabulary(
        label: { _ in nil }, year: vocabulary.year, catalogue: vocabulary.catalogue)
      let words = inner.words(bare)
      return Phrase(zh: "表 \(form) 的 \(words.chinese)", en: "form \(form) \(words.english)")
    case .combination(let terms):
      var chinese = ""
      var english = ""
      for (index, term) in terms.enumerated() {
        let words = term.expression.words(vocabulary)
        if index > 0 || term.isSubtracted {
          chinese += term.isSubtracted ? " 减 " : " 加 "
          english += term.isSubtracted ? " minus " : " plus "
        }
        chinese += words.chinese
        english += words.english
      }
      return Phrase(zh: chinese.trimmed, en: english.trimmed)
    }
  }

  private static func name(_ address: CellAddress, _ vocabulary: Vocabulary) -> String {
    guard let label = vocabulary.label(address) else { return "[\(address.text)]" }
    return "[\(address.text)] \(label)"
  }
}

extension FactFilter {
  /// The conditions in words, such as `资金来源：其他收入`; empty where there are none.
  func conditionWords(_ vocabulary: Expression.Vocabulary) -> [Phrase] {
    var phrases: [Phrase] = []
    if sources == FundSource.fiscalSources {
      phrases.append(Phrase(zh: "资金来源：财政拨款", en: "source: all fiscal appropriations"))
    } else if !sources.isEmpty {
      let chosen = FundSource.allCases.filter { sources.contains($0) }
      phrases.append(
        Phrase(
          zh: "资金来源：" + chosen.map(\.officialTerm).joined(separator: "、"),
          en: "source: " + chosen.map(\.word).joined(separator: ", ")))
    }
    if !natures.isEmpty {
      let chosen = SpendingNature.allCases.filter { natures.contains($0) }
      phrases.append(
        Phrase(
          zh: "支出性质：" + chosen.map(\.officialTerm).joined(separator: "、"),
          en: "nature: " + chosen.map(\.word).joined(separator: ", ")))
    }
    func codes(_ prefixes: [CodePrefix], _ system: CodeSystem) -> String {
      let list = vocabulary.catalogue.list(of: system)
      return prefixes.map { prefix in
        let name = list.name(of: prefix.number, in: vocabulary.year)
        return String(prefix.number) + (name.map { " \($0)" } ?? "")
      }.joined(separator: "、")
    }
    if !functions.isEmpty {
      let text = codes(functions, .function)
      phrases.append(Phrase(zh: "功能分类：\(text)", en: "function: \(text)"))
    }
    if !economics.isEmpty {
      let text = codes(economics, .economic)
      phrases.append(Phrase(zh: "经济分类：\(text)", en: "economic code: \(text)"))
    }
    if let project {
      phrases.append(Phrase(zh: "项目：\(project.text)", en: "project: \(project.text)"))
    }
    return phrases
  }
}

extension Phrase {
  /// The phrase with conditions in brackets, or as it is where there are none.
  func followed(by conditions: [Phrase]) -> Phrase {
    guard !conditions.isEmpty else { return self }
    return Phrase(
      zh: "\(chinese)（\(conditions.map(\.chinese).joined(separator: "；"))）",
      en: "\(english) (\(conditions.map(\.english).joined(separator: "; ")))")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
