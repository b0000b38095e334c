// Loading the ledger's own code list, as finance bureaus issue one every year.

public import BudgetDomain

extension Ledger {
  /// Takes the codes of `text` into the ledger's own list, in one batch. Codes that stand in the
  /// ledger's list with the same name and years are left out: loading again changes nothing.
  ///
  /// - Throws: ``LedgerError/badInput(source:_:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func importCodes(
    _ text: [UInt8], named source: String, system: CodeSystem, actor: String,
    isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    guard let decoded = String(validating: text, as: UTF8.self) else {
      throw .badInput(source: source, CommaSeparatedText(text).problems)
    }
    let entries: [CodeEntry]
    do throws(CodeListProblem) {
      entries = try CodeList.entries(text: decoded, system: system)
    } catch {
      throw .badInput(source: source, [InputProblem(error)])
    }
    try refresh()
    let list = catalogue.list(of: system)
    let submissions = entries.filter { !list.meanings(of: $0.code).contains($0) }.map {
      Submission(
        .registerCode(CodeRegistration(system: system, entry: $0)), actor: actor)
    }
    return try record(submissions, isDryRun: isDryRun)
  }
}

extension InputProblem {
  /// A problem of a code list.
  init(_ problem: CodeListProblem) {
    let what =
      switch problem.reason {
      case .header:
        Phrase(
          zh: "第一行应为列名：\(CodeList.columns.joined(separator: ","))。",
          en: "The first line must name columns of \(CodeList.columns.joined(separator: ","))."
        )
      case .cellCount:
        Phrase(zh: "单元格个数与列名不一致。", en: "The row has another number of cells than the header.")
      case .code:
        Phrase(
          zh: "科目编码的位数不对（功能 3/5/7 位，经济 3/5 位）。",
          en: "The code has a wrong number of digits (function 3/5/7, economic 3/5).")
      case .name: Phrase(zh: "科目名称为空。", en: "The name is empty.")
      case .year: Phrase(zh: "年度不是四位数。", en: "A year is not four digits.")
      case .yearOrder: Phrase(zh: "终止年度早于起始年度。", en: "The last year lies before the first.")
      }
    self.init(
      row: problem.line, column: nil, excerpt: problem.excerpt,
      wording: Wording(
        name: "codeListNotReadable", what: what,
        next: Phrase(
          zh: "改正这一行后重新载入；单元格里不要有逗号和引号。",
          en: "Correct the line and load again; cells hold no commas or quotes.")))
  }
}
