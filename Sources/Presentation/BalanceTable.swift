// The balances of a year as a listing and as JSON.

public import BudgetDomain
public import Projections

import Statements

/// What each budget line was granted, used and has left, ready to print.
public struct BalanceTable: Sendable {
  private let balances: Balances
  private let catalogue: ClassificationCatalogue

  /// The listing of `balances`; function codes are named from `catalogue`.
  public init(_ balances: Balances, catalogue: ClassificationCatalogue) {
    self.balances = balances
    self.catalogue = catalogue
  }

  /// The figures of a line in the order of the columns.
  private enum Figure: CaseIterable {
    case authority, used, execution, free, opening, adjustment, income, applied, expenditure
    case distributed, closing

    var title: Phrase {
      switch self {
      case .authority: Phrase(zh: "预算额度", en: "authority")
      case .used: Phrase(zh: "已用", en: "used")
      case .execution: Phrase(zh: "执行率", en: "execution")
      case .free: Phrase(zh: "可用预算", en: "free")
      case .opening: Phrase(zh: "年初结转和结余", en: "opening")
      case .adjustment: Phrase(zh: "年初结转和结余调整", en: "adjustment")
      case .income: Phrase(zh: "收入", en: "income")
      case .applied: Phrase(zh: "弥补收支差额", en: "applied")
      case .expenditure: Phrase(zh: "支出", en: "expenditure")
      case .distributed: Phrase(zh: "结余分配", en: "distributed")
      case .closing: Phrase(zh: "年末结转和结余", en: "closing")
      }
    }

    /// Whether the listing leaves the column out where every line has zero in it.
    var isOptional: Bool { self == .adjustment || self == .applied || self == .distributed }

    var key: String {
      self == .execution ? "execution_basis_points" : "\(title.english)_fen"
    }

    /// The figure in fen, and 执行率 in hundredths of a percent; `nil` where it is not applicable.
    func value(_ totals: LineTotals, authority: Int64) -> Int64? {
      switch self {
      case .authority: authority
      case .used: totals.usedInFen
      case .execution: LineTotals.basisPoints(totals.usedInFen, of: authority)
      case .free: authority - totals.usedInFen
      case .opening: totals.openingInFen + totals.carriedSurplusInFen
      case .adjustment: totals.adjustedInFen
      case .income: totals.incomeInFen
      case .applied: totals.fundBalanceAppliedInFen
      case .expenditure: totals.expenditureInFen
      case .distributed: totals.distributedInFen
      case .closing: totals.closingInFen
      }
    }
  }

  /// The columns of the listing: those of every year, and those in which any line has a figure.
  private var shownFigures: [Figure] {
    Figure.allCases.filter { figure in
      !figure.isOptional
        || balances.rows.contains { figure.value($0.totals, authority: 0) != 0 }
    }
  }

  /// The listing with a total row; amounts in yuan, sources and natures in the words of `language`.
  ///
  /// - Complexity: O(n) in the lines.
  public func table(_ language: Language, grouped: Bool = true) -> PlainTable {
    let words = [
      Phrase(zh: "资金来源", en: "source"), Phrase(zh: "功能科目", en: "function"),
      Phrase(zh: "科目名称", en: "name"), Phrase(zh: "支出性质", en: "nature"),
      Phrase(zh: "项目", en: "project"),
    ]
    let shown = shownFigures
    let columns =
      words.map { PlainTable.Column($0.text(language)) }
      + shown.map { PlainTable.Column($0.title.text(language), alignment: .right) }
    func figures(_ totals: LineTotals, _ authority: Int64) -> [String] {
      shown.map { figure in
        let value = figure.value(totals, authority: authority)
        guard figure == .execution else {
          return CellText.text(fen: value ?? 0, money: .yuan, decimals: 2, grouped: grouped)
        }
        guard let value else {
          return grouped ? Phrase(zh: "不适用", en: "n/a").text(language) : ""
        }
        let text = LineTotals.percentText(basisPoints: value)
        return grouped ? text : text.filter { $0 != "," }
      }
    }
    let total = Phrase(zh: "合计", en: "total").text(language)
    return PlainTable(
      columns: columns,
      rows: balances.rows.map { row in
        let line = row.line
        let chinese = language == .chinese
        return [
          chinese ? line.source.officialTerm : line.source.word, line.function.text,
          name(of: line) ?? "", chinese ? line.nature.officialTerm : line.nature.word,
          line.project?.text ?? "",
        ] + figures(row.totals, row.totals.authorityInFen)
      },
      total: [total, "", "", "", ""]
        + figures(balances.total, balances.authorityInFen))
  }

  /// The listing in fixed-width characters.
  ///
  /// - Complexity: O(n) in the lines.
  public func text(_ language: Language) -> String { table(language).text }

  /// The listing as comma-separated text; amounts in yuan without thousands separators.
  ///
  /// - Complexity: O(n) in the lines.
  public func csv(_ language: Language) -> String { table(language, grouped: false).csv }

  /// The listing in the schema `juesuan/balance/1`; amounts are integers in fen.
  ///
  /// - Complexity: O(n) in the lines.
  public func json(unit: String, at moment: Moment, asOf: AsOf) -> JSONValue {
    var members = [
      JSONValue.Member("schema", "juesuan/balance/1"),
      JSONValue.Member("unit", .string(unit)),
      JSONValue.Member("year", .integer(Int64(balances.year.number))),
      JSONValue.Member("as_of", asOf.json),
    ]
    if let through = moment.throughDate {
      members.append(JSONValue.Member("through", .string(through.text)))
    }
    members += [
      JSONValue.Member("lines", .array(balances.rows.map(line))),
      JSONValue.Member("total", .object(figures(of: balances.total, balances.authorityInFen))),
    ]
    return .object(members)
  }

  private func line(_ row: Balances.Row) -> JSONValue {
    let line = row.line
    return .object(
      [
        JSONValue.Member("line", .string(line.text)),
        JSONValue.Member("source", .string(line.source.word)),
        JSONValue.Member("function", .string(line.function.text)),
        JSONValue.Member("function_name", JSONValue(name(of: line))),
        JSONValue.Member("nature", .string(line.nature.word)),
        JSONValue.Member("project", JSONValue(line.project?.text)),
      ] + figures(of: row.totals, row.totals.authorityInFen))
  }

  /// All figures under stable keys, those that are zero too.
  private func figures(of totals: LineTotals, _ authority: Int64) -> [JSONValue.Member] {
    Figure.allCases.map { figure in
      JSONValue.Member(
        figure.key, figure.value(totals, authority: authority).map { .integer($0) } ?? .null)
    }
  }

  private func name(of line: BudgetLine) -> String? {
    catalogue.functions.name(of: line.function.number, in: line.year)
  }
}
