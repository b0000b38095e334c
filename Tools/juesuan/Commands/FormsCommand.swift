// `juesuan forms`, `juesuan forms show FORM` and `juesuan forms check FILE`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum FormsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (year: try invocation.year(Options.forYear), format: try invocation.format() as TableFormat)
    }
    let library = try FormShelf(invocation, console).library
    var sets = library.tableSets
    if let name = invocation.value(Options.tableSet) {
      sets = [try usingForms { () throws(FormSearchProblem) in try library.tableSet(name) }]
    }
    if let year = asked.year { sets.removeAll { !$0.years.contains(year.number) } }
    let listed = sets.map { set in
      (
        set: set,
        forms: library.forms.filter { form in
          form.tableSet == set.name && (asked.year.map { form.isValid(in: $0) } ?? true)
        }
      )
    }
    let text =
      switch asked.format {
      case .text: page(listed, console.language)
      case .csv: table(listed.flatMap(\.forms), console.language).csv
      case .json: json(listed)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private typealias Listed = (set: TableSet, forms: [Form])

  private static func page(_ listed: [Listed], _ language: Language) -> String {
    listed.map { set, forms in
      let uncertain = set.uncertain.map {
        Phrase(zh: "未核实：\($0)", en: "uncertain: \($0)").text(language) + "\n"
      }
      let count = Phrase(
        zh: "表间审核公式 \(set.checks.count) 条", en: "checks between forms: \(set.checks.count)")
      return "\(set.name) · \(set.title.text(language)) · \(set.years.text) · "
        + "\(count.text(language))\n" + table(forms, language).text + (uncertain ?? "")
    }.joined(separator: "\n")
  }

  private static func table(_ forms: [Form], _ language: Language) -> PlainTable {
    let titles = [
      Phrase(zh: "报表套", en: "table set"), Phrase(zh: "表", en: "form"),
      Phrase(zh: "名称", en: "title"), Phrase(zh: "年度", en: "years"),
      Phrase(zh: "版", en: "edition"), Phrase(zh: "文件", en: "file"),
      Phrase(zh: "未核实", en: "uncertain"),
    ]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: forms.map { form in
        [
          form.tableSet, form.code, form.title, form.years.text, "\(form.edition)",
          form.fileName, form.uncertainties.isEmpty ? "" : "\(form.uncertainties.count)",
        ]
      })
  }

  private static func json(_ listed: [Listed]) -> String {
    JSONValue.object([
      JSONValue.Member("schema", "juesuan/forms/1"),
      JSONValue.Member(
        "table_sets",
        .array(
          listed.map { set, forms in
            .object([
              JSONValue.Member("name", .string(set.name)),
              JSONValue.Member("title", .string(set.title.chinese)),
              JSONValue.Member("valid_from", .integer(Int64(set.years.lowerBound))),
              JSONValue.Member("valid_to", .integer(Int64(set.years.upperBound))),
              JSONValue.Member("checks", .integer(Int64(set.checks.count))),
              JSONValue.Member("uncertain", JSONValue(set.uncertain)),
              JSONValue.Member("forms", .array(forms.map(json))),
            ])
          })),
    ]).text
  }

  private static func json(_ form: Form) -> JSONValue {
    .object([
      JSONValue.Member("form", .string(form.code)),
      JSONValue.Member("name", .string(form.name)),
      JSONValue.Member("title", .string(form.title)),
      JSONValue.Member("valid_from", .integer(Int64(form.years.lowerBound))),
      JSONValue.Member("valid_to", .integer(Int64(form.years.upperBound))),
      JSONValue.Member("edition", .integer(Int64(form.edition))),
      JSONValue.Member("file", .string(form.fileName)),
      JSONValue.Member(
        "uncertain",
        .array(
          form.uncertainties.map { uncertainty in
            .object([
              JSONValue.Member("place", .string(uncertainty.place)),
              JSONValue.Member("text", .string(uncertainty.text)),
            ])
          })),
    ])
  }
}

enum ShowFormCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<PageFormat>(invocation)
    let shelf = try FormShelf(invocation, console)
    let name = try shelf.tableSetName(for: terms.year, asked: invocation.value(Options.tableSet))
    let form = try usingForms { () throws(FormSearchProblem) in
      try shelf.library.form(invocation.operands[0], tableSet: name, year: terms.year)
    }
    let outline = FormOutline(form)
    let text = terms.format == .json ? outline.json.text : page(form, outline, console.language)
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  /// The outline with the columns and the words around the table.
  private static func page(_ form: Form, _ outline: FormOutline, _ language: Language) -> String {
    let titles = form.columns.indices.compactMap { index -> String? in
      guard case .amount(let number) = form.columns[index] else { return nil }
      let words = form.header.filter { $0.column <= index && index < $0.column + $0.span }
        .map(\.text).filter { !$0.isEmpty }.joined(separator: ".")
      return "\(number) \(words)"
    }
    let columns = Phrase(
      zh: "栏次：\(titles.joined(separator: "、"))",
      en: "columns: \(titles.joined(separator: ", "))")
    let below =
      [form.footnote, form.emptyForm?.sentence ?? ""]
      + form.notes.map { note in
        "\(note.cells.map(\.text).joined(separator: " ")) \(note.text.text(language))"
      }
    return outline.text(language) + columns.text(language) + "\n"
      + below.filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
  }
}

enum CheckFormCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let input = try InputFile(reading: invocation.operands[0])
    let forms: [Form]
    do throws(InvalidForm) {
      forms = try Form.forms(json: input.bytes, fileName: input.name)
      _ = try FormLibrary.builtIn.adding(forms)
    } catch {
      throw Failure(error)
    }
    let lines = forms.map { form in
      Phrase(
        zh: "\(form.tableSet)/\(form.code) \(form.title) \(form.years.text)："
          + "\(form.cells.count) 个单元格，\(form.checks.count) 条审核公式，没有错误",
        en: "\(form.tableSet)/\(form.code) \(form.title) \(form.years.text): "
          + "\(form.cells.count) cells, \(form.checks.count) checks, no fault"
      ).text(console.language) + "\n"
    }
    try console.answer(lines.joined())
    return .done
  }
}

/// The forms at hand: those of a ledger, or the built-in ones where no ledger is named.
struct FormShelf {
  let library: FormLibrary
  private let open: OpenLedger?

  init(_ invocation: Invocation, _ console: Console) throws(Failure) {
    guard
      invocation.has(Options.ledger)
        || Surroundings.variable(Surroundings.ledgerVariable) != nil
    else {
      open = nil
      library = .builtIn
      return
    }
    let ledger = try OpenLedger(invocation, console)
    open = ledger
    library = try ledger.use { (ledger) throws(LedgerError) in try ledger.library() }
  }

  /// The table set asked for, else that of the ledger, else the first that is for `year`.
  func tableSetName(for year: FiscalYear, asked: String?) throws(Failure) -> String {
    guard let open else {
      return asked ?? library.tableSets(for: year).first ?? Ledger.defaultTableSet
    }
    return try open.use { (ledger) throws(LedgerError) in
      try ledger.tableSetName(for: year, asked: asked)
    }
  }
}

/// Searches the library and gives its errors the words of a failure.
func usingForms<Value>(
  _ body: () throws(FormSearchProblem) -> Value
) throws(Failure) -> Value {
  do throws(FormSearchProblem) {
    return try body()
  } catch {
    throw Failure(.badInput, error, place: "juesuan")
  }
}

extension Failure {
  /// Everything that is wrong with forms, each with its place.
  init(_ invalid: InvalidForm) {
    self.init(
      .badInput,
      invalid.problems.map {
        Complaint(place: Phrase(zh: $0.place, en: $0.place), excerpt: nil, wording: $0.wording)
      })
  }
}

extension Form {
  /// Whether it is the official one in `year`.
  fileprivate func isValid(in year: FiscalYear) -> Bool { years.contains(year.number) }
}

extension ClosedRange<Int> {
  /// Years as people write them: one, or from–to.
  fileprivate var text: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)–\(upperBound)"
  }
}
