// The printed messages of rejections about control: projects, policy, overrides, four eyes.

extension Rejection {
  var controlWording: Wording {
    switch self {
    case .projectEnded(let project, let state):
      return Wording(
        name: "projectEnded",
        what: Phrase(
          zh: "项目“\(project.text)”\(state.officialTerm)，结余资金不能再支出。",
          en: "The project \(project.text) is \(state.rawValue); what is left may not be spent."),
        next: Phrase(
          zh: "核对项目；确需继续时先运行 juesuan project register。",
          en: "Check the project; take it up again with juesuan project register."))
    case .projectAlready(let project, let state):
      return Wording(
        name: "projectAlready",
        what: Phrase(
          zh: "项目“\(project.text)”已经是“\(state.officialTerm)”。",
          en: "The project \(project.text) is \(state.rawValue) already."),
        next: Phrase(zh: "不用再记。", en: "Nothing needs to be recorded."))
    case .projectUnknown(let project):
      return Wording(
        name: "projectUnknown",
        what: Phrase(
          zh: "没有项目“\(project.text)”。", en: "There is no project \(project.text)."),
        next: Phrase(
          zh: "核对写法；预算行里的项目名要一字不差。", en: "Check the spelling; names are exact."))
    case .recognitionChangedInYear(let year):
      return Wording(
        name: "recognitionChangedInYear",
        what: Phrase(
          zh: "\(year.number) 年已有收入或支出，收入确认方式不能再改。",
          en: "\(year.number) has income or spending; its recognition cannot change."),
        next: Phrase(
          zh: "从尚无收支的年度起设置（--for 年度）。", en: "Set it for a year without any (--for YEAR)."))
    case .incomeFollowsPayment(let year, let source):
      return Wording(
        name: "incomeFollowsPayment",
        what: Phrase(
          zh: "\(year.number) 年“\(source.officialTerm)”按集中支付确认收入，随支出自动记录。",
          en: "In \(year.number) income of \(source.word) is recognised with each payment."),
        next: Phrase(zh: "不用单独记收入。", en: "Do not record it by itself."))
    case .overrideIncomplete:
      return Wording(
        name: "overrideIncomplete",
        what: Phrase(
          zh: "越权记录必须写明谁批准、为什么。", en: "An override names who allows it and why."),
        next: Phrase(
          zh: "同时写 --allowed-by 和 --override-reason。",
          en: "Give both --allowed-by and --override-reason."))
    default: return fourEyesWording
    }
  }

  private var fourEyesWording: Wording {
    switch self {
    case .needsSecondPerson(let type):
      return Wording(
        name: "needsSecondPerson",
        what: Phrase(
          zh: "“\(type.officialTerm)”须经第二人审批。", en: "\(type.word) needs a second person."),
        next: Phrase(
          zh: "用 juesuan propose 提交，由另一人 juesuan approve。",
          en: "Prepare it with juesuan propose; another person runs juesuan approve."))
    case .notProposable:
      return Wording(
        name: "notProposable",
        what: Phrase(zh: "这类操作不能提交审批。", en: "A command of this kind cannot be proposed."),
        next: Phrase(zh: "直接记录。", en: "Record it directly."))
    case .proposalNotPending(let position, let type):
      return Wording(
        name: "proposalNotPending",
        what: Phrase(
          zh: "#\(position)（\(type.officialTerm)）不是待审批的事项。",
          en: "#\(position) (\(type.word)) is no proposal that waits."),
        next: Phrase(
          zh: "用 juesuan history --kind proposal-submitted 查找。",
          en: "Look with juesuan history --kind proposal-submitted."))
    case .approverIsPreparer(let actor, let position):
      return Wording(
        name: "approverIsPreparer",
        what: Phrase(
          zh: "#\(position) 是 \(actor) 自己提交的，不能由本人审批。",
          en: "\(actor) prepared #\(position) and cannot decide it."),
        next: Phrase(zh: "请另一人审批。", en: "Let another person decide."))
    default: preconditionFailure("not about four eyes")
    }
  }
}
