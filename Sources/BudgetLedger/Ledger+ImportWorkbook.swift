// Importing a workbook: one of its sheets, by the rules of a comma-separated file.

public import BudgetDomain
import OfficeOpenXML

/// What an import of a workbook came to.
public struct WorkbookImportOutcome: Sendable {
  /// What recording the rows came to.
  public let outcome: ImportOutcome
  /// The sheet whose rows they are.
  public let sheet: String
  /// How many of them the spreadsheet does not show.
  public let hiddenRowCount: Int
  /// How many rows were left out because they begin with `#`.
  public let leftOutRowCount: Int
}

extension EntrySource {
  /// Whether it is to be read as a workbook rather than as comma-separated text: because it begins
  /// like one, or like something that is often given in its place, or because of its name.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read.
  public var isWorkbook: Bool {
    get throws(LedgerError) {
      let name = name.lowercased()
      if [".xlsx", ".xlsm", ".xls"].contains(where: { name.hasSuffix($0) }) { return true }
      return WorkbookFile.looksLikeOne(try beginning())
    }
  }
}

extension Ledger {
  /// Records every row of a sheet of the workbook (.xlsx) `source` in one atomic batch.
  ///
  /// The rows are decided as those of a comma-separated file with the same texts would be, and get
  /// the same keys: whoever imports one after the other records nothing twice.
  ///
  /// - Parameters:
  ///   - sheet: the name of the sheet; where it is `nil`, the only one that has a header.
  /// - Throws: as `importEntries`, with places such as `入账!G17`; also for a file that is no
  ///   workbook.
  public func importWorkbook(
    _ source: EntrySource, sheet: String? = nil, actor: String,
    override: OverrideRequest? = nil, equalRows: EqualRows = .refuse, isDryRun: Bool = false,
    expectedPosition: UInt64? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> WorkbookImportOutcome {
    let table = try WorkbookTable(sheet, in: try source.bytes(), named: source.name)
    guard table.problems.isEmpty || !table.rows.isEmpty else {
      throw .badInput(source: source.name, table.problems)
    }
    let outcome: ImportOutcome
    do throws(LedgerError) {
      // Where cells cannot be read, the others are still looked at: all faults are told at once.
      outcome = try importEntries(
        table.separatedText, named: source.name, actor: actor, override: override,
        equalRows: equalRows, isDryRun: isDryRun || !table.problems.isEmpty,
        expectedPosition: expectedPosition, progress: progress)
    } catch {
      throw table.placed(error, in: source.name)
    }
    guard table.problems.isEmpty else { throw .badInput(source: source.name, table.problems) }
    return WorkbookImportOutcome(
      outcome: outcome, sheet: table.sheet, hiddenRowCount: table.hiddenRowCount,
      leftOutRowCount: table.leftOutRowCount)
  }
}

extension WorkbookTable {
  /// The sheet called `name` of the workbook in `bytes`; without a name, the only visible one that
  /// has a header.
  fileprivate init(
    _ name: String?, in bytes: [UInt8], named source: String
  ) throws(LedgerError) {
    var choice: InputProblem?
    do throws(OfficeFileProblem) {
      let workbook = try WorkbookFile(bytes)
      let candidates = try Self.candidates(name, in: workbook)
      if candidates.count == 1 {
        try self.init(candidates[0], of: workbook)
        return
      }
      choice = Self.noSheet(name, candidates, workbook)
    } catch {
      throw .badInput(source: source, [InputProblem(error)])
    }
    throw .badInput(source: source, [choice].compactMap { $0 })
  }

  private static func candidates(
    _ name: String?, in workbook: WorkbookFile
  ) throws(OfficeFileProblem) -> [WorkbookFile.Sheet] {
    if let name { return workbook.sheets.filter { $0.name == name } }
    let visible = workbook.sheets.filter { !$0.isHidden }
    guard visible.count != 1 else { return visible }
    var candidates: [WorkbookFile.Sheet] = []
    for sheet in visible where try hasHeader(sheet, in: workbook) { candidates.append(sheet) }
    return candidates
  }

  private static func noSheet(
    _ name: String?, _ candidates: [WorkbookFile.Sheet], _ workbook: WorkbookFile
  ) -> InputProblem {
    let names = (candidates.isEmpty ? workbook.sheets : candidates).prefix(20).map(\.name)
    let choose = Phrase(
      zh: "指明工作表：--sheet 名称；有：\(names.joined(separator: "、"))",
      en: "Name one with --sheet NAME; there are: \(names.joined(separator: ", "))")
    let wording =
      if let name {
        Wording(
          name: "sheetUnknown",
          what: Phrase(zh: "没有工作表“\(name)”。", en: "There is no sheet “\(name)”."), next: choose)
      } else if candidates.isEmpty {
        Wording(
          name: "sheetNotRecognised",
          what: Phrase(
            zh: "没有一张工作表有列名（日期、类型……）。", en: "No sheet has a row of column names (date, kind, …)."),
          next: choose)
      } else {
        Wording(
          name: "sheetNotChosen",
          what: Phrase(zh: "不止一张工作表有列名。", en: "More than one sheet has column names."),
          next: choose)
      }
    return InputProblem(row: nil, column: nil, excerpt: "", wording: wording)
  }

  /// The error of the reader of entries as one of this sheet.
  fileprivate func placed(_ error: LedgerError, in source: String) -> LedgerError {
    switch error {
    case .badInput(_, let found):
      let told = Set(problems.map { [$0.row.map { String($0) }, $0.column] })
      let others = found.map { placed($0) }.filter {
        !told.contains([$0.row.map { String($0) }, $0.column])
      }
      return .badInput(source: source, (problems + others).sortedByRow)
    case .rejected where !problems.isEmpty:
      // What rules refuse may only be due to the cells that could not be read.
      return .badInput(source: source, problems)
    case .rejected(let rejected):
      return .rejected(
        rejected.map {
          RejectedSubmission(
            index: $0.index, row: $0.row.map { sheetRow($0) }, submission: $0.submission,
            rejection: $0.rejection, citedRows: $0.citedRows.mapValues { sheetRow($0) })
        })
    default: return error
    }
  }
}
