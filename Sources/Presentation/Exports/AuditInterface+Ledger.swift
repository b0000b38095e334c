// The balances and the vouchers of the audit interface, row by row.

import BudgetDomain

/// What a row of balances is about: an account, and the archives it is kept by.
struct PostingKey: Hashable, Comparable, Sendable {
  let account: BudgetAccount
  let line: BudgetLine
  let economic: EconomicCode?

  /// The order of the rows, the same every time.
  private var order: [String] {
    [
      account.number, line.source.word, line.function.text, line.nature.word,
      line.project?.text ?? "", economic?.text ?? "",
    ]
  }

  static func < (left: PostingKey, right: PostingKey) -> Bool {
    left.order.lexicographicallyPrecedes(right.order)
  }
}

/// The archives by which accounts are kept (辅助核算), numbered as rows name them.
enum Auxiliary {
  static let source = "资金来源"
  static let function = "功能分类"
  static let nature = "支出性质"
  static let project = "项目"
  static let economic = "部门预算经济分类"
  static let all = [source, function, nature, project, economic]
}

/// What one key was posted in each month, in fen.
struct PeriodSums: Sendable {
  private(set) var openingDebit: Int64 = 0
  private(set) var debits = [Int64](repeating: 0, count: 12)
  private(set) var credits = [Int64](repeating: 0, count: 12)

  mutating func add(_ posting: AuditInterface.Posting, in period: Int) {
    if posting.isOpening {
      openingDebit += posting.isDebit ? posting.fen : -posting.fen
    } else if posting.isDebit {
      debits[period - 1] += posting.fen
    } else {
      credits[period - 1] += posting.fen
    }
  }
}

extension AuditInterface {
  func auxiliaries(_ xml: inout XMLText) {
    for account in BudgetAccount.all {
      for (index, archive) in Auxiliary.all.enumerated()
      where account != BudgetAccount.money || archive != Auxiliary.economic {
        xml.element("科目辅助核算") {
          $0.element("科目编号", account.number)
          $0.element("辅助项编号", "\(index + 1)")
          $0.element("辅助项名称", archive)
          $0.element("对应档案", archive)
        }
      }
    }
  }

  /// 科目余额及发生额 of one key: a row for each month from the first that has anything.
  func write(_ key: PostingKey, _ sums: PeriodSums, _ xml: inout XMLText) {
    var opening = sums.openingDebit
    var hasBegun = opening != 0
    for month in 1...12 {
      let debit = sums.debits[month - 1]
      let credit = sums.credits[month - 1]
      hasBegun = hasBegun || debit != 0 || credit != 0
      guard hasBegun else { continue }
      let closing = opening + debit - credit
      xml.element("科目余额及发生额") {
        $0.element("科目编号", key.account.number)
        Self.items(of: key, &$0)
        Self.balance("期初", opening, key.account, &$0)
        Self.balance("期末", closing, key.account, &$0)
        $0.element("币种编码", "CNY")
        $0.element("会计年度", "\(key.line.year.number)")
        $0.element("会计期间号", "\(month)")
        for (side, fen) in [("借方", debit), ("贷方", credit)] {
          $0.element("\(side)原币金额", JournalText.yuan(fen))
          $0.element("\(side)本币金额", JournalText.yuan(fen))
        }
      }
      opening = closing
    }
  }

  /// A balance on the side on which the account has its own; below zero where it is on the other.
  private static func balance(
    _ moment: String, _ debit: Int64, _ account: BudgetAccount, _ xml: inout XMLText
  ) {
    let fen = account.isDebit ? debit : -debit
    xml.element("\(moment)余额方向", account.isDebit ? "借" : "贷")
    xml.element("\(moment)原币余额", JournalText.yuan(fen))
    xml.element("\(moment)本币余额", JournalText.yuan(fen))
  }

  private static func items(of key: PostingKey, _ xml: inout XMLText) {
    xml.element("辅助项1编号", key.line.source.word)
    xml.element("辅助项2编号", key.line.function.text)
    xml.element("辅助项3编号", key.line.nature.word)
    xml.element("辅助项4编号", key.line.project?.text)
    xml.element("辅助项5编号", key.economic?.text)
  }

  /// One row of 记账凭证. What is taken back is written below zero on the same side (红字).
  func write(
    _ posting: Posting, row: Int, of recorded: RecordedEvent, _ xml: inout XMLText
  ) {
    let envelope = recorded.envelope
    let amount = JournalText.yuan(posting.fen)
    let zero = JournalText.yuan(0)
    xml.element("记账凭证日期", recorded.event.effectiveDate?.text ?? "")
    xml.element("会计年度", "\(posting.key.line.year.number)")
    xml.element("会计期间号", "\(period(of: recorded))")
    xml.element("记账凭证类型编号", "1")
    xml.element("记账凭证编号", "\(envelope.position)")
    xml.element("记账凭证行号", "\(row)")
    xml.element(
      "记账凭证摘要",
      JournalText.oneLine(
        recorded.event.entry?.memo ?? envelope.reason ?? recorded.event.type.officialTerm))
    xml.element("科目编号", posting.key.account.number)
    Self.items(of: posting.key, &xml)
    xml.element("币种编码", "CNY")
    for (side, fen) in [
      ("借方", posting.isDebit ? amount : zero), ("贷方", posting.isDebit ? zero : amount),
    ] {
      xml.element("\(side)原币金额", fen)
      xml.element("\(side)本币金额", fen)
    }
    xml.element("票据号", recorded.event.document)
    xml.element("附件数", "\(attachmentCounts[envelope.position] ?? 0)")
    xml.element("制单人", envelope.actor)
    xml.element("审核人", envelope.approver ?? "")
    xml.element("记账人", envelope.systemUser ?? "")
    xml.element("记账标志", "1")
    xml.element("作废标志", "0")
    xml.element("凭证来源系统", "juesuan")
  }
}
