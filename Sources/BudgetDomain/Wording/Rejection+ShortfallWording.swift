// The printed messages of rejections for want of authority or money: figures, causes, ways out.

extension Rejection {
  var shortfallWording: Wording {
    switch self {
    case .exceedsFreeAuthority(let shortfall):
      return Wording(
        name: "exceedsFreeAuthority",
        what: shortfall.sentence(
          zh: "超出可用预算", en: "exceeds the free authority", grantedZh: "预算额度",
          grantedEn: "authority"),
        next: Self.waysOut)
    case .exceedsAvailableMoney(let shortfall):
      return Wording(
        name: "exceedsAvailableMoney",
        what: shortfall.sentence(
          zh: "超出可用资金", en: "exceeds the available money", grantedZh: "资金来源合计",
          grantedEn: "money"),
        next: Phrase(
          zh: "①先记录已到账的收入（juesuan record income …）；②改用有资金的预算行。",
          en: "(1) Record the income that came in (juesuan record income …); (2) spend from a line "
            + "that has the money."))
    case .reductionExceedsFreeAuthority(let shortfall):
      return Wording(
        name: "reductionExceedsFreeAuthority",
        what: shortfall.sentence(
          zh: "追减超出未使用的预算", en: "reduces more than is unused", grantedZh: "预算额度",
          grantedEn: "authority"),
        next: Phrase(
          zh: "追减数不得超过可用数；已支出的部分先冲销（juesuan reverse）。",
          en: "Reduce at most what is free; take back spending first (juesuan reverse)."))
    case .leavesLessThanUsed(let figure, let shortfall):
      let isAuthority = figure == .authority
      return Wording(
        name: isAuthority ? "leavesLessAuthorityThanUsed" : "leavesLessMoneyThanUsed",
        what: shortfall.sentence(
          zh: isAuthority ? "减少后预算不足以覆盖已支出数" : "减少后资金不足以覆盖已支出数",
          en: isAuthority
            ? "leaves less authority than was spent" : "leaves less money than was spent",
          grantedZh: isAuthority ? "预算额度" : "资金来源合计",
          grantedEn: isAuthority ? "authority" : "money"),
        next: Self.takeBackSpendingFirst)
    default: return otherShortfallWording
    }
  }

  private var otherShortfallWording: Wording {
    switch self {
    case .virementExceedsFreeAuthority(let shortfall):
      return Wording(
        name: "virementExceedsFreeAuthority",
        what: shortfall.sentence(
          zh: "调出数超过可用预算", en: "moves more than is free", grantedZh: "预算额度",
          grantedEn: "authority"),
        next: Phrase(
          zh: "调出数不得超过可用数；或先冲销占用它的支出。",
          en: "Move at most what is free, or take back spending first."))
    case .refundExceedsExpenditure(let shortfall):
      return Wording(
        name: "refundExceedsExpenditure",
        what: shortfall.sentence(
          zh: "退回数超过本年支出", en: "is more than the line spent this year", grantedZh: "本年支出",
          grantedEn: "spent"),
        next: Phrase(
          zh: "收回以前年度的支出用 prior-year-adjustment（收回以前年度支出）。",
          en: "Money of earlier years comes back as a prior-year-adjustment (recovery)."))
    case .adjustmentExceedsOpening(let shortfall):
      return Wording(
        name: "adjustmentExceedsOpening",
        what: shortfall.sentence(
          zh: "调减数超过年初结转和结余", en: "takes more than the opening balance holds",
          grantedZh: "年初数", grantedEn: "opening"),
        next: Phrase(zh: "核对金额和预算行。", en: "Check the amount and the line."))
    case .distributionExceedsMoney(let shortfall):
      return Wording(
        name: "distributionExceedsMoney",
        what: shortfall.sentence(
          zh: "分配数超过结余", en: "distributes more than there is", grantedZh: "资金来源合计",
          grantedEn: "money"),
        next: Phrase(zh: "分配数不得超过年末数。", en: "Distribute at most what is left."))
    case .exceedsThreePublicCeiling(let shortfall):
      return shortfall.wording
    default: preconditionFailure("not about a shortfall")
    }
  }

  private static let waysOut = Phrase(
    zh: "①申请追加并记录（juesuan record supplement …）；②从有余额的预算行调剂（virement）。",
    en: "(1) Obtain and record a supplement (juesuan record supplement …); (2) move authority "
      + "from a line that has some (virement).")

  private static let takeBackSpendingFirst = Phrase(
    zh: "先冲销占用它的支出，或先记录替代的预算和收入。",
    en: "Take back the spending that uses it first, or record what replaces it.")
}

extension Shortfall {
  /// The refusal with its figures and the entries that used the line.
  func sentence(
    zh chinese: String, en english: String, grantedZh: String, grantedEn: String
  ) -> Phrase {
    let code = economic.map { " · \($0.text)" } ?? ""
    let free = Amount.yuanText(fen: freeInFen)
    let missing = Amount.yuanText(fen: missingInFen)
    let granted = Amount.yuanText(fen: grantedInFen)
    let used = Amount.yuanText(fen: usedInFen)
    let uses = largestUses.map { "#\($0.position) \(Amount.yuanText(fen: $0.amountInFen))" }
    let more = useCount - largestUses.count
    var usesZh = uses.isEmpty ? "还没有支出" : "占用它的是 " + uses.joined(separator: "、")
    var usesEn = uses.isEmpty ? "nothing was spent" : "used by " + uses.joined(separator: ", ")
    if more > 0 {
      usesZh += " 等 \(useCount) 笔"
      usesEn += " and \(more) more"
    }
    return Phrase(
      zh:
        "\(line.officialText)\(code)：\(requested.yuanText) 元\(chinese)。"
        + "\(grantedZh) \(granted)，已用 \(used)，"
        + "可用 \(free)，差 \(missing) 元；\(usesZh)。",
      en:
        "\(line.text)\(code): \(requested.yuanText) yuan \(english). \(grantedEn) \(granted), used "
        + "\(used), free \(free), missing \(missing) yuan; \(usesEn).")
  }
}

extension CeilingShortfall {
  var wording: Wording {
    let budget = Amount.yuanText(fen: budgetInFen)
    let spent = Amount.yuanText(fen: spentInFen)
    let missing = Amount.yuanText(fen: missingInFen)
    return Wording(
      name: "exceedsThreePublicCeiling",
      what: Phrase(
        zh: "“三公”经费 \(item.officialTerm)：再支出 \(requested.yuanText) 元将超过 \(year.number) 年年初预算 "
          + "\(budget) 元（已支出 \(spent) 元），超 \(missing) 元。",
        en: "\(item.word) (\(item.officialTerm)): \(requested.yuanText) yuan more would pass the "
          + "budget of \(year.number), \(budget) yuan (spent \(spent)), by \(missing) yuan."),
      next: Phrase(
        zh: "压减支出；政策允许时由负责人批准越权记录（--allowed-by、--override-reason），会一直列在 findings 里。",
        en:
          "Spend less; where the policy allows it, record with --allowed-by and --override-reason, "
          + "which findings lists for good."))
  }
}
