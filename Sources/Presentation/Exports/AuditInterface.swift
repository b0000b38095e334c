// One year of the books in the style of the audit interface GB/T 24589.2.

public import BudgetDomain

/// Writes a year as the data interface for auditors (会计核算软件数据接口): 公共档案, 总账 and in it
/// 记账凭证, in XML.
///
/// The events of the log go through it twice: first ``take(_:)`` all of them, which adds up the
/// balances and collects the archives, then ``head(remarks:)``, the ``vouchers(of:)`` of each, and
/// ``tail``. So the whole of a large ledger is never in memory.
///
/// The text of the standard was not at hand: names of elements follow what software that implements
/// its first part (GB/T 24589.1) writes. `Exports/GB24589.md` says what could not be checked.
public struct AuditInterface: Sendable {
  private let opening: LedgerOpening
  private let year: FiscalYear
  private let unitType: UnitType?
  private let catalogue: ClassificationCatalogue
  private var balances: [PostingKey: PeriodSums] = [:]
  private var staff: Set<String> = []
  private(set) var attachmentCounts: [UInt64: Int] = [:]
  /// How many vouchers the year has.
  public private(set) var voucherCount = 0

  /// The interface of one year of the unit's books.
  public init(
    opening: LedgerOpening, year: FiscalYear, unitType: UnitType?,
    catalogue: ClassificationCatalogue
  ) {
    self.opening = opening
    self.year = year
    self.unitType = unitType
    self.catalogue = catalogue
  }

  /// The year from which the accounts are those in force (财会〔2017〕25号); earlier years are shown
  /// with the same accounts all the same.
  public static let firstYearOfAccounts = 2019

  /// Adds up an event; events of other years add nothing.
  public mutating func take(_ recorded: RecordedEvent) {
    if case .documentAttached(let attachment) = recorded.event {
      attachmentCounts[attachment.position, default: 0] += 1
    }
    let postings = postings(of: recorded)
    guard !postings.isEmpty else { return }
    staff.insert(recorded.envelope.actor)
    if let approver = recorded.envelope.approver { staff.insert(approver) }
    let period = period(of: recorded)
    for posting in postings {
      balances[posting.key, default: PeriodSums()].add(posting, in: period)
    }
    if postings.contains(where: { !$0.isOpening }) { voucherCount += 1 }
  }

  /// Everything before the vouchers; each of `remarks` becomes a comment.
  ///
  /// - Complexity: O(n log n) in the lines with balances.
  public func head(remarks: [String]) -> String {
    var xml = XMLText()
    for remark in remarks { xml.comment(remark) }
    xml.open("会计核算数据")
    xml.element("公共档案") { archives(&$0) }
    xml.open("总账")
    xml.element("总账基础信息") {
      $0.element("结构分隔符", "-")
      $0.element("会计科目编号规则", "4")
    }
    for account in BudgetAccount.all {
      xml.element("会计科目") {
        $0.element("科目编号", account.number)
        $0.element("科目名称", account.name)
        $0.element("科目级次", "1")
        $0.element("科目类型", account.category)
        $0.element("余额方向", account.isDebit ? "借" : "贷")
      }
    }
    auxiliaries(&xml)
    for (key, sums) in balances.sorted(by: { $0.key < $1.key }) { write(key, sums, &xml) }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.text
  }

  /// The rows of the voucher of one event; empty where it has none in this year.
  public func vouchers(of recorded: RecordedEvent) -> String {
    let postings = postings(of: recorded).filter { !$0.isOpening }
    guard !postings.isEmpty else { return "" }
    var xml = XMLText(depth: 2)
    for (index, posting) in postings.enumerated() {
      xml.element("记账凭证") { write(posting, row: index + 1, of: recorded, &$0) }
    }
    return xml.text
  }

  /// Everything after the vouchers.
  public var tail: String { "  </总账>\n</会计核算数据>\n" }

  // MARK: What an event posts

  /// One row of a voucher.
  struct Posting {
    let key: PostingKey
    let isDebit: Bool
    let fen: Int64
    /// Whether it is an opening balance, which is no voucher of the year.
    let isOpening: Bool
  }

  private func postings(of recorded: RecordedEvent) -> [Posting] {
    recorded.event.movements.flatMap { movement -> [Posting] in
      guard movement.line.year == year,
        let counterpart = BudgetAccount.counterpart(of: movement, in: unitType)
      else { return [] }
      let isOut = movement.kind == .expenditure || movement.kind == .surplusDistribution
      let isOpening = movement.kind == .openingBalance || movement.kind == .carriedSurplus
      let money = Posting(
        key: PostingKey(account: BudgetAccount.money, line: movement.line, economic: nil),
        isDebit: !isOut, fen: movement.amount.fen, isOpening: isOpening)
      let other = Posting(
        key: PostingKey(account: counterpart, line: movement.line, economic: movement.economic),
        isDebit: isOut, fen: movement.amount.fen, isOpening: isOpening)
      return isOut ? [other, money] : [money, other]
    }
  }

  /// 会计期间号: the month; what is dated after the year, as a late reversal, counts in December.
  func period(of recorded: RecordedEvent) -> Int {
    guard let date = recorded.event.effectiveDate, year.contains(date) else { return 12 }
    return Int(date.text.dropFirst(5).prefix(2)) ?? 12
  }

  // MARK: 公共档案

  private func archives(_ xml: inout XMLText) {
    xml.element("电子账簿") {
      $0.element("电子账簿编号", opening.origin)
      $0.element("电子账簿名称", "\(opening.unit)\(year.number)年度预算会计账")
      $0.element("会计核算单位", opening.unit)
      $0.element("组织机构代码", opening.unitCode ?? "")
      $0.element("单位性质", unitType?.officialTerm ?? "")
      $0.element("行业", "")
      $0.element("开发单位", "juesuan")
      $0.element("版本号", "1")
      $0.element("本位币", "人民币")
      $0.element("会计年度", "\(year.number)")
      $0.element("标准版本号", "GB/T 24589.2-2010")
    }
    for month in 1...12 {
      xml.element("会计期间") {
        $0.element("会计年度", "\(year.number)")
        $0.element("会计期间号", "\(month)")
        $0.element("会计期间起始日期", day(1, of: month))
        $0.element("会计期间结束日期", lastDay(of: month))
      }
    }
    xml.element("记账凭证类型") {
      $0.element("记账凭证类型编号", "1")
      $0.element("记账凭证类型名称", "记账凭证")
      $0.element("记账凭证类型简称", "记")
    }
    xml.element("币种") {
      $0.element("币种编码", "CNY")
      $0.element("币种名称", "人民币")
    }
    for name in staff.sorted() {
      xml.element("员工档案") {
        $0.element("员工编码", name)
        $0.element("员工姓名", name)
      }
    }
    for (archive, values) in auxiliaryValues() {
      for (code, name) in values {
        xml.element("自定义档案值") {
          $0.element("档案名称", archive)
          $0.element("档案值编码", code)
          $0.element("档案值名称", name)
        }
      }
    }
  }

  private func day(_ day: Int, of month: Int) -> String {
    EffectiveDate(year: year.number, month: month, day: day)?.text ?? ""
  }

  private func lastDay(of month: Int) -> String {
    (28...31).reversed().lazy.map { day($0, of: month) }.first { !$0.isEmpty } ?? ""
  }

  private func auxiliaryValues() -> [(String, [(String, String)])] {
    let keys = balances.keys
    let functions = Set(keys.map(\.line.function)).sorted { $0.number < $1.number }
    let economics = Set(keys.compactMap(\.economic)).sorted { $0.number < $1.number }
    func name(_ number: UInt32, _ system: CodeSystem) -> String {
      catalogue.list(of: system).name(of: number, in: year) ?? ""
    }
    return [
      (Auxiliary.source, FundSource.allCases.map { ($0.word, $0.officialTerm) }),
      (Auxiliary.function, functions.map { ($0.text, name($0.number, .function)) }),
      (Auxiliary.nature, SpendingNature.allCases.map { ($0.word, $0.officialTerm) }),
      (Auxiliary.project, Set(keys.compactMap(\.line.project?.text)).sorted().map { ($0, $0) }),
      (Auxiliary.economic, economics.map { ($0.text, name($0.number, .economic)) }),
    ]
  }
}
