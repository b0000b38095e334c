// The nine tables computed the slow and obvious way: loops over facts, no cube, no formulas.

import BudgetDomain

/// The figures of a year's tables by form and address, written down form by form as a person would
/// read the official layouts of 2020 to 2022.
struct PlainModel {
  let facts: [Fact]
  private(set) var tables: [String: [String: Int64]] = [:]

  static let classes: [UInt32] = [
    201, 202, 203, 204, 205, 206, 207, 208, 210, 211, 212, 213, 214, 215, 216, 217, 219, 220, 221,
    222, 223, 224, 229, 231, 232, 234,
  ]
  static let fiscal: [FundSource] = [.generalBudget, .governmentFund, .stateCapital]

  /// The tables of the facts of `year`.
  init(_ all: [Fact], year: Int) {
    facts = all.filter { $0.year == year }
    tables["01"] = first
    tables["02"] = coded {
      $0.kind == .income
    } columns: {
      let sources: [[FundSource]] = [
        FundSource.allCases, Self.fiscal, [.superiorSubsidy], [.service], [.business],
        [.subordinateRemittance], [.other],
      ]
      return { fact in sources.map { fact.kind == .income && $0.contains(fact.source) } }
    }
    tables["03"] = spending(FundSource.allCases, SpendingNature.allCases)
    tables["04"] = fourth
    tables["05"] = spending([.generalBudget], [.basic, .project])
    tables["06"] = sixth
    tables["07"] = seventh
    tables["08"] = eighth
    tables["09"] = spending([.stateCapital], [.basic, .project])
  }

  private func sum(_ isCounted: (Fact) -> Bool) -> Int64 {
    var total: Int64 = 0
    for fact in facts where isCounted(fact) { total += fact.fen }
    return total
  }

  private static func isOpening(_ kind: EntryKind) -> Bool {
    kind == .openingBalance || kind == .carriedSurplus || kind == .priorYearAdjustment
  }

  private func opening(_ sources: [FundSource], _ code: String = "") -> Int64 {
    sum {
      Self.isOpening($0.kind) && sources.contains($0.source) && $0.function.hasPrefix(code)
    }
  }

  private func income(_ sources: [FundSource], _ code: String = "") -> Int64 {
    sum { $0.kind == .income && sources.contains($0.source) && $0.function.hasPrefix(code) }
  }

  private func spent(_ sources: [FundSource], _ code: String = "") -> Int64 {
    sum { $0.kind == .expenditure && sources.contains($0.source) && $0.function.hasPrefix(code) }
  }

  private func other(_ kind: EntryKind, _ sources: [FundSource], _ code: String = "") -> Int64 {
    sum { $0.kind == kind && sources.contains($0.source) && $0.function.hasPrefix(code) }
  }

  private func closing(_ sources: [FundSource], _ code: String = "") -> Int64 {
    opening(sources, code) + income(sources, code) + other(.fundBalanceApplied, sources, code)
      - spent(sources, code) - other(.surplusDistribution, sources, code)
  }

  private var first: [String: Int64] {
    let all = FundSource.allCases
    var table: [String: Int64] = [:]
    for (index, source) in all.enumerated() { table["\(index + 1):1"] = income([source]) }
    for (index, code) in Self.classes.enumerated() {
      table["\(index + 32):2"] = spent(all, String(code))
    }
    let applied = other(.fundBalanceApplied, all)
    let distributed = other(.surplusDistribution, all)
    table["27:1"] = income(all)
    table["28:1"] = applied
    table["29:1"] = opening(all)
    table["31:1"] = income(all) + applied + opening(all)
    table["58:2"] = spent(all)
    table["59:2"] = distributed
    table["60:2"] = closing(all)
    table["62:2"] = spent(all) + distributed + closing(all)
    return table
  }

  private var fourth: [String: Int64] {
    var table: [String: Int64] = [:]
    for (index, source) in Self.fiscal.enumerated() {
      table["\(index + 1):1"] = income([source])
      table["\(index + 29):1"] = opening([source])
    }
    table["27:1"] = income(Self.fiscal)
    table["28:1"] = opening(Self.fiscal)
    table["32:1"] = income(Self.fiscal) + opening(Self.fiscal)
    let columns = [Self.fiscal] + Self.fiscal.map { [$0] }
    for (column, sources) in columns.enumerated() {
      for (index, code) in Self.classes.enumerated() {
        table["\(index + 33):\(column + 2)"] = spent(sources, String(code))
      }
      table["59:\(column + 2)"] = spent(sources)
      table["60:\(column + 2)"] = closing(sources)
      table["64:\(column + 2)"] = spent(sources) + closing(sources)
    }
    return table
  }

  /// A table by function code: rows for the prefixes of every item with a figure in it.
  private func coded(
    occurring: (Fact) -> Bool, columns: () -> (Fact) -> [Bool]
  ) -> [String: Int64] {
    let belongs = columns()
    var table: [String: Int64] = [:]
    for code in ["合计"] + rows(occurring: occurring, belongs) {
      for fact in facts where code == "合计" || fact.function.hasPrefix(code) {
        for (index, isCounted) in belongs(fact).enumerated() {
          table["\(code):\(index + 1)", default: 0] += isCounted ? fact.fen : 0
        }
      }
    }
    return table
  }

  private func rows(occurring: (Fact) -> Bool, _ belongs: (Fact) -> [Bool]) -> [String] {
    var rows: Set<String> = []
    for item in Set(facts.filter(occurring).map(\.function)) {
      var sums: [Int64] = []
      for fact in facts where fact.function == item && occurring(fact) {
        for (index, isCounted) in belongs(fact).enumerated() {
          while sums.count <= index { sums.append(0) }
          sums[index] += isCounted ? fact.fen : 0
        }
      }
      guard sums.contains(where: { $0 != 0 }) else { continue }
      for digits in [3, 5, 7] { rows.insert(String(item.prefix(digits))) }
    }
    return Array(rows)
  }

  private func spending(
    _ sources: [FundSource], _ natures: [SpendingNature]
  ) -> [String: Int64] {
    coded {
      $0.kind == .expenditure && sources.contains($0.source)
    } columns: {
      { fact in
        let isCounted = fact.kind == .expenditure && sources.contains(fact.source)
        return [isCounted] + natures.map { isCounted && fact.nature == $0 }
      }
    }
  }

  private var sixth: [String: Int64] {
    func basic(_ prefixes: [String]) -> Int64 {
      sum { fact in
        fact.kind == .expenditure && fact.source == .generalBudget && fact.nature == .basic
          && prefixes.contains { (fact.economic ?? "").hasPrefix($0) }
      }
    }
    var table: [String: Int64] = [:]
    let wage = "301 30101 30102 30103 30106 30107 30108 30109 30110 30111 30112 30113 30114 30199"
    let help = "303 30301 30302 30303 30304 30305 30306 30307 30308 30309 30310 30311 30399"
    let goods =
      "302 30201 30202 30203 30204 30205 30206 30207 30208 30209 30211 30212 30213 30214 30215 "
      + "30216 30217 30218 30224 30225 30226 30227 30228 30229 30231 30239 30240 30299"
    let capital =
      "307 30701 30702 30703 30704 310 31001 31002 31003 31005 31006 31007 31008 31009 31010 31011 "
      + "31012 31013 31019 31021 31022 31099 399 39907 39908 39909 39910 39999"
    for code in "\(wage) \(help) \(goods) \(capital)".split(separator: " ") {
      table["\(code):1"] = basic([String(code)])
    }
    table["人员经费合计:1"] = basic(["301", "303"])
    table["公用经费合计:1"] = basic(["302", "307", "310", "399"])
    return table
  }

  private var seventh: [String: Int64] {
    let abroad = ["30212"]
    let purchase = ["31013", "30913"]
    let running = ["30231"]
    let reception = ["30217"]
    let vehicles = purchase + running
    let items = [
      abroad + vehicles + reception, abroad, vehicles, purchase, running, reception,
    ]
    var table: [String: Int64] = [:]
    for (index, codes) in items.enumerated() {
      func total(_ kind: EntryKind) -> Int64 {
        sum {
          $0.kind == kind && $0.source == .generalBudget && codes.contains($0.economic ?? "")
        }
      }
      table["1:\(index + 1)"] = total(.appropriation)
      table["1:\(index + 7)"] = total(.expenditure)
    }
    return table
  }

  private var eighth: [String: Int64] {
    let fund: [FundSource] = [.governmentFund]
    var codes: Set<String> = ["合计"]
    for item in Set(facts.map(\.function)) {
      let kinds: [EntryKind] = [
        .openingBalance, .carriedSurplus, .priorYearAdjustment, .income, .expenditure,
        .fundBalanceApplied, .surplusDistribution,
      ]
      guard kinds.contains(where: { other($0, fund, item) != 0 }) else { continue }
      for digits in [3, 5, 7] { codes.insert(String(item.prefix(digits))) }
    }
    var table: [String: Int64] = [:]
    for code in codes {
      let prefix = code == "合计" ? "" : code
      func spent(_ nature: SpendingNature) -> Int64 {
        sum {
          $0.kind == .expenditure && $0.source == .governmentFund && $0.nature == nature
            && $0.function.hasPrefix(prefix)
        }
      }
      table["\(code):1"] = opening(fund, prefix)
      table["\(code):2"] = income(fund, prefix)
      table["\(code):3"] = self.spent(fund, prefix)
      table["\(code):4"] = spent(.basic)
      table["\(code):5"] = spent(.project)
      table["\(code):6"] = closing(fund, prefix)
    }
    return table
  }
}
