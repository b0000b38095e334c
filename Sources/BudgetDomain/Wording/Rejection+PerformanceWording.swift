// The printed messages of rejections about performance: scores, and figures of projects.

extension Rejection {
  var performanceWording: Wording {
    switch self {
    case .scoreOutOfRange(let score):
      return Wording(
        name: "scoreOutOfRange",
        what: Phrase(
          zh: "指标 \(score.subject) 的得分 \(score.score.text) 不在 0 到 \(score.maximum.text) 之间。",
          en: "The score \(score.score.text) of \(score.subject) does not lie between 0 and "
            + "\(score.maximum.text)."),
        next: Phrase(
          zh: "填写 0 到 \(score.maximum.text) 的得分。",
          en: "Give a score from 0 to \(score.maximum.text)."))
    case .scoreAlready(let score, let position):
      return Wording(
        name: "scoreAlready",
        what: Phrase(
          zh: "指标 \(score.subject) 已在 #\(position) 以同样的理由评为 \(score.score.text) 分。",
          en: "\(score.subject) was scored \(score.score.text) for that reason at #\(position)."),
        next: Phrase(
          zh: "不用再记；得分或理由变了才再评。",
          en: "Nothing needs to be recorded; score it again when score or reason change."))
    case .yearNotScorable(let year, let recorded):
      let years = recorded.map { "\($0.number)" }
      return Wording(
        name: "yearNotScorable",
        what: Phrase(
          zh: "\(year.number) 年没有任何记录，无从评价。", en: "Nothing was recorded for \(year.number)."),
        next: Phrase(
          zh: "核对年度；账本有：\(years.joined(separator: "、"))。",
          en: "Check the year; the ledger has: \(years.joined(separator: ", "))."))
    case .factProjectWrong(let metric, let project):
      return Wording(
        name: "factProjectWrong",
        what: project.map {
          Phrase(
            zh: "“\(metric.officialTerm)”是全单位的数，不属于项目 \($0.text)。",
            en: "The figure \(metric.word) is of the whole unit, not of the project \($0.text).")
        }
          ?? Phrase(
            zh: "“\(metric.officialTerm)”是项目的数，必须写明项目。",
            en: "The figure \(metric.word) is of a project and must name it."),
        next: project == nil
          ? Phrase(zh: "填写“项目”。", en: "Fill in project.")
          : Phrase(zh: "清空“项目”。", en: "Clear project."))
    default: preconditionFailure("not about performance")
    }
  }
}
