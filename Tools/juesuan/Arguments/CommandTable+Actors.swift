// The commands about the register of actors: who may do what.

import BudgetDomain

extension CommandTable {
  static let actorCommands: [CommandDescription] = [registerActor, actors]

  /// The role in which a person is registered.
  static let actorRole = OptionDescription(
    name: "--role", placeholder: "ROLE", isRequired: true,
    summary: Phrase(zh: "角色，见下", en: "what the person may do, see below"))

  private static let registerActor = CommandDescription(
    verb: .registerActor, job: .procedures,
    summary: Phrase(zh: "登记人员及其角色", en: "enter a person with a role"),
    operands: [
      OperandDescription(
        placeholder: "NAME",
        summary: Phrase(zh: "姓名，与 --actor 的写法一字不差", en: "the name, exactly as in --actor"))
    ],
    options: [actorRole] + Options.ofWriting,
    effect: Phrase(
      zh: """
        追加一个人员登记事件；再登记一次就换角色。有了登记，不在登记里的人就不能记账：会计记账、提交、冲销、结账；审核审批、\
        办结、反结账；负责人另可定政策、登记人员、公开、批准越权；财政只办预算的批复、追加、追减、调剂；审计只读。\
        第一个登记的须是负责人。姓名是自称的：另记下系统用户，但拦不住能写文件的人。
        """,
      en: """
        Appends the registration; another one for the same name changes the role. Once there is a \
        register, whoever is not in it records nothing. A preparer records, proposes, reverses and \
        closes; an approver decides, completes and reopens; a head besides sets the policy, keeps \
        the register, publishes and lets rules be passed over; a reviewer (财政) issues and decides \
        budgets only; an auditor reads. The first one must be a head. Names are claimed: the user \
        of the system is recorded beside them, but whoever may write the files is not kept out.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan actor register 王局长 --role 负责人 --actor 王局长",
      "juesuan actor register 张会计 --role preparer --actor 王局长",
    ],
    wordLists: [.roles])

  private static let actors = CommandDescription(
    verb: .actors, job: .procedures,
    summary: Phrase(zh: "列出登记的人员及其角色", en: "who is registered, in which role"),
    options: [Options.ledger],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan actor list", "juesuan actor list --format json"])
}
