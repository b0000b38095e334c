// Amounts, dates, moments and code lists: what is read, what is refused, what is printed.

import BudgetDomain
import Testing

@Suite struct `An amount in yuan` {
  static let readable: [(String, Int64)] = [
    ("0.01", 1), ("1", 100), ("12.3", 1_230), ("12,300.50", 1_230_050), ("1,234,567", 123_456_700),
    (" 5.00\t", 500), ("0", 0), ("007", 700), ("90071992547409.91", Amount.limitInFen),
  ]

  @Test(arguments: readable)
  func `is read exactly`(text: String, fen: Int64) throws {
    #expect(try Amount(yuanText: text).fen == fen)
  }

  static let unreadable: [(String, AmountTextProblem)] = [
    ("", .empty), ("  ", .empty), ("12.345", .moreThanTwoDecimals),
    ("1,23,4.0", .misplacedSeparator),
    ("1234,567", .misplacedSeparator), (",123", .misplacedSeparator), ("-5", .negative),
    ("-1,000.00", .negative), ("1e9", .notANumber), ("NaN", .notANumber), ("+5", .notANumber),
    ("５", .notANumber), ("1.", .notANumber), (".5", .notANumber), ("1.2.3", .notANumber),
    ("1 000", .notANumber), ("¥5", .notANumber), ("-abc", .notANumber), ("0x10", .notANumber),
    ("90071992547409.92", .tooLarge), ("99999999999999999999", .tooLarge), ("1.0,0", .notANumber),
  ]

  @Test(arguments: unreadable)
  func `is refused by name where it could be misread`(text: String, problem: AmountTextProblem) {
    #expect(throws: problem) { try Amount(yuanText: text) }
  }

  static let printed: [(Int64, String)] = [
    (0, "0.00"), (1, "0.01"), (-5, "-0.05"), (100, "1.00"), (123_456_789, "1,234,567.89"),
    (-100_000_000, "-1,000,000.00"), (Amount.limitInFen, "90,071,992,547,409.91"),
    (Int64.min, "-92,233,720,368,547,758.08"),
  ]

  @Test(arguments: printed)
  func `is printed with separators and two decimals`(fen: Int64, text: String) {
    #expect(Amount.yuanText(fen: fen) == text)
  }

  @Test func `stays within its limits`() {
    #expect(Amount(fen: Amount.limitInFen) != nil)
    #expect(Amount(fen: Amount.limitInFen + 1) == nil)
    #expect(Amount(fen: -Amount.limitInFen - 1) == nil)
    #expect(Amount(fen: Int64.min) == nil)
  }
}

@Suite struct `A date` {
  static let unreal = [
    "2018-02-30", "2018-13-01", "2018-00-10", "2018-01-00", "2019-02-29", "2100-02-29", "2018-1-1",
    "18-01-01", "2018/01/01", "2018-01-01 ", "２０１８-01-01", "0000-01-01", "3000-01-01", "",
    "2018--5-27", "2018-5--27", "-018-05-27", "2018-05-2-", "2018-005-7",
  ]

  @Test(arguments: unreal)
  func `that does not exist or is written otherwise is none`(text: String) {
    #expect(EffectiveDate(text: text) == nil)
  }

  @Test func `survives the way to its day number and back for every day of 900 years`() {
    var date = Sample.date("1950-01-01")
    var previous = date
    for _ in 0..<328_000 {
      date = EffectiveDate(dayNumber: previous.dayNumber + 1)
      let (year, month, day) = date.civil
      #expect(EffectiveDate(year: year, month: month, day: day) == date)
      let isNextDay = day == previous.civil.day + 1 && month == previous.civil.month
      #expect(isNextDay || day == 1)
      previous = date
    }
  }

  @Test func `counts from 1970`() {
    #expect(Sample.date("1970-01-01").dayNumber == 0)
    #expect(Sample.date("2000-03-01").dayNumber == 11_017)
    #expect(Sample.date("2018-12-31").text == "2018-12-31")
  }
}

@Suite struct `A recorded time` {
  static let moments: [(String, Int64)] = [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0),
    ("2026-11-21T05:57:09.123456Z", 1_795_240_629_123_456),
    ("2026-11-21T13:57:09.5+08:00", 1_795_240_629_500_000),
  ]

  @Test(arguments: moments)
  func `is read with its zone`(text: String, microseconds: Int64) {
    #expect(RecordedTime(text: text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "2026-11-21", "2026-11-21T05:57:09", "2026-11-21T25:00:00Z", "2026-11-21 05:57:09Z",
    "2026-02-30T00:00:00Z", "2026-11-21T05:57:09.1234567Z", "2026-11-21T05:57:09+25:00", "",
  ])
  func `written otherwise is none`(text: String) {
    #expect(RecordedTime(text: text) == nil)
  }

  @Test func `is printed in UTC for machines and in Beijing time for people`() {
    let time = RecordedTime(microseconds: 1_795_291_029_000_000)
    #expect(time.text == "2026-11-21T19:57:09.000000Z")
    #expect(time.beijingText == "2026-11-22 03:57:09")
    #expect(time.beijingDate == Sample.date("2026-11-22"))
    #expect(RecordedTime.end(ofBeijingDay: time.beijingDate).text == "2026-11-22T15:59:59.999999Z")
  }
}

@Suite struct `A code list` {
  @Test func `comes with the program, complete in its classes`() {
    let catalogue = ClassificationCatalogue.builtIn
    #expect(catalogue.functions.sortedEntries.count == 931)
    #expect(catalogue.economics.sortedEntries.count == 110)
    let year = Sample.year(2018)
    #expect(catalogue.functions.name(of: 2_010_306, in: year) == "政务公开审批")
    #expect(catalogue.economics.name(of: 30_217, in: year) == "公务接待费")
  }

  @Test func `gives a code the name of the year`() {
    let functions = ClassificationCatalogue.builtIn.functions
    #expect(functions.name(of: 210, in: Sample.year(2018)) == "医疗卫生与计划生育支出")
    #expect(functions.name(of: 210, in: Sample.year(2019)) == "卫生健康支出")
    #expect(functions.entry(for: 224, in: Sample.year(2018)) == nil)
  }

  @Test func `takes years before its first as its first`() {
    let functions = ClassificationCatalogue.builtIn.functions
    #expect(functions.entry(for: 2_010_306, in: Sample.year(2016)) != nil)
  }

  static let broken: [(String, Int, CodeListProblem.Reason)] = [
    ("", 1, .header), ("code\n", 1, .header), ("code,name,colour\n", 1, .header),
    ("code,name\n201\n", 2, .cellCount), ("code,name\n2010,甲\n", 2, .code),
    ("code,name\n201,甲\n+20,乙\n", 3, .code), ("code,name\n201,\n", 2, .name),
    ("code,name,valid_from_year\n201,甲,18\n", 2, .year),
    ("code,name,valid_from_year,valid_to_year\n201,甲,2020,2019\n", 2, .yearOrder),
  ]

  @Test(arguments: broken)
  func `that cannot be read names its line`(
    text: String, line: Int, reason: CodeListProblem.Reason
  ) {
    do {
      _ = try CodeList(text: text, system: .function)
      Issue.record("the list was accepted")
    } catch {
      #expect(error.line == line)
      #expect(error.reason == reason)
    }
  }

  @Test func `accepts a byte order mark and either line ending`() throws {
    let list = try CodeList(text: "\u{FEFF}code,name\r\n201,甲\r\n", system: .function)
    #expect(list.name(of: 201, in: Sample.year()) == "甲")
  }
}

@Suite struct `Words` {
  @Test func `of sources, natures, kinds and columns are read in both languages`() {
    for source in FundSource.allCases {
      #expect(FundSource(word: source.word) == source)
      #expect(FundSource(word: source.officialTerm) == source)
    }
    for nature in SpendingNature.allCases {
      #expect(SpendingNature(word: nature.word) == nature)
      #expect(SpendingNature(word: nature.officialTerm) == nature)
    }
    for kind in EntryKind.allCases {
      #expect(EntryKind(word: kind.word) == kind)
    }
    for kind in SubmissionKind.allCases {
      #expect(SubmissionKind(word: kind.word) == kind)
      #expect(SubmissionKind(word: kind.officialTerm) == kind)
      #expect(EventType(word: kind.word) == kind.eventType)
    }
    for field in EntryField.importColumns {
      #expect(EntryField(header: field.rawValue) == field)
      #expect(EntryField(header: field.officialTerm) == field)
    }
    #expect(EntryField(header: "unit") == nil)
  }
}
