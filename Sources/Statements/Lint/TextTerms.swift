// The words by which texts name figures of the ledger: data, and the code lists of the year.

import BudgetDomain
import Projections

/// What a word of the field names in the ledger.
struct TextTerm: Hashable, Sendable {
  /// How texts call it.
  let words: [String]
  /// What was spent or received.
  let actual: Expression
  /// The initial budget.
  let budget: Expression
  /// The budget after all changes.
  let revised: Expression
  /// Other readings that are right, too.
  let also: [Expression]
  /// What people often give instead, where the word means more than that.
  let part: Expression?
  /// Whether it is one of the three public items (三公经费).
  let isThreePublic: Bool
  /// Whether a label must be the word and nothing but words that say nothing: codes have names so
  /// common that they also end other names, and so has 支出总额.
  let mustStandAlone: Bool
  /// Whether it is the name of a code.
  let isCode: Bool
  /// Whether it is all that was received or spent: no part of anything.
  let isTotal: Bool

  var name: String { words.first ?? "" }

  /// Whether its budget needs economic codes on budget entries.
  var needsBudgetCodes: Bool {
    !isThreePublic
      && budget.leaves.contains {
        if case .sum(_, let filter) = $0 { !filter.economics.isEmpty } else { false }
      }
  }

  /// Whether it covers money of some sources only.
  var hasSources: Bool { actual != actual.withoutSources }

  static func == (left: TextTerm, right: TextTerm) -> Bool { left.actual == right.actual }
  func hash(into hasher: inout Hasher) { hasher.combine(actual) }
}

/// The terms that a text about a year may use.
struct TextVocabulary: Sendable {
  let terms: [TextTerm]
  /// What texts call the unit itself, the longest first.
  private let ownNames: [String]
  /// Words with their terms, the longest first.
  private let words: [(characters: [Character], term: Int)]

  /// Where a term stands in a label.
  struct Mention: Hashable, Sendable {
    let term: TextTerm
    let range: Range<Int>
  }

  init(account: YearAccount) {
    var terms = Self.general
    let year = account.year
    for (system, digits) in [(CodeSystem.function, 3), (.economic, 5)] {
      let list = account.catalogue.list(of: system)
      for code in Set(list.sortedEntries.map(\.code)).sorted()
      where String(code).utf8.count == digits {
        guard let name = list.name(of: code, in: year) else { continue }
        terms.append(Self.term(ofCode: code, name: name, system))
      }
    }
    self.terms = terms + Self.items(account)
    ownNames = Self.ownNames(account.unit)
    words = self.terms.enumerated().flatMap { index, term in
      term.words.map { (Array($0), index) }
    }.sorted { ($1.characters.count, $0.term) < ($0.characters.count, $1.term) }
  }

  private static func term(ofCode code: UInt32, name: String, _ system: CodeSystem) -> TextTerm {
    let isFunction = system == .function
    let conditions =
      isFunction ? "function: \(code)" : "nature: basic, economic: \(code)"
    return TextTerm(
      words: [name], actual: expression("expenditure(\(conditions))"),
      budget: expression("original-budget(\(conditions))"),
      revised: expression("revised-budget(\(conditions))"),
      also: isFunction ? [] : [expression("expenditure(economic: \(code))")], part: nil,
      isThreePublic: false, mustStandAlone: !isFunction || name.count < 5, isCode: true,
      isTotal: false)
  }

  /// 项 by their names, as texts write them: 行政运行（项）. Several may have one name.
  private static func items(_ account: YearAccount) -> [TextTerm] {
    var codes: [String: Set<String>] = [:]
    for row in account.balances.rows {
      let code = row.line.function
      guard let name = account.catalogue.list(of: .function).name(of: code.number, in: account.year)
      else { continue }
      codes[name, default: []].insert(code.text)
    }
    return codes.sorted { $0.key < $1.key }.map { name, codes in
      func sum(_ measure: String, _ more: String = "") -> Expression {
        expression("\(measure)(\(more)function: \(codes.sorted().joined(separator: " | ")))")
      }
      let parts =
        codes.count > 1 ? codes.sorted().map { expression("expenditure(function: \($0))") } : []
      return TextTerm(
        words: [name + "（项）", name + "(项)"], actual: sum("expenditure"),
        budget: sum("original-budget"), revised: sum("revised-budget"),
        also: [sum("expenditure", "source: fiscal, ")] + parts, part: nil, isThreePublic: false,
        mustStandAlone: false, isCode: true, isTotal: false)
    }
  }

  /// The mentions of terms in a text without quotation marks and blanks, the longest words first.
  func mentions(in characters: [Character]) -> [Mention] {
    var found: [Mention] = []
    let present = Set(characters)
    for (word, index) in words where word.first.map({ present.contains($0) }) ?? false {
      var start = 0
      while start + word.count <= characters.count {
        let range = start..<(start + word.count)
        if characters[range].elementsEqual(word),
          !found.contains(where: { $0.range.overlaps(range) })
        {
          let term = terms[index]
          if !term.mustStandAlone || standsAlone(range, in: characters) {
            found.append(Mention(term: term, range: range))
          }
          start = range.upperBound
        } else {
          start += 1
        }
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func standsAlone(_ range: Range<Int>, in characters: [Character]) -> Bool {
    // A name of two characters is a part of many words: it must be all there is.
    if range.count < 3 { return range == 0..<characters.count }
    let start = characters[..<range.lowerBound].lastIndex {
      PrintedSentence.clauseMarks.contains($0)
    }
    var words = String(characters[(start.map { $0 + 1 } ?? 0)..<range.lowerBound])
    for name in ownNames { words = words.replacing(name, with: "") }
    return Self.saysNothing(words)
  }

  /// The name of a unit, and what is left of it without the places it begins with.
  private static func ownNames(_ unit: String) -> [String] {
    let places = unit.indices.dropFirst().filter { "省市州县区".contains(unit[$0]) }
    return [unit]
      + places.flatMap { [String(unit[$0...]), String(unit[$0...].dropFirst())] }
      .filter { $0.count > 3 }
  }

  /// Whether `words` are only fillers, years, numbering and words for budget or spending.
  static func saysNothing(_ words: String) -> Bool {
    var rest = words
    for filler in fillers { rest = rest.replacing(filler, with: "") }
    return rest.allSatisfy {
      $0.isASCIIDigit || $0.isPunctuation || $0.isWhitespace || numerals.contains($0)
    }
  }

  private static let numerals: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
  private static let fillers = [
    "一般公共预算财政拨款", "财政拨款", "年初预算", "主要是", "主要用于", "本部门", "本单位", "我单位", "其中", "基中",
    "包括", "用于", "开支", "安排", "全年", "年初", "年度", "预算", "决算", "实际", "支出", "总额", "总计", "合计", "共计", "全所",
    "全局", "全院", "全校", "我局", "我所", "我院", "我中心", "本中心",
    "使用", "发生", "产生", "执行", "收入", "年", "数", "为", "中", "的", "和", "及", "共", "是", "无", "由", "度",
  ]

  // MARK: The general terms

  private struct File: Decodable {
    struct Entry: Decodable {
      let words: [String]
      let actual: String
      let budget: String
      let also: [String]?
      let part: String?
      let three: Bool?
      let total: Bool?
      let alone: Bool?
    }
    let terms: [Entry]
  }

  /// The terms of the file that comes with the program.
  static let general: [TextTerm] = {
    do throws(OutlineProblem) {
      let file = try OutlineProblem.decode(File.self, from: PackageResources.text_terms_json)
      return file.terms.map { entry in
        TextTerm(
          words: entry.words, actual: expression(entry.actual), budget: expression(entry.budget),
          revised: expression(entry.budget.replacing("original-budget", with: "revised-budget")),
          also: (entry.also ?? []).map { expression($0) }, part: entry.part.map { expression($0) },
          isThreePublic: entry.three ?? false, mustStandAlone: entry.total ?? entry.alone ?? false,
          isCode: false, isTotal: entry.total ?? false)
      }
    } catch {
      preconditionFailure("text-terms.json is broken at \(error.path)")
    }
  }()

  private static func expression(_ text: String) -> Expression {
    do throws(FormulaProblem) {
      return try ExpressionParser.expression(in: text)
    } catch {
      preconditionFailure("a formula of text-terms.json is broken: \(text)")
    }
  }
}
