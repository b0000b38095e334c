// The printed messages of rejections about transfers, adjustments and who may do them.

extension Rejection {
  var transferWording: Wording {
    switch self {
    case .virementAcrossSourcesNeedsDocument(let from, let to):
      return Wording(
        name: "virementAcrossSourcesNeedsDocument",
        what: Phrase(
          zh: "从“\(from.officialTerm)”调剂到“\(to.officialTerm)”必须有批复文号。",
          en: "Moving from \(from.word) to \(to.word) needs a document number."),
        next: Phrase(zh: "填写文号后重试。", en: "Fill in document and try again."))
    case .transferAcrossYears(let from, let to):
      return Wording(
        name: "transferAcrossYears",
        what: Phrase(
          zh: "调剂不能跨年度（\(from.number) → \(to.number)）。",
          en: "A transfer stays within one year (\(from.number) → \(to.number))."),
        next: Phrase(
          zh: "跨年的结转由 juesuan close 生成。", en: "juesuan close carries money over."))
    case .transferToItself(let line):
      return Wording(
        name: "transferToItself",
        what: Phrase(
          zh: "调入和调出是同一预算行：\(line.officialText)。",
          en: "The transfer goes to itself: \(line.text)."),
        next: Phrase(
          zh: "写明不同的调入功能科目、经济科目、性质或项目。",
          en: "Name another to-function, to-economic, to-nature or to-project."))
    case .transferTargetMissing:
      return Wording(
        name: "transferTargetMissing",
        what: Phrase(zh: "没有写明调入的预算行。", en: "The line that receives is not named."),
        next: Phrase(
          zh: "填写调入功能科目、调入支出性质（和调入项目）。",
          en: "Fill in to_function, to_nature (and to_project)."))
    case .transferTargetNotAllowed(let reason):
      return Wording(
        name: "transferTargetNotAllowed",
        what: Phrase(
          zh: "“\(reason.officialTerm)”没有调入行，只有单位内部调剂才有。",
          en: "\(reason.word) has no line that receives; only internal-transfer has."),
        next: Phrase(zh: "清空调入各列。", en: "Clear the to_ columns."))
    case .onlyForInstitutions(let kind):
      return Wording(
        name: "onlyForInstitutions",
        what: Phrase(
          zh: "只有事业单位才有“\(kind.officialTerm)”。",
          en: "Only a unit of type institution (事业单位) records \(kind.word)."),
        next: Phrase(
          zh: "核对单位类型；是事业单位时先运行 juesuan unit --type institution。",
          en: "Check the type; if it is one, run juesuan unit --type institution first."))
    case .notForFiscalMoney(let kind):
      return Wording(
        name: "notForFiscalMoney",
        what: Phrase(
          zh: "财政拨款不能做“\(kind.officialTerm)”。",
          en: "财政拨款 money cannot be the source of \(kind.word)."),
        next: Phrase(
          zh: "财政拨款结余由财政收回，用 prior-year-adjustment 归集上缴。",
          en: "Fiscal money left over is collected: prior-year-adjustment, remittance."))
    case .adjustmentNotPending(let position, let type):
      return Wording(
        name: "adjustmentNotPending",
        what: Phrase(
          zh: "#\(position)（\(type.officialTerm)）不是待办结的预算调整。",
          en: "#\(position) (\(type.word)) is no adjustment that waits."),
        next: Phrase(
          zh: "用 juesuan history --kind adjustment-submitted 查找。",
          en: "Look with juesuan history --kind adjustment-submitted."))
    case .completionBeforeSubmission(let date, let submitted):
      return Wording(
        name: "completionBeforeSubmission",
        what: Phrase(
          zh: "办结日期 \(date.text) 早于报批日期 \(submitted.text)。",
          en: "Completed on \(date.text), before it was submitted on \(submitted.text)."),
        next: Phrase(zh: "改正 --date。", en: "Correct --date."))
    default: preconditionFailure("not about a transfer")
    }
  }
}
