// Refusals about entries that stand, what waits and closing, with both messages word for word.

extension Refusal {
  /// Rules about entries that stand, about what waits, and about closing.
  static let ofDeciding: [Refusal] = [
    Refusal(
      "entryNotReversible", exit: 2,
      "reverse 0 --reason 误记 --date 2018-03-02",
      en: "#0 is ledger-opened, not an entry that can be taken back.",
      zh: "#0 是“建账”，不是可冲销的一笔账。"),
    Refusal(
      "entryAlreadyReversed", exit: 2,
      after: [
        "reverse 3 --reason 误记 --date 2018-03-02"
      ],
      "correct 3 --reason 误记 --set amount=5 --date 2018-03-03",
      en: "#3 was taken back by #4; an entry is taken back once.",
      zh: "#3 已被 #4 冲销，一笔账只能冲销一次。"),
    Refusal(
      "reversalBeforeEntry", exit: 65,
      "reverse 3 --reason 误记 --date 2018-01-07",
      en: "The reversal is dated 2018-01-07, before its entry of 2018-01-08.",
      zh: "冲销日期 2018-01-07 早于原业务日期 2018-01-08。"),
    Refusal(
      "correctionChangesNothing", exit: 2,
      "correct 3 --reason 误记 --set amount=12300 --date 2018-03-02",
      en: "The correction leaves #3 as it is.",
      zh: "更正后的内容与 #3 完全相同。"),
    Refusal(
      "correctionChangesKindOrYear", exit: 2,
      "correct 3 --reason 误记 --set kind=refund --date 2018-03-02",
      en: "A correction keeps the kind and the year of #3.",
      zh: "更正不能改变 #3 的类型或年度。"),
    Refusal(
      "adjustmentNotPending", exit: 2,
      "complete 1 --date 2018-03-02",
      en: "#1 (appropriation-approved) is no adjustment that waits.",
      zh: "#1（年初预算）不是待办结的预算调整。"),
    Refusal(
      "adjustmentNotPending", exit: 2,
      after: [
        "record supplement --date 2018-03-01 --amount 5 LINE --pending",
        "withdraw 4 --reason 未批",
      ],
      "withdraw 4 --reason 未批",
      en: "#4 (adjustment-submitted) is no adjustment that waits.",
      zh: "#4（预算调整报批）不是待办结的预算调整。"),
    Refusal(
      "completionBeforeSubmission", exit: 65,
      after: [
        "record supplement --date 2018-03-01 --amount 5 LINE --pending"
      ],
      "complete 4 --date 2018-02-28",
      en: "Completed on 2018-02-28, before it was submitted on 2018-03-01.",
      zh: "办结日期 2018-02-28 早于报批日期 2018-03-01。"),
    Refusal(
      "needsSecondPerson", exit: 2,
      after: [
        "policy set four-eyes expenditure-recorded"
      ],
      "record expenditure --date 2018-03-02 --amount 1 LINE --economic 30201",
      en: "expenditure-recorded needs a second person.",
      zh: "“支出”须经第二人审批。"),
    Refusal(
      "notProposable", exit: 2,
      "propose fact --date 2018-03-02 --metric vehicles --value 1",
      en: "A command of this kind cannot be proposed.",
      zh: "这类操作不能提交审批。"),
    Refusal(
      "proposalNotPending", exit: 2,
      "approve 3",
      en: "#3 (expenditure-recorded) is no proposal that waits.",
      zh: "#3（支出）不是待审批的事项。"),
    Refusal(
      "approverIsPreparer", exit: 2,
      after: [
        "propose income --date 2018-03-02 --amount 1 LINE"
      ],
      "approve 4",
      en: "测试员 prepared #4 and cannot decide it.",
      zh: "#4 是 测试员 自己提交的，不能由本人审批。"),
    Refusal(
      "approverIsPreparer", exit: 2,
      after: [
        "propose income --date 2018-03-02 --amount 1 LINE"
      ],
      "reject 4 --reason 依据不足",
      en: "测试员 prepared #4 and cannot decide it.",
      zh: "#4 是 测试员 自己提交的，不能由本人审批。"),
    Refusal(
      "yearHasNoEntries", exit: 2,
      "close 2019 --date 2020-01-10",
      en: "Nothing was recorded for 2019.",
      zh: "2019 年没有任何记录，无账可结。"),
    Refusal(
      "earlierYearOpen", exit: 2,
      after: [
        "record appropriation --date 2019-01-05 --amount 9 LINE"
      ],
      "close 2019 --date 2020-01-10",
      en: "2018 is open; 2019 cannot be closed before it.",
      zh: "2018 年还没有结账，不能先结 2019 年。"),
    Refusal(
      "proposalsPending", exit: 2,
      after: [
        "propose income --date 2018-03-02 --amount 1 LINE"
      ],
      "close 2018 --date 2019-01-10",
      en: "Proposals wait for a decision: #4.",
      zh: "还有待审批的事项：#4。"),
    Refusal(
      "adjustmentsPending", exit: 2,
      after: [
        "record supplement --date 2018-03-01 --amount 5 LINE --pending"
      ],
      "close 2018 --date 2019-01-10",
      en: "Adjustments of 2018 are not complete: #4.",
      zh: "2018 年还有未办结的预算调整：#4。"),
    Refusal(
      "linesNegative", exit: 2,
      after: [
        "policy set shortfall record-with-override",
        """
        record expenditure --date 2018-03-02 --amount 8,000.00 LINE --economic 30201 \
        --allowed-by 王局长 --override-reason 抢修
        """,
      ],
      "close 2018 --date 2019-01-10",
      en: """
        Lines are below zero: 2018/general-budget/2010301/basic (free -300.00, closing \
        -300.00)
        """,
      zh: "有预算行为负数，不能结账：2018 年一般公共预算财政拨款/2010301/基本支出（可用预算 -300.00，年末 -300.00）"),
    Refusal(
      "yearClosed", exit: 2,
      after: [
        "close 2018 --date 2019-01-10"
      ],
      "record income --date 2018-12-31 --amount 1 LINE",
      en: "The year 2018 was closed (#4) and takes no entries.",
      zh: "2018 年已结账（#4），不再接受记录。"),
    Refusal(
      "yearNotClosed", exit: 2,
      "reopen 2018 --reason 审计 --date 2019-02-01",
      en: "2018 is not closed.",
      zh: "2018 年没有结账。"),
    Refusal(
      "laterYearClosed", exit: 2,
      after: [
        "close 2018 --date 2019-01-10",
        "close 2019 --date 2020-01-10",
      ],
      "reopen 2018 --reason 审计 --date 2020-02-01",
      en: "2019 is closed, so 2018 before it cannot change.",
      zh: "2019 年已结账，在它之前的 2018 年不能再变动。"),
    Refusal(
      "scoreOutOfRange", exit: 65,
      "indicators score 10 --for 2018 --score 8.01 --reason 自评",
      en: "The score 8.01 of yongzhou-2018-whole 10 does not lie between 0 and 8.",
      zh: "指标 yongzhou-2018-whole 10 的得分 8.01 不在 0 到 8 之间。"),
    Refusal(
      "scoreAlready", exit: 2,
      after: ["indicators score 10 --for 2018 --score 7 --reason 自评"],
      "indicators score 10 --for 2018 --score 7 --reason 自评",
      en: "yongzhou-2018-whole 10 was scored 7 for that reason at #4.",
      zh: "指标 yongzhou-2018-whole 10 已在 #4 以同样的理由评为 7 分。"),
    Refusal(
      "projectUnknown", exit: 2,
      "record fact --date 2018-03-02 --metric planned-output --value 5 --project 平抬",
      en: "There is no project 平抬.", zh: "没有项目“平抬”。"),
    Refusal(
      "yearNotScorable", exit: 2,
      "indicators score 10 --for 2023 --score 5 --reason 自评",
      en: "Nothing was recorded for 2023.", zh: "2023 年没有任何记录，无从评价。"),
    Refusal(
      "factProjectWrong", exit: 65,
      "record fact --date 2018-03-02 --metric planned-output --value 5",
      en: "The figure planned-output is of a project and must name it.",
      zh: "“项目计划产出数”是项目的数，必须写明项目。"),
    Refusal(
      "factProjectWrong", exit: 65,
      "record fact --date 2018-03-02 --metric vehicles --value 5 --project 平台",
      en: "The figure vehicles is of the whole unit, not of the project 平台.",
      zh: "“公务用车保有量”是全单位的数，不属于项目 平台。"),
    Refusal(
      "noSuchPosition", exit: 65,
      "attach 99 /dev/null",
      en: "There is no #99: the ledger has 4 records, counted from #0.",
      zh: "没有 #99：账本共有 4 条记录（从 #0 起）。"),
    Refusal(
      "notAnAdjustment", exit: 64,
      "record income --date 2018-03-02 --amount 1 LINE --pending",
      en: "Only supplements, reductions and virements wait for a procedure.",
      zh: "只有追加、追减、调剂才有报批程序。"),
    Refusal(
      "positionMoved", exit: 75,
      "complete 1 --expect-position 3",
      en: """
        The ledger was expected at 3 and is at 4; written in between: #3 \
        expenditure-recorded by 测试员
        """,
      zh: "预期账本有 3 条记录，实际有 4 条；其间写入：#3 支出（测试员）"),
  ]
}
