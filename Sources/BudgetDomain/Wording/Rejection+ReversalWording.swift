// The printed messages of rejections about reversals and corrections.

extension Rejection {
  var reversalWording: Wording {
    switch self {
    case .entryNotReversible(let position, let type):
      return Wording(
        name: "entryNotReversible",
        what: Phrase(
          zh: "#\(position) 是“\(type.officialTerm)”，不是可冲销的一笔账。",
          en: "#\(position) is \(type.word), not an entry that can be taken back."),
        next: Phrase(
          zh: "用 juesuan history 找到要冲销的那一笔。", en: "Find the entry with juesuan history."))
    case .entryAlreadyReversed(let position, let by):
      return Wording(
        name: "entryAlreadyReversed",
        what: Phrase(
          zh: "#\(position) 已被 #\(by) 冲销，一笔账只能冲销一次。",
          en: "#\(position) was taken back by #\(by); an entry is taken back once."),
        next: Phrase(
          zh: "查看 juesuan show \(by)；需要恢复时重新记一笔。",
          en: "See juesuan show \(by); record the entry anew if it was right."))
    case .reversalBeforeEntry(let date, let entryDate):
      return Wording(
        name: "reversalBeforeEntry",
        what: Phrase(
          zh: "冲销日期 \(date.text) 早于原业务日期 \(entryDate.text)。",
          en: "The reversal is dated \(date.text), before its entry of \(entryDate.text)."),
        next: Phrase(
          zh: "冲销按实际办理日期记，改正 --date。", en: "Date it when it is made; correct --date."))
    case .correctionChangesNothing(let position):
      return Wording(
        name: "correctionChangesNothing",
        what: Phrase(
          zh: "更正后的内容与 #\(position) 完全相同。",
          en: "The correction leaves #\(position) as it is."),
        next: Phrase(zh: "用 --set 写明要改的字段。", en: "Name what changes with --set."))
    case .correctionChangesKindOrYear(let position):
      return Wording(
        name: "correctionChangesKindOrYear",
        what: Phrase(
          zh: "更正不能改变 #\(position) 的类型或年度。",
          en: "A correction keeps the kind and the year of #\(position)."),
        next: Phrase(
          zh: "先冲销（juesuan reverse），再按新的类型或年度记一笔。",
          en: "Reverse it (juesuan reverse) and record a new entry."))
    default: preconditionFailure("not about a reversal")
    }
  }
}
