// A filed workbook beside the ledger as a listing, as comma-separated text and as JSON.

public import BudgetDomain
public import Statements

/// The cells in which filed tables differ from the ledger, each with what it comes from.
public struct ReconciliationReport: Sendable {
  private let tables: [Reconciliation]
  private let missing: [Form]
  private let earlierSize: UInt64?
  private let behind: [Behind: [UInt64]]

  /// A cell of a form.
  public struct Behind: Hashable, Sendable {
    let form: String
    let address: CellAddress

    /// The cell at `address` of the form numbered `form`.
    public init(form: String, _ address: CellAddress) {
      self.form = form
      self.address = address
    }
  }

  /// The report on `tables`.
  ///
  /// - Parameters:
  ///   - missing: the forms that the file does not have.
  ///   - earlierSize: how many records the ledger had when it said what was filed.
  ///   - behind: the positions of the events behind cells that differ without an explanation.
  public init(
    _ tables: [Reconciliation], missing: [Form], earlierSize: UInt64?,
    behind: [Behind: [UInt64]]
  ) {
    self.tables = tables
    self.missing = missing
    self.earlierSize = earlierSize
    self.behind = behind
  }

  private var all: [(table: Reconciliation, difference: Reconciliation.Difference)] {
    tables.flatMap { table in table.differences.map { (table, $0) } }
  }

  /// The cells that differ, a row each; amounts in yuan, blank where there is none.
  public func table(_ language: Language, grouped: Bool = true) -> PlainTable {
    let titles = [
      Phrase(zh: "表", en: "form"), Phrase(zh: "单元格", en: "cell"),
      Phrase(zh: "位置", en: "place"), Phrase(zh: "项目", en: "item"),
      Phrase(zh: "填报（元）", en: "filed (yuan)"), Phrase(zh: "账本（元）", en: "ledger (yuan)"),
      Phrase(zh: "差额（元）", en: "difference (yuan)"), Phrase(zh: "原因", en: "cause"),
    ]
    func yuan(_ fen: Int64?) -> String {
      fen.map { CellText.text(fen: $0, money: .yuan, decimals: 2, grouped: grouped) } ?? ""
    }
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column(
          $0.element.text(language), alignment: (4...6).contains($0.offset) ? .right : .left)
      },
      rows: all.map { table, difference in
        let filed = difference.filedInFen.map { yuan($0) } ?? difference.filed?.text ?? ""
        return [
          table.statement.form.code, difference.address.text, difference.place ?? "",
          difference.label, filed, yuan(difference.ledgerInFen),
          yuan(difference.differenceInFen), cause(of: difference, table).text(language),
        ]
      })
  }

  /// The cells that differ in fixed-width characters, and what was compared.
  public func text(_ language: Language) -> String {
    let count = tables.map(\.cellCount).reduce(0, +)
    let left = tables.flatMap(\.unexplained).count
    var lines = tables.map { table in
      Phrase(
        zh: "\(table.statement.form.name) \(table.statement.form.title)：工作表“\(table.sheet)”，"
          + "金额单位\(table.money.word)，比对 \(table.cellCount) 格，不同 \(table.differences.count) 格",
        en: "\(table.statement.form.name) \(table.statement.form.title): sheet “\(table.sheet)”, "
          + "in \(table.money.word), \(table.cellCount) cells compared, "
          + "\(table.differences.count) differ")
    }
    lines += missing.map {
      Phrase(zh: "\($0.name) \($0.title)：文件里没有", en: "\($0.name) \($0.title): not in the file")
    }
    if let earlierSize {
      lines.append(
        Phrase(
          zh: "文件与账本前 \(earlierSize) 条时（--as-of \(max(earlierSize, 1) - 1)）完全一致；其后的事项见“原因”",
          en: "the file is what the ledger said when it held \(earlierSize) events "
            + "(--as-of \(max(earlierSize, 1) - 1)); what came since stands under cause"))
    }
    lines.append(
      Phrase(
        zh: "共比对 \(count) 格：不同 \(all.count) 格，其中未能解释 \(left) 格",
        en: "\(count) cells compared: \(all.count) differ, \(left) of them unexplained"))
    return (all.isEmpty ? "" : table(language).text)
      + lines.map { "\($0.text(language))\n" }.joined()
  }

  /// The cells that differ as comma-separated text, amounts in yuan without separators.
  public func csv(_ language: Language) -> String { table(language, grouped: false).csv }

  /// The report in the schema `juesuan/reconciliation/1`; amounts are integers in fen.
  public func json(asOf: AsOf) -> JSONValue {
    let first = tables.first?.statement
    return .object([
      JSONValue.Member("schema", "juesuan/reconciliation/1"),
      JSONValue.Member("unit", JSONValue(first?.unit)),
      JSONValue.Member("year", first.map { .integer(Int64($0.year.number)) } ?? .null),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("earlier_size", earlierSize.map { JSONValue($0) } ?? .null),
      JSONValue.Member("missing", .array(missing.map { .string($0.name) })),
      JSONValue.Member(
        "tables",
        .array(
          tables.map { table in
            .object([
              JSONValue.Member("form", .string(table.statement.form.name)),
              JSONValue.Member("sheet", .string(table.sheet)),
              JSONValue.Member("money", .string(table.money.word)),
              JSONValue.Member("cells", .integer(Int64(table.cellCount))),
            ])
          })),
      JSONValue.Member("differences", .array(all.map { json($0.difference, $0.table) })),
      JSONValue.Member("unexplained", .integer(Int64(tables.flatMap(\.unexplained).count))),
    ])
  }

  private func json(
    _ difference: Reconciliation.Difference, _ table: Reconciliation
  ) -> JSONValue {
    func fen(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
    return .object([
      JSONValue.Member("form", .string(table.statement.form.name)),
      JSONValue.Member("address", .string(difference.address.text)),
      JSONValue.Member("place", JSONValue(difference.place)),
      JSONValue.Member("label", .string(difference.label)),
      JSONValue.Member("filed", JSONValue(difference.filed?.text)),
      JSONValue.Member("filed_fen", fen(difference.filedInFen)),
      JSONValue.Member("ledger_fen", fen(difference.ledgerInFen)),
      JSONValue.Member("cause", .string(difference.cause.word)),
      JSONValue.Member("explained", .boolean(difference.cause.isExplained)),
      JSONValue.Member(
        "events", .array(positions(of: difference, table).map { JSONValue($0) })),
    ])
  }

  private func positions(
    of difference: Reconciliation.Difference, _ table: Reconciliation
  ) -> [UInt64] {
    if case .events(let positions) = difference.cause { return positions }
    return behind[Behind(form: table.statement.form.code, difference.address)] ?? []
  }

  private func cause(
    of difference: Reconciliation.Difference, _ table: Reconciliation
  ) -> Phrase {
    let list = Self.list(positions(of: difference, table))
    switch difference.cause {
    case .rounding:
      return Phrase(zh: "四舍五入：不超过半个末位", en: "rounding: within half of the last digit")
    case .otherMoney(let money):
      return Phrase(zh: "按\(money.word)填写", en: "filed in \(money.word)")
    case .otherVersion(let row):
      return Phrase(
        zh: "另一版表样：填在行次 \(row)", en: "another version of the form: filed in row \(row)")
    case .events:
      return Phrase(zh: "其后入账：\(list)", en: "recorded since: \(list)")
    case .foreignRow:
      return Phrase(zh: "账本的表样没有这一行", en: "the form of the ledger has no such row")
    case .unknown:
      let what =
        switch difference.filed {
        case nil: Phrase(zh: "文件没有这一格", en: "the file lacks the cell")
        case .blank: Phrase(zh: "空着", en: "left blank")
        case .words: Phrase(zh: "不是数", en: "no number")
        case .notComputed:
          Phrase(
            zh: "公式没有结果，用表格软件打开保存一次",
            en: "a formula without a value: save the file in a spreadsheet")
        case .number: Phrase(zh: "未能解释", en: "unexplained")
        }
      guard !list.isEmpty else { return what }
      return Phrase(
        zh: "\(what.chinese)；账本来自 \(list)", en: "\(what.english); the ledger has it from \(list)")
    }
  }

  /// Positions, the first few of many.
  private static func list(_ positions: [UInt64]) -> String {
    let shown = positions.prefix(8).map { "#\($0)" }.joined(separator: " ")
    return positions.count > 8 ? "\(shown) … (\(positions.count))" : shown
  }
}

extension Reconciliation.Difference {
  /// What was filed less what the ledger says; `nil` where one of them is no amount.
  fileprivate var differenceInFen: Int64? {
    guard let filedInFen, let ledgerInFen else { return nil }
    let (difference, overflow) = filedInFen.subtractingReportingOverflow(ledgerInFen)
    return overflow ? nil : difference
  }
}

extension Reconciliation.Cause {
  /// The word for it in JSON.
  fileprivate var word: String {
    switch self {
    case .rounding: "rounding"
    case .otherMoney: "other-money"
    case .otherVersion: "other-version"
    case .events: "events"
    case .foreignRow: "foreign-row"
    case .unknown: "unknown"
    }
  }
}
