// An empty workbook to fill in and import: headers, lists to choose from, an example.

public import BudgetDomain
public import OfficeOpenXML

/// The workbook for entries: a sheet 入账 with a column for every field, whose closed words are
/// chosen from lists, and a sheet that explains them. Its example begins with `#`, which is left
/// out by the import.
public struct ImportTemplate: Sendable {
  /// What the tab of the sheet to fill in says.
  public static let sheetName = "入账"
  /// The rows for which lists are offered.
  private static let lastRow = 5_000

  private let language: Language

  /// A template whose headers and words are those of `language`.
  public init(_ language: Language) {
    self.language = language
  }

  /// The file of the workbook.
  ///
  /// - Throws: ``WorkbookImpossible`` never, as long as its own words fit a spreadsheet.
  public var bytes: [UInt8] {
    get throws(WorkbookImpossible) {
      do throws(OfficeWritingProblem) {
        return try WorkbookWriter.bytes(of: workbook)
      } catch {
        throw WorkbookImpossible(problem: error)
      }
    }
  }

  /// The workbook.
  public var workbook: Workbook {
    let words = ImportWords(language)
    return Workbook(
      sheets: [entries(words), words.sheet],
      properties: DocumentProperties(
        title: language == .chinese ? "入账模板" : "entries to import", creator: "juesuan",
        timeText: nil))
  }

  private func entries(_ words: ImportWords) -> Worksheet {
    var sheet = Worksheet(name: Self.sheetName)
    for (index, field) in EntryField.importColumns.enumerated() {
      let column = index + 1
      let style = CellStyle(numberFormat: Self.format(of: field))
      sheet.columns[column] = SheetColumn(widthInTenths: Self.width(of: field) * 10, style: style)
      sheet[1, column] = SheetCell(.text(field.header(language)), style: .header)
      sheet[2, column] = SheetCell(
        example[field].map { .text($0) } ?? .blank, style: .example(style.numberFormat))
      guard let range = words.range(of: field) else { continue }
      sheet.validations.append(
        ListValidation(
          [CellRange(rows: 2...Self.lastRow, columns: column...column)],
          choices: .cells(sheet: ImportWords.sheetName, range),
          errorTitle: field.header(language),
          errorText: language == .chinese ? "请从下拉列表中选择。" : "Choose from the list."))
    }
    sheet.frozenUntil = CellPlace(row: 2, column: 1)
    sheet.printedTitleRows = 1...1
    return sheet
  }

  /// The example row, its first cell marked so that it is never imported.
  private var example: [EntryField: String] {
    let isChinese = language == .chinese
    return [
      .date: isChinese ? "#示例 2018-03-05" : "#example 2018-03-05",
      .kind: SubmissionKind.expenditure.header(language), .year: "2018",
      .source: isChinese ? FundSource.generalBudget.officialTerm : FundSource.generalBudget.word,
      .function: "2010301", .economic: "30201",
      .nature: isChinese ? SpendingNature.basic.officialTerm : SpendingNature.basic.word,
      .amount: "1,234.50", .payee: isChinese ? "某文具店" : "a stationer",
      .document: isChinese ? "〔2018〕3号" : "2018-3",
      .memo: isChinese ? "以 # 开头的行不导入；可删除" : "rows that begin with # are left out",
    ]
  }

  private static func format(of field: EntryField) -> NumberFormat {
    switch field {
    case .date: .date
    case .amount: .amount
    case .value: .general
    default: .text
    }
  }

  private static func width(of field: EntryField) -> Int {
    switch field {
    case .source, .toSource: 28
    case .memo: 32
    case .date, .kind, .nature, .toNature, .metric, .payee: 20
    default: 15
    }
  }
}

/// The words that may be chosen, each list in a column of a sheet of its own.
private struct ImportWords {
  static let sheetName = "词表"
  private static let titleRow = 3

  private let language: Language
  private let lists: [(fields: [EntryField], words: [String])]

  init(_ language: Language) {
    self.language = language
    func words<Value>(
      _ values: [Value], _ word: (Value) -> String, _ term: (Value) -> String
    ) -> [String] {
      values.map { language == .chinese ? term($0) : word($0) }
    }
    lists = [
      ([.kind], words(SubmissionKind.allCases, \.word, \.officialTerm)),
      ([.source, .toSource], words(FundSource.allCases, \.word, \.officialTerm)),
      ([.nature, .toNature], words(SpendingNature.allCases, \.word, \.officialTerm)),
      ([.metric], words(Metric.allCases, \.word, \.officialTerm)),
    ]
  }

  /// Where the words of `field` stand, if it has a list.
  func range(of field: EntryField) -> CellRange? {
    lists.firstIndex { $0.fields.contains(field) }.map { index in
      let first = Self.titleRow + 1
      return CellRange(
        rows: first...(first + lists[index].words.count - 1), columns: (index + 1)...(index + 1))
    }
  }

  var sheet: Worksheet {
    var sheet = Worksheet(name: Self.sheetName)
    let isChinese = language == .chinese
    sheet[1, 1] = SheetCell(
      .text(
        isChinese
          ? "在“\(ImportTemplate.sheetName)”表填写，一行一笔；用不到的列可以删去。导入：juesuan import 本文件 --dry-run"
          : "Fill in the sheet \(ImportTemplate.sheetName), a fact a row; drop columns at will. "
            + "Then: juesuan import FILE --dry-run"))
    for (index, list) in lists.enumerated() {
      let column = index + 1
      sheet.columns[column] = SheetColumn(widthInTenths: 300)
      // Said so that no row of this sheet is taken for a header of entries.
      let title = list.fields.map { $0.header(language) }.joined(separator: "／")
      sheet[Self.titleRow, column] = SheetCell(
        .text(isChinese ? "可选：\(title)" : "choices: \(title)"), style: .header)
      for (offset, word) in list.words.enumerated() {
        sheet[Self.titleRow + 1 + offset, column] = SheetCell(.text(word))
      }
    }
    return sheet
  }
}

extension EntryField {
  fileprivate func header(_ language: Language) -> String {
    language == .chinese ? officialTerm : rawValue
  }
}

extension SubmissionKind {
  fileprivate func header(_ language: Language) -> String {
    language == .chinese ? officialTerm : word
  }
}

extension CellStyle {
  fileprivate static let header = CellStyle(
    font: CellFont(name: CellFont.heiName, sizeInPoints: 11), borders: .all, horizontal: .center)

  fileprivate static func example(_ format: NumberFormat) -> CellStyle {
    CellStyle(font: CellFont(sizeInPoints: 11, color: ColorCode(0x80_80_80)), numberFormat: format)
  }
}
