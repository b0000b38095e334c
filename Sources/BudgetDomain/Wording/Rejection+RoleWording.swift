// The printed messages of rejections by the register of actors.

extension Rejection {
  var roleWording: Wording {
    switch self {
    case .actorNotRegistered(let name, let registered):
      let listed = registered.prefix(Self.listedActors).joined(separator: "、")
      let rest = registered.count > Self.listedActors ? "…" : ""
      return Wording(
        name: "actorNotRegistered",
        what: Phrase(
          zh: "“\(name)”不在人员登记中；已登记：\(listed)\(rest)。",
          en: "\(name) is not in the register of actors, which holds \(listed)\(rest)."),
        next: Phrase(
          zh: "核对 --actor 的写法；新来的人由负责人 juesuan actor register 登记。",
          en: "Check the spelling of --actor; the head registers newcomers with juesuan actor "
            + "register."))
    case .roleMayNot(let actor, let role, let type, let allowed):
      let terms = allowed.map(\.officialTerm).joined(separator: "、")
      let words = allowed.map(\.word).joined(separator: ", ")
      return Wording(
        name: "roleMayNot",
        what: Phrase(
          zh: "\(actor)（\(role.officialTerm)）不能做“\(type.officialTerm)”；可由：\(terms)。",
          en: "\(actor) (\(role.word)) may not do \(type.word); that is for: \(words)."),
        next: Phrase(
          zh: "请上述角色的人办理；各人的角色：juesuan actor list。",
          en: "Let somebody in such a role do it; who is in which: juesuan actor list."))
    case .overrideNotByHead(let name, let role):
      let chinese = role.map { "是\($0.officialTerm)" } ?? "不在人员登记中"
      let english = role.map { "is \($0.word)" } ?? "is not in the register of actors"
      return Wording(
        name: "overrideNotByHead",
        what: Phrase(
          zh: "越权只能由登记的负责人批准；“\(name)”\(chinese)。",
          en: "Only a registered head lets a rule be passed over; \(name) \(english)."),
        next: Phrase(
          zh: "--allowed-by 写负责人的姓名；查：juesuan actor list。",
          en: "Name a head in --allowed-by; see juesuan actor list."))
    default: return registerWording
    }
  }

  /// How many names a refusal lists.
  private static let listedActors = 8

  private var registerWording: Wording {
    switch self {
    case .firstActorNotHead(let name, let role):
      return Wording(
        name: "firstActorNotHead",
        what: Phrase(
          zh: "第一个登记的人须是负责人，“\(name)”是\(role.officialTerm)：登记之后只有负责人能再登记别人。",
          en: "The first in the register must be a head, and \(name) is \(role.word): from then on "
            + "only a head registers others."),
        next: Phrase(
          zh: "先登记负责人：juesuan actor register 姓名 --role 负责人。",
          en: "Register the head first: juesuan actor register NAME --role head."))
    case .lastHead(let name):
      return Wording(
        name: "lastHead",
        what: Phrase(
          zh: "“\(name)”是唯一的负责人，改了角色就没有人能再登记。",
          en: "\(name) is the only head; nobody could change the register any more."),
        next: Phrase(zh: "先登记接任的负责人。", en: "Register the next head first."))
    case .actorAlready(let name, let role):
      return Wording(
        name: "actorAlready",
        what: Phrase(
          zh: "“\(name)”已经登记为\(role.officialTerm)。",
          en: "\(name) is registered as \(role.word) already."),
        next: Phrase(zh: "不用再登记。", en: "Nothing needs to be recorded."))
    default: preconditionFailure("not about the register of actors")
    }
  }
}
