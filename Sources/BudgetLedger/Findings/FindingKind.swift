// The tests that look for findings: their names, their weight, what they compare with.

public import BudgetDomain

extension Finding {
  /// The tests that look for findings; the raw value is the name on the command line.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A line spent more than its authority.
    case beyondAuthority = "beyond-authority"
    /// A line has less than nothing left.
    case negativeBalance = "negative-balance"
    /// One of the three public items spent more than its 年初预算.
    case beyondCeiling = "beyond-ceiling"
    /// Spending above 年初预算 that later approvals may cover.
    case aboveInitialBudget = "above-initial-budget"
    /// A purpose that a policy watches spent more than was budgeted for it.
    case beyondPurpose = "beyond-purpose"
    /// Recorded against a control rule by permission.
    case override
    /// The amount of a refusal was recorded another way.
    case bypassedRefusal = "bypassed-refusal"
    /// Who recorded it also allowed it.
    case samePerson = "same-person"
    /// Recorded for a year that had been closed and was reopened.
    case duringReopening = "during-reopening"
    /// Recorded for a year whose statements had been published.
    case afterPublication = "after-publication"
    /// Recorded after entries that count much later.
    case backdated
    /// Counts on a day that had not come when it was recorded.
    case futureDated = "future-dated"
    /// Recorded when the office is closed.
    case outsideHours = "outside-hours"
    /// The same payee got the same amount twice on a day.
    case duplicatePayment = "duplicate-payment"
    /// Payments just under a limit that together reach it.
    case splitPayment = "split-payment"
    /// One voucher number for payments of different days.
    case documentReused = "document-reused"
    /// Numbers missing in a sequence of vouchers.
    case documentMissing = "document-missing"
    /// Basic spending of exactly the budget of projects.
    case projectMoneyInBasic = "project-money-in-basic"
    /// Capital spending in basic spending.
    case capitalInBasic = "capital-in-basic"
    /// Many payments of round amounts.
    case roundAmounts = "round-amounts"
    /// First digits that do not follow Benford's law.
    case firstDigits = "first-digits"
    /// Much of the year's spending in December.
    case decemberRush = "december-rush"
    /// The opening of a line is not its last closing.
    case openingDiffers = "opening-differs"
    /// Money carried over for too many years.
    case idleCarryOver = "idle-carry-over"

    /// How much its findings weigh.
    public var severity: Severity {
      switch self {
      case .beyondAuthority, .negativeBalance, .bypassedRefusal, .samePerson, .openingDiffers:
        .error
      case .aboveInitialBudget, .outsideHours, .documentMissing, .capitalInBasic, .roundAmounts,
        .firstDigits, .decemberRush:
        .notice
      default: .warning
      }
    }

    /// The threshold it compares with, where it has one.
    public var threshold: FindingThreshold? {
      switch self {
      case .bypassedRefusal: .bypassDays
      case .backdated: .backdatedDays
      case .splitPayment: .splitLimit
      case .roundAmounts: .roundShare
      case .firstDigits: .digitDeviation
      case .decemberRush: .decemberShare
      case .idleCarryOver: .idleYears
      default: nil
      }
    }

    /// What people call it.
    public var title: Phrase { Phrase(zh: words.title, en: rawValue) }

    /// What the test looks for, in a sentence.
    public var about: Phrase { words.about }
  }
}

extension Finding.Kind {
  private var words: (title: String, about: Phrase) {
    switch self {
    case .beyondAuthority, .negativeBalance, .beyondCeiling, .aboveInitialBudget, .beyondPurpose,
      .override, .bypassedRefusal, .openingDiffers, .idleCarryOver:
      budgetWords
    case .samePerson, .duringReopening, .afterPublication, .backdated, .futureDated,
      .outsideHours:
      recordingWords
    default: paymentWords
    }
  }

  private var budgetWords: (title: String, about: Phrase) {
    switch self {
    case .beyondAuthority:
      ("超指标", Phrase(zh: "预算线的支出超过调整后的指标", en: "a line spent more than its authority"))
    case .negativeBalance:
      ("负结余", Phrase(zh: "预算线年末资金为负", en: "a line has less than nothing left"))
    case .beyondCeiling:
      (
        "超三公上限",
        Phrase(
          zh: "三公经费某项的支出超过其年初预算", en: "one of 三公经费 spent more than its initial budget")
      )
    case .aboveInitialBudget:
      (
        "超年初预算",
        Phrase(
          zh: "支出总额、人员或公用经费超过年初预算（人员、公用只在基本支出预算全部写明经济科目时比较）；追加、结转可能已覆盖",
          en: "spending in all, on staff or on running costs, above the initial budget; the latter "
            + "two only where every basic appropriation names its economic code")
      )
    case .beyondPurpose:
      (
        "超专项用途",
        Phrase(
          zh: "摘要含某词（政策 finding-purposes）的支出超过摘要含该词的预算",
          en: "spending whose memo holds a word of policy finding-purposes, above such budget")
      )
    case .override:
      ("越权记录", Phrase(zh: "有人批准的越权支出", en: "recorded against a rule by permission"))
    case .bypassedRefusal:
      (
        "绕过拒绝",
        Phrase(
          zh: "被拒绝的金额随后以越权或换一条预算线记入",
          en: "a refused amount recorded soon after, by permission or on another line")
      )
    case .openingDiffers:
      (
        "年初不等于上年末",
        Phrase(zh: "预算线的年初数不等于上年年末数", en: "the opening of a line is not its last closing")
      )
    default:
      (
        "结转过久",
        Phrase(zh: "资金连续多年结转未用完", en: "money carried over for more years than it may be")
      )
    }
  }

  private var recordingWords: (title: String, about: Phrase) {
    switch self {
    case .samePerson:
      ("自批自记", Phrase(zh: "批准人就是经办人", en: "who recorded it also allowed it"))
    case .duringReopening:
      ("反结账期间", Phrase(zh: "反结账期间记入的", en: "recorded while the year was reopened"))
    case .afterPublication:
      (
        "公开后记入",
        Phrase(zh: "报表公开之后才记入该年度的", en: "recorded for a year after it was published")
      )
    case .backdated:
      (
        "倒签",
        Phrase(
          zh: "先记入的业务已晚得多，才记入的早日期业务",
          en: "recorded after entries, recorded earlier, that count many days later")
      )
    case .futureDated:
      ("日期在后", Phrase(zh: "业务日期晚于记入之日", en: "counts on a day after it was recorded"))
    default:
      (
        "非办公时间",
        Phrase(
          zh: "周末或办公时间（政策 finding-office-hours）以外记入；不识节假日和调休",
          en: "recorded on a weekend or outside policy finding-office-hours; holidays are not known"
        )
      )
    }
  }

  private var paymentWords: (title: String, about: Phrase) {
    switch self {
    case .duplicatePayment:
      (
        "疑似重复支付",
        Phrase(zh: "同一天、同一收款方、同一金额两笔以上", en: "one day, one payee, one amount, twice")
      )
    case .splitPayment:
      (
        "疑似拆分",
        Phrase(
          zh: "七天内付给同一收款方、每笔为限额的一半以上而不到限额、合计达到限额",
          en:
            "within seven days one payee got two or more payments of half the limit or more, each "
            + "below it, together reaching it")
      )
    case .documentReused:
      (
        "凭证号重复",
        Phrase(zh: "同一凭证号用于不同日期的支出", en: "one voucher number for payments of different days")
      )
    case .documentMissing:
      (
        "凭证号缺号",
        Phrase(
          zh: "十张以上的凭证号序列中间缺号", en: "numbers missing in a sequence of ten vouchers or more")
      )
    case .projectMoneyInBasic:
      (
        "项目资金列基本支出",
        Phrase(
          zh: "某功能科目的基本支出恰好等于其项目支出年初预算",
          en: "basic spending of a function is exactly the initial budget of its projects")
      )
    case .capitalInBasic:
      (
        "基本支出列资本性支出",
        Phrase(
          zh: "基本支出中的基本建设或资本性支出（309、310，办公设备购置 31002 除外）",
          en: "309 or 310, but for office equipment (31002), in basic spending")
      )
    case .roundAmounts:
      (
        "整数金额偏多",
        Phrase(
          zh: "整万元的支出笔数占比偏高（至少 100 笔）",
          en: "the share of payments of whole 10,000 yuan, of at least 100 payments")
      )
    case .firstDigits:
      (
        "首位数字异常",
        Phrase(
          zh: "支出金额首位数字偏离本福特定律（至少 500 笔）",
          en: "first digits deviate from Benford's law, of at least 500 payments")
      )
    default:
      ("年末突击", Phrase(zh: "十二月支出占全年的比重偏高", en: "the share of December in spending"))
    }
  }
}
