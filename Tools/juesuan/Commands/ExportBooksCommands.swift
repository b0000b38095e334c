// `juesuan export csv`, `hledger`, `beancount` and `gbt24589`: the facts for other programs.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

/// Who wrote what from which log: the comments at the head of an export.
private func remarks(_ open: OpenLedger, _ moment: Moment) throws(Failure) -> [String] {
  let asOf = try open.asOf(moment)
  let opening = open.ledger.opening
  return [
    "\(opening?.unit ?? "") · \(opening?.origin ?? "")",
    "log of \(asOf.treeSize) events, root \(asOf.rootHex)",
  ]
}

enum ExportSheetCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(Options.asOf, open)
    let stream = try AnswerStream(to: invocation.value(CommandTable.Proofs.answerFile))
    var sheet = MovementSheet(catalogue: open.ledger.catalogue, language: console.language)
    try stream.write(sheet.header)
    try open.ledger.forEachEvent(before: moment.endPosition) { (recorded) throws(Failure) in
      let words = recorded.event.remarks(console.language)
      try stream.write(sheet.rows(of: recorded, about: words.joined(separator: " ")))
    }
    try stream.finish()
    guard sheet.neutralisedCount > 0 else { return .done }
    let list = sheet.neutralisedPositions.map { "#\($0)" }.joined(separator: " ")
    console.remark(
      Phrase(
        zh: """
          提示：\(sheet.neutralisedCount) 格文字以 = + - @ 等开头，前面加了撇号，免得被当成公式（\(list)）；账本里没有撇号。
          """,
        en: """
          note: \(sheet.neutralisedCount) cells began with = + - @ or the like and got an \
          apostrophe, so that no spreadsheet runs them (\(list)); the ledger has none.
          """
      ).text(console.language) + "\n")
    return .done
  }
}

enum ExportJournalCommand {
  static func run(
    _ invocation: Invocation, _ dialect: LedgerJournal.Dialect, _ console: Console
  ) throws(Failure) -> ExitCode {
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(Options.asOf, open)
    let stream = try AnswerStream(to: invocation.value(CommandTable.Proofs.answerFile))
    var journal = LedgerJournal(dialect)
    try stream.write(
      journal.header(
        unit: open.ledger.opening?.unit ?? "", remarks: try remarks(open, moment)))
    try open.ledger.forEachEvent(before: moment.endPosition) { (recorded) throws(Failure) in
      try stream.write(journal.transaction(of: recorded))
    }
    try stream.finish()
    return .done
  }
}

enum ExportAuditInterfaceCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let year = try readingArguments { () throws(UsageProblem) in
      try invocation.year(Options.forYear)
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(Options.asOf, open)
    guard let year, let opening = open.ledger.opening else {
      throw Failure(.badInput, LedgerError.notOpened, place: open.path)
    }
    let stream = try AnswerStream(to: invocation.value(CommandTable.Proofs.answerFile))
    var books = AuditInterface(
      opening: opening, year: year, unitType: open.ledger.unitType,
      catalogue: open.ledger.catalogue)
    try open.ledger.forEachEvent(before: moment.endPosition) { (recorded) throws(Failure) in
      books.take(recorded)
    }
    let caution = Self.caution(for: year)
    let comments =
      try remarks(open, moment) + [Self.standing.chinese] + [caution?.chinese].compactMap { $0 }
    try stream.write(books.head(remarks: comments))
    try open.ledger.forEachEvent(before: moment.endPosition) { (recorded) throws(Failure) in
      try stream.write(books.vouchers(of: recorded))
    }
    try stream.write(books.tail)
    try stream.finish()
    guard let output = invocation.value(CommandTable.Proofs.answerFile), output != "-" else {
      return .done
    }
    let count = Phrase(
      zh: "\(books.voucherCount) 张记账凭证", en: "\(books.voucherCount) vouchers")
    let said = [count, Self.standing, caution].compactMap { $0?.text(console.language) }
    try console.report(said.joined(separator: "\n") + "\n")
    return .done
  }

  private static let standing = Phrase(
    zh: "按 GB/T 24589.2 的样式；标准原文未核对，预算指标和年末结转分录不在其中",
    en: "in the style of GB/T 24589.2, whose text was not checked; budgets and year-end transfers "
      + "are not in it")

  /// That a year has other accounts than those in force then.
  private static func caution(for year: FiscalYear) -> Phrase? {
    let first = AuditInterface.firstYearOfAccounts
    guard year.number < first else { return nil }
    return Phrase(
      zh: "\(year.number) 年还没有实行政府会计制度，这里仍用 \(first) 年起的科目",
      en: "\(year.number) is before the government accounting system; the accounts are those from "
        + "\(first) on all the same")
  }
}
