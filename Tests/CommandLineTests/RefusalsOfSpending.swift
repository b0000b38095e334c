// Refusals by rules about budgets, money and policy, with both messages word for word.

extension Refusal {
  /// Rules about budgets, money and policy.
  static let ofSpending: [Refusal] = [
    Refusal(
      "exceedsFreeAuthority", exit: 2,
      "record expenditure --date 2018-03-02 --amount 7,700.01 LINE --economic 30201",
      en: """
        2018/general-budget/2010301/basic: 7,700.01 yuan exceeds the free authority. \
        authority 20,000.00, used 12,300.00, free 7,700.00, missing 0.01 yuan; used by #3 \
        12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：7,700.01 元超出可用预算。预算额度 20,000.00，已用 12,300.00，可用 \
        7,700.00，差 0.01 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "exceedsAvailableMoney", exit: 2,
      after: [
        "record supplement --date 2018-03-01 --amount 500 LINE"
      ],
      "record expenditure --date 2018-03-02 --amount 7,700.01 LINE --economic 30201",
      en: """
        2018/general-budget/2010301/basic: 7,700.01 yuan exceeds the available money. money \
        20,000.00, used 12,300.00, free 7,700.00, missing 0.01 yuan; used by #3 12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：7,700.01 元超出可用资金。资金来源合计 20,000.00，已用 12,300.00，可用 \
        7,700.00，差 0.01 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "exceedsFreeAuthority", exit: 2,
      after: [
        "policy set control-level line-economic",
        "record appropriation --date 2018-01-05 --amount 100 LINE --economic 30202",
      ],
      "record expenditure --date 2018-03-02 --amount 7,750.00 LINE --economic 30201",
      en: """
        2018/general-budget/2010301/basic · 30201: 7,750.00 yuan exceeds the free \
        authority. authority 20,000.00, used 12,300.00, free 7,700.00, missing 50.00 yuan; \
        used by #3 12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出 · 30201：7,750.00 元超出可用预算。预算额度 20,000.00，已用 \
        12,300.00，可用 7,700.00，差 50.00 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "exceedsThreePublicCeiling", exit: 2,
      after: [
        "policy set ceilings appropriation",
        "record appropriation --date 2018-01-05 --amount 100 LINE --economic 30217",
      ],
      "record expenditure --date 2018-03-02 --amount 100.01 LINE --economic 30217",
      en: """
        reception (公务接待费): 100.01 yuan more would pass the budget of 2018, 100.00 yuan \
        (spent 0.00), by 0.01 yuan.
        """,
      zh: "“三公”经费 公务接待费：再支出 100.01 元将超过 2018 年年初预算 100.00 元（已支出 0.00 元），超 0.01 元。"),
    Refusal(
      "overrideIncomplete", exit: 2,
      after: [
        "policy set shortfall record-with-override"
      ],
      """
      record expenditure --date 2018-03-02 --amount 9,000.00 LINE --economic 30201 \
      --allowed-by 王局长 --override-reason=
      """,
      en: "An override names who allows it and why.",
      zh: "越权记录必须写明谁批准、为什么。"),
    Refusal(
      "reductionExceedsFreeAuthority", exit: 2,
      "record reduction --date 2018-03-02 --amount 7,700.01 LINE",
      en: """
        2018/general-budget/2010301/basic: 7,700.01 yuan reduces more than is unused. \
        authority 20,000.00, used 12,300.00, free 7,700.00, missing 0.01 yuan; used by #3 \
        12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：7,700.01 元追减超出未使用的预算。预算额度 20,000.00，已用 \
        12,300.00，可用 7,700.00，差 0.01 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "refundExceedsExpenditure", exit: 2,
      "record refund --date 2018-03-02 --amount 12,300.01 LINE --economic 30201",
      en: """
        2018/general-budget/2010301/basic: 12,300.01 yuan is more than the line spent this \
        year. spent 12,300.00, used 0.00, free 12,300.00, missing 0.01 yuan; used by #3 \
        12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：12,300.01 元退回数超过本年支出。本年支出 12,300.00，已用 0.00，可用 \
        12,300.00，差 0.01 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "leavesLessAuthorityThanUsed", exit: 2,
      "reverse 1 --reason 误记 --date 2018-03-02",
      en: """
        2018/general-budget/2010301/basic: 20,000.00 yuan leaves less authority than was \
        spent. authority 20,000.00, used 12,300.00, free 7,700.00, missing 12,300.00 yuan; \
        used by #3 12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：20,000.00 元减少后预算不足以覆盖已支出数。预算额度 20,000.00，已用 \
        12,300.00，可用 7,700.00，差 12,300.00 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "leavesLessMoneyThanUsed", exit: 2,
      "reverse 2 --reason 误记 --date 2018-03-02",
      en: """
        2018/general-budget/2010301/basic: 20,000.00 yuan leaves less money than was spent. \
        money 20,000.00, used 12,300.00, free 7,700.00, missing 12,300.00 yuan; used by #3 \
        12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：20,000.00 元减少后资金不足以覆盖已支出数。资金来源合计 20,000.00，已用 \
        12,300.00，可用 7,700.00，差 12,300.00 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "virementExceedsFreeAuthority", exit: 2,
      """
      record virement --date 2018-03-02 --amount 7,700.01 LINE --to-function 2010306 \
      --to-nature basic
      """,
      en: """
        2018/general-budget/2010301/basic: 7,700.01 yuan moves more than is free. authority \
        20,000.00, used 12,300.00, free 7,700.00, missing 0.01 yuan; used by #3 12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：7,700.01 元调出数超过可用预算。预算额度 20,000.00，已用 \
        12,300.00，可用 7,700.00，差 0.01 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "virementAcrossSourcesNeedsDocument", exit: 65,
      """
      record virement --date 2018-03-02 --amount 1 LINE --to-function 2010301 --to-nature \
      basic --to-source other
      """,
      en: "Moving from general-budget to other needs a document number.",
      zh: "从“一般公共预算财政拨款”调剂到“其他收入”必须有批复文号。"),
    Refusal(
      "transferToItself", exit: 65,
      """
      record virement --date 2018-03-02 --amount 1 LINE --to-function 2010301 --to-nature \
      basic
      """,
      en: "The transfer goes to itself: 2018/general-budget/2010301/basic.",
      zh: "调入和调出是同一预算行：2018 年一般公共预算财政拨款/2010301/基本支出。"),
    Refusal(
      "adjustmentExceedsOpening", exit: 2,
      "record prior-year-adjustment --date 2018-03-02 --amount 1 LINE --reason remittance",
      en: """
        2018/general-budget/2010301/basic: 1.00 yuan takes more than the opening balance \
        holds. opening 0.00, used 0.00, free 0.00, missing 1.00 yuan; used by #3 12,300.00.
        """,
      zh: """
        2018 年一般公共预算财政拨款/2010301/基本支出：1.00 元调减数超过年初结转和结余。年初数 0.00，已用 0.00，可用 0.00，差 \
        1.00 元；占用它的是 #3 12,300.00。
        """),
    Refusal(
      "transferTargetNotAllowed", exit: 2,
      """
      record prior-year-adjustment --date 2018-03-02 --amount 1 LINE --reason recovery \
      --to-function 2010306 --to-nature basic
      """,
      en: "recovery has no line that receives; only internal-transfer has.",
      zh: "“收回以前年度支出”没有调入行，只有单位内部调剂才有。"),
    Refusal(
      "onlyForInstitutions", exit: 2,
      "record surplus-distribution --date 2018-03-02 --amount 1 LINE",
      en: "Only a unit of type institution (事业单位) records surplus-distribution.",
      zh: "只有事业单位才有“结余分配”。"),
    Refusal(
      "notForFiscalMoney", exit: 2,
      after: [
        "unit --type institution"
      ],
      "record fund-balance-applied --date 2018-03-02 --amount 1 LINE",
      en: "财政拨款 money cannot be the source of fund-balance-applied.",
      zh: "财政拨款不能做“弥补收支差额”。"),
    Refusal(
      "distributionExceedsMoney", exit: 2,
      after: [
        "unit --type institution",
        "record income --date 2018-03-01 --amount 5 OTHER",
      ],
      "record surplus-distribution --date 2018-03-02 --amount 5.01 OTHER",
      en: """
        2018/other/2010301/basic: 5.01 yuan distributes more than there is. money 5.00, \
        used 0.00, free 5.00, missing 0.01 yuan; nothing was spent.
        """,
      zh: "2018 年其他收入/2010301/基本支出：5.01 元分配数超过结余。资金来源合计 5.00，已用 0.00，可用 5.00，差 0.01 元；还没有支出。"),
    Refusal(
      "incomeFollowsPayment", exit: 2,
      after: [
        "policy set income-recognition payment --for 2019"
      ],
      "record income --date 2019-03-02 --amount 1 LINE",
      en: "In 2019 income of general-budget is recognised with each payment.",
      zh: "2019 年“一般公共预算财政拨款”按集中支付确认收入，随支出自动记录。"),
    Refusal(
      "recognitionChangedInYear", exit: 2,
      "policy set income-recognition payment --for 2018",
      en: "2018 has income or spending; its recognition cannot change.",
      zh: "2018 年已有收入或支出，收入确认方式不能再改。"),
  ]
}
