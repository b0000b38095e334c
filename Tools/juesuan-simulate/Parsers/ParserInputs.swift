// The valid inputs that are mutated, and the books into which files are imported for a try.

import BudgetDomain
import BudgetLedger
import EventCoding
import EventStorage
import EventStorageTesting
import OfficeOpenXML

/// Valid inputs of every kind. They are the same in every run.
struct ParserInputs {
  /// The parts of workbooks: one of our own, one as other programs write them.
  let packages: [[(name: String, content: [UInt8])]]
  /// Those workbooks as files.
  let containers: [[UInt8]]
  /// Comma-separated files.
  let texts: [[UInt8]]
  /// The members of records of every type of event that a simulated life has.
  let records: [[UInt8]]
  /// The lines of the log with these records.
  let lines: [[UInt8]]
  /// Books with some money in them.
  let books: Ledger
  /// How many records those books hold, whatever is tried.
  let bookSize: UInt64

  init() throws(ParserTrial.Breach) {
    do {
      let life = try BooksSimulation(seed: 7)
      try life.run(stepCount: 200)
      records = life.books.log.map { EventCodec.encode($0) }
      let store = try Self.store(records)
      var lines: [[UInt8]] = []
      try store.forEachRecord(in: 0..<store.size) { (record: RecordView) throws(StorageError) in
        lines.append(Array(record.line))
      }
      self.lines = lines
      books = try Ledger(on: Self.store(Array(records.prefix(1))))
      _ = try books.importEntries(Array(Self.granted.utf8), named: "granted.csv", actor: "甲")
      bookSize = books.size
      packages = [try Self.parts(of: WorkbookWriter.bytes(of: Self.workbook)), Self.foreignParts]
      containers = try packages.flatMap { parts in
        try [ZIPArchiveWriter.Method.deflated, .stored].map { try Self.packed(parts, $0) }
      }
    } catch {
      throw ParserTrial.Breach(reason: "valid input is not read: \(error)")
    }
    texts = Self.separatedTexts.map { Array($0.utf8) }
    for (index, text) in texts.enumerated() {
      do throws(LedgerError) {
        _ = try books.importEntries(text, named: "x.csv", actor: "甲", isDryRun: true)
      } catch {
        throw ParserTrial.Breach(reason: "valid text \(index) is not read: \(error.brief)")
      }
    }
  }

  /// A store in memory that holds `records`.
  static func store(_ records: [[UInt8]]) throws -> InMemoryEventStore {
    let store = InMemoryEventStore(
      description: try LedgerDescription(origin: "simulated", unit: BooksSimulation.unit))
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      for record in records {
        _ = try store.append([record], recordedAtMicroseconds: 1_795_240_629_000_000)
      }
    }
    return store
  }

  /// `parts` as a ZIP container.
  static func packed(
    _ parts: [(name: String, content: [UInt8])], _ method: ZIPArchiveWriter.Method
  ) throws(ContainerProblem) -> [UInt8] {
    var writer = ZIPArchiveWriter()
    for part in parts { try writer.add(part.name, part.content, method: method) }
    return writer.bytes
  }

  private static func parts(
    of bytes: [UInt8]
  ) throws(OfficeFileProblem) -> [(name: String, content: [UInt8])] {
    let container = try Container(bytes)
    var parts: [(name: String, content: [UInt8])] = []
    for name in container.names { parts.append((name, try container.content(of: name) ?? [])) }
    return parts
  }

  /// What the books grant before anything is tried.
  private static let granted = """
    date,kind,source,function,nature,amount
    2018-01-01,appropriation,general-budget,2010301,basic,2000000.00
    2018-01-02,income,general-budget,2010301,basic,2000000.00
    """

  private static let header = "日期,类型,资金来源,功能科目,经济科目,支出性质,项目,金额,收款方,文号,摘要,流水号"

  private static let rows = [
    "2018-01-01,年初预算,一般公共预算财政拨款,2010301,,基本支出,,\"1,000,000.00\",,,年初预算,甲-1",
    "2018/3/5,支出,一般公共预算财政拨款,2010301,30201,基本支出,,1234.50,某文具店,〔2018〕3号,办公用品,",
    "2018-03-06,支出,general-budget,2010301,30211,basic,,80,,,\"差旅\"\"费\"\"，含\n住宿\",甲-2",
  ]

  private static let separatedTexts = [
    ([header] + rows).joined(separator: "\n"),
    "\u{FEFF}" + ([header] + rows).joined(separator: "\r\n") + "\r\n",
    "date,kind,metric,value\n2018-12-31,fact,vehicles-bought,3\n",
    """
    date,kind,source,function,nature,amount,to_function,to_nature,reason
    2018-05-01,virement,general-budget,2010301,basic,5.00,2010306,basic,调剂

    """,
  ]

  /// A workbook with a bit of everything that our writer writes.
  private static var workbook: Workbook {
    var sheet = Worksheet(name: "入账")
    for (row, line) in ([header] + rows.prefix(2)).enumerated() {
      for (column, text) in line.split(separator: ",", omittingEmptySubsequences: false)
        .enumerated()
      {
        sheet[row + 1, column + 1] = SheetCell(.text(String(text)))
      }
    }
    sheet[3, 8] = SheetCell(DecimalText("1234.50").map { .number($0) } ?? .blank)
    if let day = SheetDate(year: 2018, month: 3, day: 5) {
      sheet[3, 1] = SheetCell(.date(day), style: CellStyle(numberFormat: .date))
    }
    sheet[9, 1] = SheetCell(.formula("SUM(H2:H3)", cached: DecimalText(12)))
    sheet.merge(CellRange(rows: 6...7, columns: 1...3), SheetCell(.text("合并")))
    sheet.validations = [
      ListValidation(
        [CellRange(rows: 2...99, columns: 2...2)], choices: .words(["年初预算", "支出"]))
    ]
    sheet.frozenUntil = CellPlace(row: 2, column: 1)
    return Workbook(
      sheets: [sheet],
      definedNames: [
        DefinedName(
          "F01_R1_C1", sheet: "入账", range: CellRange(rows: 2...2, columns: 8...8))
      ])
  }
}
