// Refusals by rules about first years, projects and entries, with both messages word for word.

extension Refusal {
  /// Rules about the first year, projects and the entry itself.
  static let ofRecording: [Refusal] = [
    Refusal(
      "openingBalanceAfterFirstYear", exit: 2,
      "record opening-balance --date 2019-01-01 --amount 1 LINE",
      en: """
        The opening balance of 2019 cannot be typed: the ledger begins in 2018, later \
        openings are carried over.
        """,
      zh: "2019 年的年初结转和结余不能录入：账本从 2018 年开始，以后年度由结账结转。"),
    Refusal(
      "yearBeforeFirst", exit: 2,
      after: [
        "record opening-balance --date 2018-01-01 --amount 1 LINE"
      ],
      "record income --date 2017-03-02 --amount 1 LINE",
      en: "It begins with the opening of 2018; 2017 is before it.",
      zh: "账本从 2018 年的年初数开始，不能记 2017 年的账。"),
    Refusal(
      "projectEnded", exit: 2,
      after: [
        "record appropriation --date 2018-01-05 --amount 9 PROJECT",
        "project complete 平台 --date 2018-02-01",
      ],
      "record expenditure --date 2018-03-02 --amount 1 PROJECT --economic 30201",
      en: "The project 平台 is completed; what is left may not be spent.",
      zh: "项目“平台”已完成，结余资金不能再支出。"),
    Refusal(
      "projectAlready", exit: 2,
      after: [
        "project register 平台 --date 2018-02-01"
      ],
      "project register 平台 --date 2018-02-02",
      en: "The project 平台 is running already.",
      zh: "项目“平台”已经是“执行中”。"),
    Refusal(
      "projectUnknown", exit: 2,
      "project cancel 平台 --date 2018-02-01",
      en: "There is no project 平台.",
      zh: "没有项目“平台”。"),
    Refusal(
      "projectRequired", exit: 65,
      """
      record income --date 2018-03-02 --amount 1 --source other --function 2010301 \
      --nature project
      """,
      en: "The nature project must name its project.",
      zh: "项目支出必须写明项目。"),
    Refusal(
      "projectNotAllowed", exit: 65,
      "record income --date 2018-03-02 --amount 1 LINE --project 平台",
      en: "The nature basic has no project; only project has.",
      zh: "基本支出不带项目，只有项目支出才写项目。"),
    Refusal(
      "economicCodeNotAllowed", exit: 65,
      "record income --date 2018-03-02 --amount 1 LINE --economic 30201",
      en: "An entry of kind income has no economic code.",
      zh: "“收入”不带经济科目。"),
    Refusal(
      "amountNotPositive", exit: 65,
      "record income --date 2018-03-02 --amount 0 LINE",
      en: "An amount must be above zero; this is 0.00 yuan.",
      zh: "金额必须大于零，现为 0.00 元。"),
    Refusal(
      "exceedsLedgerCapacity", exit: 65,
      "record income --date 2018-03-02 --amount 90,071,992,547,409.91 LINE",
      en: """
        The sum of income in 2018 would pass 9007199254740991 fen, the range of exact \
        amounts.
        """,
      zh: "2018 年“收入”累计将超过 9007199254740991 分，超出精确表示的范围。"),
    Refusal(
      "keyUsedForOtherContent", exit: 2,
      after: [
        "record income --date 2018-03-02 --amount 1 LINE --key K"
      ],
      "record income --date 2018-03-02 --amount 2 LINE --key K",
      en: "The key K was used for something else at #4.",
      zh: "流水号 K 已在 #4 用于另一笔内容。"),
    Refusal(
      "textMissing", exit: 65,
      "reverse 3 --reason= --date 2018-03-02",
      en: "The field reason must not be empty.",
      zh: "“事由”不能为空。"),
  ]
}
