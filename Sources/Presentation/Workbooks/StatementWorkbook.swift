// Statements as one workbook: a sheet for each form, and one that says what they were made from.

import BudgetDomain
public import OfficeOpenXML
import Projections
public import Statements

/// One statement or a whole set as a workbook for spreadsheet programs.
///
/// The same statements and context give the same workbook, and that the same bytes: its times are
/// those of the log.
public struct StatementWorkbook: Sendable {
  /// What a workbook is made from.
  struct Source: Sendable {
    let statements: [Statement]
    let checksBetween: [CheckOutcome]
    let skippedChecks: [StatementSet.SkippedCheck]
    let context: PageContext
    let checkpointText: String
  }

  private let source: Source

  /// The workbook of one statement; `checkpointText` is the checkpoint of the records it was made
  /// from (C2SP tlog-checkpoint: origin, size, root).
  public init(_ statement: Statement, _ context: PageContext, checkpointText: String) {
    source = Source(
      statements: [statement], checksBetween: [], skippedChecks: [], context: context,
      checkpointText: checkpointText)
  }

  /// The workbook of all statements of `set`, with what the checks between them found.
  public init(_ set: StatementSet, _ context: PageContext, checkpointText: String) {
    source = Source(
      statements: set.statements, checksBetween: set.checks, skippedChecks: set.skippedChecks,
      context: context, checkpointText: checkpointText)
  }

  /// The workbook.
  ///
  /// - Complexity: O(n) in the cells of all tables.
  public var workbook: Workbook {
    var names = SheetNames(taken: [EvidenceSheet.name])
    let forms = source.statements.map { statement in
      StatementSheet(
        statement, named: names.name(for: statement.form.name), source.context)
    }
    let evidence = EvidenceSheet(of: source, forms: forms)
    return Workbook(
      sheets: forms.map(\.sheet) + [evidence.sheet], definedNames: forms.flatMap(\.definedNames),
      properties: DocumentProperties(
        title: source.title, creator: "juesuan", timeText: source.timeText))
  }

  /// The file of the workbook.
  ///
  /// - Throws: ``WorkbookImpossible`` where a text of the ledger or of a form is longer than a
  ///   spreadsheet can hold, or cells of two forms would share a name.
  public var bytes: [UInt8] {
    get throws(WorkbookImpossible) {
      do throws(OfficeWritingProblem) {
        return try WorkbookWriter.bytes(of: workbook)
      } catch {
        throw WorkbookImpossible(problem: error)
      }
    }
  }
}

extension StatementWorkbook.Source {
  /// The unit, the year and what is in it.
  fileprivate var title: String {
    guard let first = statements.first else { return "" }
    let what = statements.count == 1 ? first.form.title : context.say("部门决算", "final accounts")
    return DisplayWidth.oneLine("\(first.unit) \(first.year.number) \(what)")
  }

  /// The time of the last event, to the second: a document knows no parts of seconds.
  fileprivate var timeText: String? {
    context.asOf.recordedAtText.map { "\($0.prefix(19))Z" }
  }

  /// What to run to be sure of the figures.
  var verifying: [String] {
    guard let first = statements.first else { return [] }
    let moment = context.asOf.position.map { " --as-of \($0)" } ?? ""
    let through = first.moment.throughDate.map { " --through \($0.text)" } ?? ""
    let money = first.money == first.form.money ? "" : " --money \(first.money.word)"
    let command =
      statements.count == 1 ? "statement \(first.form.code)" : "statements"
    return [
      context.say(
        "1. 账本未被改动：juesuan verify，或另一个程序 juesuan-verify 账本目录",
        "1. The ledger was not altered: juesuan verify, or the other program, juesuan-verify DIR"),
      context.say(
        "2. 检查点与对外公布的相同：juesuan verify --checkpoint 文件",
        "2. The checkpoint is the one that was published: juesuan verify --checkpoint FILE"),
      context.say(
        "3. 重新生成本文件，逐字节相同：",
        "3. Made again, this file is the same to the byte:"),
      "juesuan \(command) --for \(first.year.number) --table-set \(first.form.tableSet)"
        + "\(moment)\(through)\(money) --lang \(context.say("zh", "en")) -o book.xlsx",
      context.say(
        "4. 任一数字的来历：", "4. Where a figure comes from: ")
        + "juesuan explain \(first.form.code) \(first.cells.first?.address.text ?? "1:1") --for "
        + "\(first.year.number)\(moment)",
    ]
  }
}

/// Names for sheets, made of the names of forms: each once, and none that programs refuse.
private struct SheetNames {
  private var taken: Set<String>

  init(taken: Set<String>) {
    self.taken = taken
  }

  mutating func name(for text: String) -> String {
    let isAllowed: (Unicode.Scalar) -> Bool = {
      !"[]:*?/\\'".unicodeScalars.contains($0) && $0.value >= 0x20
    }
    var cleaned = ""
    for scalar in DisplayWidth.oneLine(text).unicodeScalars {
      cleaned.unicodeScalars.append(isAllowed(scalar) ? scalar : "_")
    }
    var name = Self.cut(cleaned, to: 31)
    var number = 2
    while !Worksheet.isValidName(name) || !taken.insert(name.lowercased()).inserted {
      name = Self.cut(cleaned, to: 24) + "_\(number)"
      number += 1
    }
    return name
  }

  private static func cut(_ text: String, to length: Int) -> String {
    var text = text
    while text.utf16.count > length { text.removeLast() }
    return text
  }
}
