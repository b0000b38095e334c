// The last sheet of a workbook: what its figures were made from, and how to make them again.

import BudgetDomain
import OfficeOpenXML
import Projections
import Statements

/// The sheet 依据, line by line: what is meant, and what it is.
struct EvidenceSheet {
  /// What its tab says.
  static let name = "依据"

  private let context: PageContext
  private(set) var sheet = Worksheet(name: EvidenceSheet.name)
  private var row = 1

  private static let widths = [20, 98]

  init(of source: StatementWorkbook.Source, forms: [StatementSheet]) {
    context = source.context
    sheet.showsGridlines = false
    for (index, width) in Self.widths.enumerated() {
      sheet.columns[index + 1] = SheetColumn(widthInTenths: width * 10)
    }
    sheet.merge(
      CellRange(rows: 1...1, columns: 1...2),
      SheetCell(.text(context.say("依据", "Evidence")), style: .title))
    sheet.rowHeightsInPoints[1] = SheetMeasure.titleHeight
    row = 2
    writeMaking(of: source)
    writeForms(forms)
    writeChecks(of: source, forms)
    writeReading(of: source, forms)
    sheet.printArea = CellRange(rows: 1...(row - 1), columns: 1...2)
    sheet.page = PageSetup(
      footer: PageText(center: [.pageNumber, "/", .pageCount], sizeInPoints: 8))
  }

  private mutating func write(_ title: String, _ words: String) {
    let text = DisplayWidth.oneLine(words)
    sheet[row, 1] = SheetCell(title.isEmpty ? .blank : .text(title), style: .evidence)
    sheet[row, 2] = SheetCell(text.isEmpty ? .blank : .text(text), style: .evidence)
    sheet.rowHeightsInPoints[row] = SheetMeasure.height(of: text, width: Self.widths[1])
    row += 1
  }

  /// Several lines under one title.
  private mutating func write(_ title: String, lines: [String]) {
    for (index, line) in lines.enumerated() { write(index == 0 ? title : "", line) }
  }

  private mutating func writeMaking(of source: StatementWorkbook.Source) {
    let asOf = context.asOf
    if let first = source.statements.first {
      write(context.say("单位", "unit"), first.unit)
      write(context.say("年度", "fiscal year"), String(first.year.number))
      if let through = first.moment.throughDate {
        write(context.say("业务日期至", "through"), through.text)
      }
      write(context.say("金额单位", "unit of money"), first.money.word)
    }
    write(
      context.say("截至事项", "as of event"),
      asOf.position.map { String($0) } ?? context.say("账中尚无事项", "an empty log"))
    if let time = asOf.recordedAtText {
      write(context.say("记录时间（UTC）", "recorded (UTC)"), time)
    }
    write(
      context.say("年度状态", "state of the year"), context.standing.words.text(context.language))
    let checkpoint = source.checkpointText.split(separator: "\n").map { String($0) }
    let titles = [
      context.say("检查点：账本", "checkpoint: origin"), context.say("检查点：条数", "checkpoint: size"),
      context.say("检查点：树根", "checkpoint: root"),
    ]
    for (title, line) in zip(titles, checkpoint) { write(title, line) }
    write(context.say("输入的 SHA-256", "SHA-256 of the input"), asOf.rootHex)
    write(
      "",
      context.say(
        "即日志前 \(asOf.treeSize) 条记录的 Merkle 树根（RFC 9162），与检查点的树根相同，十六进制。",
        "The root of the Merkle tree (RFC 9162) over the first \(asOf.treeSize) records of the "
          + "log: the root of the checkpoint, in hexadecimal."))
  }

  private mutating func writeForms(_ forms: [StatementSheet]) {
    if let set = forms.first?.statement.form.tableSet {
      write(context.say("套表", "table set"), set)
    }
    write(
      context.say("表样", "forms"),
      lines: forms.map { form in
        let definition = form.statement.form
        return context.say(
          "\(form.sheet.name)　\(definition.title)　\(definition.tableSet)/\(definition.code) "
            + "第 \(definition.edition) 版",
          "\(form.sheet.name) \(definition.title), \(definition.tableSet)/\(definition.code) "
            + "edition \(definition.edition)")
      })
  }

  private mutating func writeChecks(
    of source: StatementWorkbook.Source, _ forms: [StatementSheet]
  ) {
    let language = context.language
    let inside = forms.flatMap { form in
      form.statement.checks.map { (form: form.sheet.name, outcome: $0) }
    }
    let between = context.say("表间", "between")
    let all = inside + source.checksBetween.map { (form: between, outcome: $0) }
    write(
      context.say("审核公式", "checks"),
      FormTable.checkLine(all.map(\.outcome)).text(language))
    write(
      context.say("审核不符", "failed checks"),
      lines: all.filter { !$0.outcome.isPassed }.map {
        "\($0.form) \(FormTable.failureLine($0.outcome).text(language))"
      })
    write(
      context.say("未审核", "not checked"),
      lines: source.skippedChecks.map { "\($0.check.id) \($0.reason.text(language))" })
    write(
      context.say("尾差", "tail differences"),
      lines: all.filter { $0.outcome.hasTailDifference }.map {
        "\($0.form) \(FormTable.tailLine($0.outcome).text(language))"
      })
  }

  private mutating func writeReading(
    of source: StatementWorkbook.Source, _ forms: [StatementSheet]
  ) {
    let figures = forms.flatMap { form in
      form.totals.figures.map { "\(form.sheet.name) \($0.text)" }
    }
    write(
      context.say("公式", "formulas"),
      context.say(
        "合计为公式，重新计算与所存数值相同；各数相加不等于合计的（尾差），合计为数值。",
        "Totals are formulas that give the value kept with them; where the printed parts do not "
          + "add up to the total, it is a figure."))
    write(
      context.say("为数值的合计", "totals that are figures"),
      lines: figures.isEmpty ? [] : [figures.joined(separator: context.say("、", ", "))])
    if let form = forms.first, let cell = form.statement.cells.first {
      let name = CellName.text(form: form.statement.form.code, cell.address)
      write(
        context.say("单元格名称", "names of cells"),
        context.say(
          "F表号_R行_C栏，如 \(name) 即 \(form.sheet.name) 的 \(cell.address.text)。",
          "F form _R row _C column: \(name) is \(cell.address.text) of \(form.sheet.name)."))
    }
    write(context.say("如何核实", "how to verify"), lines: source.verifying)
  }
}

extension CellStyle {
  fileprivate static let evidence = CellStyle(
    borders: .all, horizontal: .left, wraps: true, numberFormat: .text)
}
