// The exit codes: scripts depend on them, so they never change their meaning.

import BudgetDomain

/// How a run ended. The numbers above 63 are those of BSD `sysexits.h`.
enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  case foundSomething = 1
  case refused = 2
  case usage = 64
  case badInput = 65
  case internalFault = 70
  case cannotCreate = 73
  case inputOutput = 74
  case busy = 75

  /// What the code says.
  var summary: Phrase {
    switch self {
    case .done:
      Phrase(zh: "完成；警告只打印，不计入", en: "done; warnings are printed, not counted")
    case .foundSomething:
      Phrase(
        zh: "审核、校验或比较有所发现", en: "a check, verification or comparison found something")
    case .refused:
      Phrase(
        zh: "被规则拒绝；只记下这次被拒绝的操作，不影响账目",
        en: "refused by a rule; only the attempt is recorded, without effect")
    case .usage:
      Phrase(zh: "命令写法不对", en: "the command line is wrong")
    case .badInput:
      Phrase(zh: "输入的数据有误，没有记入任何内容", en: "bad input; nothing was recorded")
    case .internalFault:
      Phrase(zh: "程序自身的错误", en: "a fault of the program itself")
    case .cannotCreate:
      Phrase(zh: "不能新建目录或文件", en: "a directory or file cannot be created")
    case .inputOutput:
      Phrase(zh: "读写失败，或账本已损坏", en: "reading or writing failed, or the ledger is damaged")
    case .busy:
      Phrase(
        zh: "别人正在写入，或已先写入；请再试", en: "another writer holds the ledger or came first; try again")
    }
  }
}
