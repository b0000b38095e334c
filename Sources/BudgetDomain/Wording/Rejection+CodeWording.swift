// The printed messages of rejections about classification codes.

extension Rejection {
  var codeWording: Wording {
    switch self {
    case .functionCodeUnknown(let code):
      return unknownCode("functionCodeUnknown", "功能科目", "function", code.text)
    case .economicCodeUnknown(let code):
      return unknownCode("economicCodeUnknown", "经济科目", "economic", code.text)
    case .functionCodeNotValidInYear(let code, let year, let meanings):
      return invalidCode(
        "functionCodeNotValidInYear", "功能科目", "function", code.text, year, meanings)
    case .economicCodeNotValidInYear(let code, let year, let meanings):
      return invalidCode(
        "economicCodeNotValidInYear", "经济科目", "economic", code.text, year, meanings)
    case .economicCodeRequired(let kind):
      return Wording(
        name: "economicCodeRequired",
        what: Phrase(
          zh: "“\(kind.officialTerm)”必须写明五位的经济科目。",
          en: "An entry of kind \(kind.word) needs an economic code of five digits."),
        next: Phrase(
          zh: "填写经济科目；可用 juesuan codes economic 查找。",
          en: "Fill in economic; juesuan codes economic lists the codes."))
    case .economicCodeNotAllowed(let kind):
      return Wording(
        name: "economicCodeNotAllowed",
        what: Phrase(
          zh: "“\(kind.officialTerm)”不带经济科目。",
          en: "An entry of kind \(kind.word) has no economic code."),
        next: Phrase(zh: "清空“经济科目”。", en: "Clear economic."))
    default: preconditionFailure("not about a code")
    }
  }

  private func unknownCode(
    _ name: String, _ term: String, _ column: String, _ code: String
  ) -> Wording {
    Wording(
      name: name,
      what: Phrase(
        zh: "\(term) \(code) 不在科目表里。", en: "The \(column) code \(code) is in no list."),
      next: Phrase(
        zh: "核对编码（juesuan codes \(column) --prefix \(code.prefix(3))）；"
          + "确有此科目时用 juesuan codes import 载入财政部门的科目表。",
        en: "Check it (juesuan codes \(column) --prefix \(code.prefix(3))); if it exists, load the "
          + "bureau's list with juesuan codes import."))
  }

  private func invalidCode(
    _ name: String, _ term: String, _ column: String, _ code: String, _ year: FiscalYear,
    _ meanings: [CodeEntry]
  ) -> Wording {
    let periods = meanings.map { entry in
      let from = entry.validFromYear.map(String.init) ?? ""
      let to = entry.validToYear.map(String.init) ?? ""
      return "\(from)–\(to) \(entry.name)"
    }.joined(separator: "；")
    return Wording(
      name: name,
      what: Phrase(
        zh: "\(term) \(code) 在 \(year.number) 年无效（有效期：\(periods)）。",
        en: "The \(column) code \(code) is not valid in \(year.number) (valid: \(periods))."),
      next: Phrase(
        zh: "换用 \(year.number) 年的科目（juesuan codes \(column) --for \(year.number) "
          + "--prefix \(code.prefix(3))）。",
        en: "Use a code of \(year.number) (juesuan codes \(column) --for \(year.number) "
          + "--prefix \(code.prefix(3)))."))
  }
}
