// The commands by which what one person prepared is decided by another, or waits for its procedure.

import BudgetDomain

extension CommandTable {
  static let procedureCommands: [CommandDescription] = [
    propose, approve, reject, complete, withdraw, pending,
  ]

  private static let proposalPosition = OperandDescription(
    placeholder: "POSITION",
    summary: Phrase(zh: "待审批事项的序号", en: "position of the proposal"))

  private static let adjustmentPosition = OperandDescription(
    placeholder: "POSITION",
    summary: Phrase(zh: "报批中的预算调整的序号", en: "position of the adjustment"))

  /// The virement of the examples: free authority of one line of the demonstration.
  private static let proposeExample = """
    juesuan propose virement --date 2018-12-01 --amount 100.00 \\
      --source general-budget --function 2010301 --nature basic \\
      --to-function 2010306 --to-nature basic --actor 张会计
    """

  private static let pendingExample = """
    juesuan record supplement --date 2018-12-01 --amount 100.00 --pending \\
      --source general-budget --function 2010301 --nature basic
    """

  private static let propose = CommandDescription(
    verb: .propose, job: .procedures,
    summary: Phrase(zh: "提交一笔，由另一人审批", en: "prepare a fact for another to approve"),
    operands: [kind],
    options: entryOptions + [Options.allowedBy, Options.overrideReason] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个提交审批的事件；审批通过前不影响账目。冲销和反结账用 --propose 提交。",
      en: """
        Appends a proposal, which counts for nothing until it is approved. Reversals and \
        reopenings are proposed with their own --propose.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [proposeExample, "juesuan pending"],
    wordLists: WordList.ofEntries)

  private static let approve = CommandDescription(
    verb: .approve, job: .procedures,
    summary: Phrase(zh: "审批通过", en: "approve what somebody else prepared"),
    operands: [proposalPosition],
    options: [
      OptionDescription(
        name: "--reason", placeholder: "TEXT",
        summary: Phrase(zh: "事由；缺省为提交时的事由", en: "why; else that of the proposal")),
      Options.allowedBy, Options.overrideReason,
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "按现在的账目再审一遍规则，同一批追加审批事件和所提交的事件。本人不能审批自己提交的。",
      en: """
        Asks every rule again and appends the approval with the event that was prepared. Nobody \
        approves what they prepared.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [proposeExample, "juesuan approve 252 --actor 李审核"])

  private static let reject = CommandDescription(
    verb: .reject, job: .procedures,
    summary: Phrase(zh: "审批退回", en: "reject what somebody else prepared"),
    operands: [proposalPosition],
    options: [Options.field(.reason).required(as: Phrase(zh: "事由", en: "why"))]
      + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个退回事件；所提交的不再有效。",
      en: "Appends the rejection; the proposal is of no effect."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [proposeExample, "juesuan reject 252 --reason 依据不足 --actor 李审核"])

  private static let complete = CommandDescription(
    verb: .complete, job: .procedures,
    summary: Phrase(zh: "预算调整办结，开始生效", en: "an adjustment passed its procedure: it counts"),
    operands: [adjustmentPosition],
    options: [
      OptionDescription(
        name: "--date", placeholder: "DATE",
        summary: Phrase(zh: "办结日期；缺省今天", en: "when it was complete; else today")),
      OptionDescription(
        name: "--document", placeholder: "TEXT",
        summary: Phrase(zh: "批复文号", en: "number of the approval")),
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个生效事件；调整从此计入预算。",
      en: "Appends the completion; the adjustment counts from now on."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [pendingExample, "juesuan complete 252 --date 2018-12-20"])

  private static let withdraw = CommandDescription(
    verb: .withdraw, job: .procedures,
    summary: Phrase(zh: "撤回报批中的预算调整", en: "give up an adjustment that waits"),
    operands: [adjustmentPosition],
    options: [Options.field(.reason).required(as: Phrase(zh: "事由", en: "why"))]
      + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个撤回事件；该调整不再等待。",
      en: "Appends the withdrawal; the adjustment waits no longer."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [pendingExample, "juesuan withdraw 252 --reason 财政未批复"])

  private static let pending = CommandDescription(
    verb: .pending, job: .procedures,
    summary: Phrase(zh: "待审批的和报批中的", en: "proposals and adjustments that wait"),
    options: [Options.ledger],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan pending", "juesuan pending --format csv"])
}
