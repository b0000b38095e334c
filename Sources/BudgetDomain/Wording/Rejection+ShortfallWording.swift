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
    case .reversalExceedsFreeAuthority(let shortfall):
      return Wording(
        name: "reversalExceedsFreeAuthority",
        what: shortfall.sentence(
          zh: "冲销后预算将不足以覆盖已支出数", en: "leaves less authority than was spent",
          grantedZh: "预算额度", grantedEn: "authority"),
        next: Self.reverseSpendingFirst)
    case .reversalExceedsAvailableMoney(let shortfall):
      return Wording(
        name: "reversalExceedsAvailableMoney",
        what: shortfall.sentence(
          zh: "冲销后资金将不足以覆盖已支出数", en: "leaves less money than was spent",
          grantedZh: "资金来源合计", grantedEn: "money"),
        next: Self.reverseSpendingFirst)
    default: preconditionFailure("not about a shortfall")
    }
  }

  private static let waysOut = Phrase(
    zh: "①申请追加并记录（juesuan record supplement …）；②从有余额的预算行调剂（virement）。",
    en: "(1) Obtain and record a supplement (juesuan record supplement …); (2) move authority "
      + "from a line that has some (virement).")

  private static let reverseSpendingFirst = Phrase(
    zh: "先冲销占用它的支出，或先记录替代的预算和收入。",
    en: "Take back the spending that uses it first, or record what replaces it.")
}

extension Shortfall {
  /// The refusal with its figures and the entries that used the line.
  func sentence(
    zh chinese: String, en english: String, grantedZh: String, grantedEn: String
  ) -> Phrase {
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
      zh: "\(line.text)：\(requested.yuanText) 元\(chinese)。\(grantedZh) \(granted)，已用 \(used)，"
        + "可用 \(free)，差 \(missing) 元；\(usesZh)。",
      en: "\(line.text): \(requested.yuanText) yuan \(english). \(grantedEn) \(granted), used "
        + "\(used), free \(free), missing \(missing) yuan; \(usesEn).")
  }
}
