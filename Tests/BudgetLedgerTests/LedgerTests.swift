// The façade end to end: record, import, reverse, look back, refuse, and be found again on disk.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Projections
import Statements
import Testing

@Suite struct `A ledger` {
  @Test func `records a batch durably and is found again with the same root`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let outcome = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    #expect(outcome.rowCount == 4)
    #expect(outcome.recorded == 1..<5)
    #expect(try ledger.event(at: 4).envelope.batchSize == 4)
    let reopened = try Ledger(openingAt: directory.path)
    #expect(reopened.size == 5)
    #expect(try reopened.checkpoint().text == ledger.checkpoint().text)
    #expect(reopened.opening?.unit == "某市政务服务中心")
    let balances = reopened.balances(of: try Books.year(2018), at: Moment())
    #expect(balances.total.closingInFen == 70_000)
  }

  @Test func `names ten thousand refusals of a batch and looks for no more`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let payment = try Books.expenditure("1.00")
    do throws(LedgerError) {
      _ = try ledger.record(Array(repeating: payment, count: LedgerError.listedMax + 5))
      Issue.record("nothing was appropriated")
    } catch {
      guard case .rejected(let rejected) = error else { throw error }
      #expect(rejected.map(\.index) == Array(0..<LedgerError.listedMax))
    }
    #expect(try ledger.event(at: ledger.size - 1).event.type == .commandRefused)
  }

  @Test func `imports a file once, whatever its line endings, quotes or byte order mark`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    var variants = [Books.small, Books.small.split(separator: "\n").joined(separator: "\r\n")]
    variants.append("\u{FEFF}" + Books.small)
    variants.append(Books.small.replacing("办公费", with: "\"办公费\""))
    for variant in variants {
      let again = try ledger.importEntries(Books.bytes(variant), named: "a.csv", actor: "会计")
      #expect(again.recorded.isEmpty)
      #expect(again.alreadyRecorded == [1, 2, 3, 4])
    }
    #expect(ledger.size == 5)
  }

  @Test func `counts equal rows of one file as two facts`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let twins =
      Books.small + "2018-03-05,expenditure,general-budget,2010306,30201,basic,100.00,办公费\n"
      + "2018-03-05,expenditure,general-budget,2010306,30201,basic,100.00,办公费\n"
    let outcome = try ledger.importEntries(Books.bytes(twins), named: "a.csv", actor: "会计")
    #expect(outcome.recorded.count == 6)
    #expect(
      try ledger.importEntries(Books.bytes(twins), named: "b.csv", actor: "会计")
        .recorded.isEmpty)
  }

  @Test func `previews without writing`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let preview = try ledger.importEntries(
      Books.bytes(Books.small), named: "a.csv", actor: "会计", isDryRun: true)
    #expect(preview.preview.count == 4)
    #expect(preview.isDryRun)
    #expect(ledger.size == 1)
    #expect(try Ledger(openingAt: directory.path).size == 1)
  }

  @Test func `records all rows or none when a rule says no, and names the row`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let overspent =
      Books.small
      + "2018-03-06,expenditure,general-budget,2010306,30201,basic,700.01,超支\n"
      + "2018-03-07,expenditure,general-budget,2010306,30201,basic,9999.00,超支\n"
    do throws(LedgerError) {
      _ = try ledger.importEntries(Books.bytes(overspent), named: "a.csv", actor: "会计")
      Issue.record("the overspend was recorded")
    } catch {
      guard case .rejected(let rejected) = error else {
        Issue.record("expected rejections, got \(error)")
        return
      }
      #expect(rejected.map(\.row) == [6, 7])
      #expect(rejected.first?.rejection.wording.name == "exceedsFreeAuthority")
    }
    let refusals = try ledger.events(at: 1..<ledger.size)
    #expect(refusals.map(\.event.type) == [.commandRefused, .commandRefused])
    let year = try Books.year(2018)
    #expect(ledger.balances(of: year, at: Moment()).rows.isEmpty)
    #expect(try Ledger(openingAt: directory.path).size == 3)
  }

  @Test func `is caught up with other writers before it decides`() throws {
    let directory = TemporaryDirectory()
    let first = try Books.create(in: directory)
    let second = try Ledger(openingAt: directory.path)
    _ = try first.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "甲")
    let spend =
      "date,kind,source,function,economic,nature,amount\n"
      + "2018-04-01,expenditure,general-budget,2010306,30202,basic,700.00\n"
    _ = try second.importEntries(Books.bytes(spend), named: "b.csv", actor: "乙")
    #expect(second.size == 6)
    do throws(LedgerError) {
      _ = try first.record(
        [try Books.expenditure("1.00")], expectedPosition: 5)
      Issue.record("the ledger had moved")
    } catch {
      guard case .positionMoved(5, 6, let newer) = error else {
        Issue.record("expected positionMoved, got \(error)")
        return
      }
      #expect(newer.map(\.envelope.actor) == ["乙"])
    }
  }

  @Test func `takes back an entry and shows both moments`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    let outcome = try ledger.reverse(4, reason: "重复", actor: "会计")
    #expect(outcome.recorded.first?.event.type == .entryReversed)
    let year = try Books.year(2018)
    #expect(ledger.balances(of: year, at: Moment()).total.expenditureInFen == 0)
    let before = try ledger.moment(asOf: "4")
    #expect(ledger.balances(of: year, at: before).total.expenditureInFen == 30_000)
    #expect(throws: LedgerError.self) { try ledger.reverse(99, reason: "无", actor: "会计") }
  }

  @Test func `answers for moments named by position, day or time`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    #expect(try ledger.moment(asOf: "0").endPosition == 1)
    #expect(try ledger.moment(asOf: "4").endPosition == 5)
    #expect(try ledger.moment(asOf: nil).endPosition == 5)
    #expect(try ledger.moment(asOf: "1999-12-31").endPosition == 0)
    #expect(try ledger.moment(asOf: "2999-12-31").endPosition == 5)
    #expect(try ledger.moment(asOf: "2000-01-01T00:00:00Z").endPosition == 0)
    for text in ["5", "soon", "2018-02-30", ""] {
      #expect(throws: LedgerError.self) { try ledger.moment(asOf: text) }
    }
  }

  @Test func `verifies, and refuses a line that was altered by hand`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    let verification = try ledger.verify()
    #expect(verification.eventCount == 5)
    #expect(verification.checkpoint.text == (try ledger.checkpoint().text))
    try directory.replaceInLog("\"amount\":30000", with: "\"amount\":30001")
    do throws(LedgerError) {
      _ = try Ledger(openingAt: directory.path)
      Issue.record("the altered line was read")
    } catch {
      guard case .storage(let error) = error else {
        Issue.record("expected damage, got \(error)")
        return
      }
      #expect(error.position == 4)
      #expect(error.path.hasSuffix("log/00000000000000000000.jsonl"))
    }
    #expect(throws: LedgerError.self) { try ledger.verify() }
  }

  @Test func `loads its own code list once`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let list = "code,name,valid_from_year\n2019998,新设科目,2018\n2010306,政务公开审批,2018\n"
    let first = try ledger.importCodes(
      Books.bytes(list), named: "codes.csv", system: .function, actor: "会计")
    #expect(first.recorded.count == 1)
    let again = try ledger.importCodes(
      Books.bytes(list), named: "codes.csv", system: .function, actor: "会计")
    #expect(again.recorded.isEmpty)
    #expect(ledger.catalogue.functions.name(of: 2_019_998, in: try Books.year(2018)) == "新设科目")
    #expect(throws: LedgerError.self) {
      try ledger.importCodes(
        Books.bytes("code,name\n20,短\n"), named: "codes.csv", system: .function, actor: "会计")
    }
  }

  @Test func `completes a creation that was cut short, and never takes over a ledger`() throws {
    let directory = TemporaryDirectory()
    let description = try LedgerDescription(origin: "juesuan.local/x", unit: "某市政务服务中心")
    _ = try FileEventStore.create(at: directory.path, description: description)
    let ledger = try Books.create(in: directory)
    #expect(ledger.size == 1)
    #expect(ledger.opening?.origin == "juesuan.local/x")
    #expect(throws: LedgerError.self) { try Books.create(in: directory) }
  }

  @Test func `refuses a directory whose description belongs to another ledger`() throws {
    let directory = TemporaryDirectory()
    _ = try Books.create(in: directory)
    try directory.write("ledger.json", #"{"format":1,"origin":"other","unit":"某市政务服务中心"}"# + "\n")
    do throws(LedgerError) {
      _ = try Ledger(openingAt: directory.path)
      Issue.record("the foreign description was accepted")
    } catch {
      #expect(error.wording.name == "impossibleRecord")
    }
  }
}

@Suite struct `An import` {
  static let header = "date,kind,source,function,economic,nature,amount,memo\n"
  static let good = "2018-03-05,appropriation,general-budget,2010306,,basic,1.00,\n"

  static let unfit: [(String, Int, String?, String)] = [
    (
      "2018-02-30,appropriation,general-budget,2010306,,basic,1.00,", 2, "date", "dateNotRecognised"
    ),
    ("2018-03-05,gift,general-budget,2010306,,basic,1.00,", 2, "kind", "kindNotRecognised"),
    ("2018-03-05,appropriation,lottery,2010306,,basic,1.00,", 2, "source", "sourceNotRecognised"),
    (
      "2018-03-05,appropriation,general-budget,201,,basic,1.00,", 2, "function",
      "functionNotRecognised"
    ),
    (
      "2018-03-05,appropriation,general-budget,2019998,,basic,1.00,", 2, "function",
      "functionCodeUnknown"
    ),
    (
      "2020-03-05,appropriation,general-budget,2080504,,basic,1.00,", 2, "function",
      "functionCodeNotValidInYear"
    ),
    (
      "2018-03-05,expenditure,general-budget,2010306,30298,basic,1.00,", 2, "economic",
      "economicCodeUnknown"
    ),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,12.345,", 2, "amount",
      "amountHasMoreThanTwoDecimals"
    ),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,\"1,23,4.0\",", 2, "amount",
      "amountHasMisplacedSeparator"
    ),
    ("2018-03-05,appropriation,general-budget,2010306,,basic,-5,", 2, "amount", "amountNegative"),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,1e9,", 2, "amount", "amountNotANumber"
    ),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,NaN,", 2, "amount", "amountNotANumber"
    ),
    ("2018-03-05,appropriation,general-budget,2010306,,basic,,", 2, "amount", "amountEmpty"),
    ("2018-03-05,appropriation,general-budget,2010306,,basic,0,", 2, "amount", "amountNotPositive"),
    ("2018-03-05,appropriation,general-budget,2010306,,basic,1.00", 2, nil, "cellCountWrong"),
    ("2018-03-05,appropriation,general-budget,2010306,,basic,\"1.00,", 2, nil, "inputBrokenQuotes"),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,1.00,\u{0}", 2, nil, "inputHasNulByte"
    ),
    (
      "2018-03-05,appropriation,general-budget,2010306,,basic,1.00,"
        + String(repeating: "长", count: 23_334), 2, "memo", "textTooLong"
    ),
  ]

  @Test(arguments: unfit)
  func `refuses a bad row by row and column and records nothing`(
    row: String, number: Int, column: String?, name: String
  ) throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let text = Self.header + row + "\n" + (name == "inputBrokenQuotes" ? "" : Self.good)
    do throws(LedgerError) {
      _ = try ledger.importEntries(Books.bytes(text), named: "a.csv", actor: "会计")
      Issue.record("the row was accepted")
    } catch {
      guard case .badInput(let source, let problems) = error else {
        Issue.record("expected bad input, got \(error)")
        return
      }
      #expect(source == "a.csv")
      #expect(problems.map(\.row) == [number])
      #expect(problems.map(\.column) == [column])
      #expect(problems.map(\.wording.name) == [name])
    }
    #expect(ledger.size == 1)
  }

  @Test func `refuses a date outside the year that a row names`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let text =
      "date,kind,year,source,function,nature,amount\n"
      + "2019-03-05,appropriation,2018,general-budget,2010306,basic,1.00\n"
    #expect(Books.problemNames(ledger, text) == ["dateOutsideYear"])
  }

  static let headers: [(String, [String])] = [
    ("date,kind,source,function,nature,amount,colour\n", ["unknownColumn"]),
    ("date,kind,source,function,nature\n", ["missingColumn"]),
    ("date,date,kind,source,function,nature,amount\n", ["repeatedColumn"]),
    ("date,kind,source,function,nature,amount\n", ["inputHasNoRows"]),
    ("", Array(repeating: "missingColumn", count: 6)),
  ]

  @Test(arguments: headers)
  func `refuses a header it cannot use`(header: String, names: [String]) throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let problems = Books.problemNames(ledger, header)
    #expect(names.allSatisfy(problems.contains), "\(problems)")
  }

  @Test func `reports every bad row at once`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let text =
      Self.header
      + "2018-02-30,gift,general-budget,2010306,,basic,NaN,\n"
      + Self.good
      + "2018-03-05,appropriation,general-budget,2019998,,basic,1.00,\n"
    #expect(
      Books.problemNames(ledger, text) == [
        "kindNotRecognised", "dateNotRecognised", "amountNotANumber", "functionCodeUnknown",
      ])
  }

  @Test func `recognises GBK and does not guess`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    var bytes = Books.bytes(Self.header + Self.good)
    bytes.append(
      contentsOf: Books.bytes("2018-03-05,appropriation,general-budget,2010306,,basic,1.00,"))
    bytes.append(contentsOf: [0xB0, 0xEC, 0xB9, 0xAB, 0xB7, 0xD1, 0x0A])  // 办公费 in GBK
    do throws(LedgerError) {
      _ = try ledger.importEntries(bytes, named: "a.csv", actor: "会计")
      Issue.record("the bytes were accepted")
    } catch {
      guard case .badInput(_, let problems) = error else {
        Issue.record("expected bad input, got \(error)")
        return
      }
      #expect(problems.map(\.wording.name) == ["inputNotUTF8"])
      #expect(problems.map(\.row) == [3])
    }
  }

  @Test func `reads Chinese headers and words, slashed dates and grouped amounts`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let text =
      "金额,日期,类型,资金来源,功能科目,支出性质,项目,经办人\n"
      + "\"12,300.50\",2018/3/5,年初预算,一般公共预算财政拨款,2010306,项目支出,平台,李会计\n"
    let outcome = try ledger.importEntries(Books.bytes(text), named: "表.csv", actor: "会计")
    let recorded = try ledger.event(at: outcome.recorded.lowerBound)
    #expect(recorded.envelope.actor == "李会计")
    #expect(recorded.event.entry?.amount.fen == 1_230_050)
    #expect(recorded.event.entry?.date.text == "2018-03-05")
    #expect(recorded.event.entry?.line.project?.text == "平台")
  }
}
