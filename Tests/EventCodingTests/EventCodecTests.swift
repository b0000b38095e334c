// encode∘decode is the identity on bytes, and nothing but canonical bytes is read.

import BudgetDomain
import EventCoding
import Testing

/// Decodes the UTF-8 of `members`.
private func decode(_ members: String) throws(CodingProblem) -> RecordedEvent {
  try decode(Array(members.utf8))
}

private func decode(_ members: [UInt8]) throws(CodingProblem) -> RecordedEvent {
  let result: Result<RecordedEvent, CodingProblem> = members.withUnsafeBytes { buffer in
    do throws(CodingProblem) {
      return .success(
        try EventCodec.decode(
          buffer, position: 7, recordedAt: RecordedTime(microseconds: 9), batchIndex: 1,
          batchSize: 1))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

private func encode(_ recorded: RecordedEvent) -> String {
  String(decoding: EventCodec.encode(recorded), as: UTF8.self)
}

@Suite struct `A record` {
  static let canonical = [
    #""actor":"张三","type":"ledger-opened.v1","data":{"origin":"o","unit":"某中心","unit_code":"101","table_set":"hunan-2018"}"#,
    #""actor":"张三","type":"ledger-opened.v1","data":{"origin":"o","unit":"某中心","table_set":"hunan-2018"}"#,
    #""actor":"a","type":"code-registered.v1","data":{"system":"function","code":"2010306","name":"政务公开审批","valid_from":2018}"#,
    #""actor":"a","type":"code-registered.v1","data":{"system":"economic","code":"301","name":"工资","valid_from":2018,"valid_to":2020}"#,
    #""actor":"a","key":"K","reason":"补记","type":"expenditure-recorded.v1","data":{"year":2018,"source":"general-budget","function":"2010306","nature":"project","project":"平台","economic":"30201","amount":1230,"date":"2018-03-05","document":"D","payee":"P","memo":"一\"二\\三\n四\t五"}"#,
    #""actor":"a","type":"income-received.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":9007199254740991,"date":"2018-12-31"}"#,
    #""actor":"a","type":"opening-balance-recorded.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":1,"date":"2018-01-01","memo":""}"#,
    #""actor":"a","type":"appropriation-approved.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":1,"date":"2018-01-01"}"#,
    #""actor":"a","type":"appropriation-supplemented.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":1,"date":"2018-01-01"}"#,
    #""actor":"a","type":"appropriation-reduced.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":1,"date":"2018-01-01"}"#,
    #""actor":"a","reason":"r","type":"entry-reversed.v1","data":{"reverses":3,"date":"2018-07-01","movements":[{"kind":"expenditure","year":2018,"source":"other","function":"2010301","nature":"basic","economic":"30201","amount":-5},{"kind":"income","year":2018,"source":"other","function":"2010301","nature":"basic","amount":5}],"document":"红字1号"}"#,
    #""actor":"a","approver":"b","type":"unit-described.v1","data":{"unit_type":"institution"}"#,
    #""actor":"a","type":"policy-set.v1","data":{"policy":"four-eyes","value":"expenditure-recorded,year-reopened","year":2018}"#,
    #""actor":"a","type":"policy-set.v1","data":{"policy":"shortfall","value":"record-with-override"}"#,
    #""actor":"a","type":"project-registered.v1","data":{"project":"平台","date":"2018-01-01","title":"智慧平台"}"#,
    #""actor":"a","type":"project-completed.v1","data":{"project":"平台","date":"2018-01-01"}"#,
    #""actor":"a","type":"project-cancelled.v1","data":{"project":"平台","date":"2018-01-01"}"#,
    #""actor":"a","type":"virement-approved.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01","document":"D","to":{"source":"service","function":"2010306","nature":"project","project":"平台","economic":"30201"}}"#,
    #""actor":"a","type":"adjustment-submitted.v1","data":{"event":"virement-approved.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01","to":{"source":"other","function":"2010306","nature":"basic"}}}"#,
    #""actor":"a","type":"adjustment-submitted.v1","data":{"event":"appropriation-supplemented.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01"}}"#,
    #""actor":"a","type":"adjustment-completed.v1","data":{"completes":4,"date":"2018-06-02","movements":[{"kind":"supplement","year":2018,"source":"other","function":"2010301","nature":"basic","amount":5}],"document":"批1"}"#,
    #""actor":"a","reason":"r","type":"adjustment-withdrawn.v1","data":{"withdraws":4}"#,
    #""actor":"a","type":"expenditure-refunded.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","economic":"30201","amount":5,"date":"2018-06-01","recognised_income":5}"#,
    #""actor":"a","type":"expenditure-recorded.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","economic":"30231","amount":5,"date":"2018-06-01","corrects":9,"recognised_income":4,"override":{"allowed_by":"局长","reason":"急","broken":[{"rule":"exceedsFreeAuthority","missing":3},{"rule":"exceedsThreePublicCeiling","missing":1}]}}"#,
    #""actor":"a","type":"fund-balance-applied.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01"}"#,
    #""actor":"a","type":"surplus-distributed.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01"}"#,
    #""actor":"a","type":"prior-year-adjusted.v1","data":{"kind":"error-correction","year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01"}"#,
    #""actor":"a","type":"prior-year-adjusted.v1","data":{"kind":"internal-transfer","year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01","to":{"source":"other","function":"2010306","nature":"basic"}}"#,
    #""actor":"a","type":"year-closed.v1","data":{"year":2018,"date":"2019-01-15"}"#,
    #""actor":"a","type":"balance-carried-over.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":-5,"state":"surplus","origin_year":2016}"#,
    #""actor":"a","reason":"r","type":"year-reopened.v1","data":{"year":2018,"date":"2019-01-15"}"#,
    #""actor":"a","type":"fact-reported.v1","data":{"metric":"staff-in-post","year":2018,"date":"2018-12-31","value":40,"memo":"年末"}"#,
    #""actor":"a","type":"document-attached.v1","data":{"position":3,"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","file":"发票.pdf","size":1024}"#,
    #""actor":"a","type":"proposal-submitted.v1","data":{"event":"income-received.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-06-01"}}"#,
    #""actor":"b","type":"proposal-approved.v1","data":{"proposal":3,"preparer":"a"}"#,
    #""actor":"b","reason":"r","type":"proposal-rejected.v1","data":{"proposal":3,"preparer":"a"}"#,
    #""actor":"a","type":"command-refused.v1","data":{"refused":"expenditure-recorded","rule":"exceedsFreeAuthority","line":"2018/other/2010301/basic","amount":5,"sentence":"超出可用预算"}"#,
    #""actor":"a","type":"statement-published.v1","data":{"name":"公开2018","year":2018,"table_set":"hunan-2018","tree_size":7,"root":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","tables":[{"form":"01","edition":1,"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"}]}"#,
    #""actor":"a","type":"fact-reported.v1","data":{"metric":"planned-output","year":2018,"date":"2018-12-31","value":40,"project":"平台","memo":"年末"}"#,
    #""actor":"a","reason":"自评","type":"performance-scored.v1","data":{"year":2018,"scheme":"yongzhou-2018-whole","indicator":"10","score":750,"maximum":800}"#,
    #""actor":"a","reason":"自评","type":"performance-scored.v1","data":{"year":2018,"scheme":"yongzhou-2018-project","indicator":"1","project":"平台","score":0,"maximum":0}"#,
    #""actor":"a","type":"check-explained.v1","data":{"year":2018,"check":"X3","text":"尾差"}"#,
    #""actor":"王局长","user":"root","type":"actor-registered.v1","data":{"name":"张会计","role":"preparer"}"#,
    #""actor":"a","approver":"b","user":"uid:1001","key":"K","reason":"r","type":"income-received.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-12-31"}"#,
    #""actor":"a","type":"policy-set.v1","data":{"policy":"table-set","value":"national-2019","year":2019}"#,
  ]

  @Test(arguments: canonical)
  func `is read and written to the same bytes`(members: String) throws {
    #expect(encode(try decode(members)) == members)
  }

  @Test func `of every type of event has an example here`() {
    for type in EventType.allCases {
      let name = EventCodec.wireName(of: type)
      #expect(Self.canonical.contains { $0.contains("\"type\":\"\(name)\"") }, "\(name)")
    }
  }

  static let unfitNesting = [
    // A proposal of a proposal of a proposal of a proposal: no procedure goes so deep.
    #""actor":"a","type":"proposal-submitted.v1","data":{"event":"proposal-submitted.v1","data":{"event":"proposal-submitted.v1","data":{"event":"proposal-submitted.v1","data":{"event":"proposal-submitted.v1","data":{}}}}}"#,
    #""actor":"a","type":"adjustment-submitted.v1","data":{"event":"year-closed.v1","data":{"year":2018,"date":"2019-01-15"}}"#,
    #""actor":"a","type":"policy-set.v1","data":{"policy":"shortfall","value":"never"}"#,
    #""actor":"a","type":"document-attached.v1","data":{"position":3,"digest":"0A","file":"a","size":1}"#,
  ]

  @Test(arguments: unfitNesting)
  func `with events or values that cannot stand there is refused`(members: String) {
    #expect(throws: CodingProblem.self) { try decode(members) }
  }

  static let income =
    #""actor":"a","type":"income-received.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-12-31"}"#

  static let broken: [(String, String, CodingProblem.Reason)] = [
    (#""actor":"a","#, #""actor":"a","actor":"a","#, .duplicateKey("actor")),
    (#""amount":5,"#, #""amount":5,"amount":5,"#, .duplicateKey("amount")),
    (#""amount":5,"#, "", .missingKey("amount", found: "date")),
    (#""date":"2018-12-31""#, #""date":"2018-12-31","colour":"red""#, .unknownKey("colour")),
    (#""amount":5"#, #""amount":05"#, .numberOutOfRange(key: "amount")),
    (#""amount":5"#, #""amount":0"#, .numberOutOfRange(key: "amount")),
    (#""amount":5"#, #""amount":-5"#, .numberOutOfRange(key: "amount")),
    (#""amount":5"#, #""amount":-0"#, .numberOutOfRange(key: "amount")),
    (#""amount":5"#, #""amount":9007199254740992"#, .numberOutOfRange(key: "amount")),
    (#""amount":5"#, #""amount":99999999999999999999"#, .numberOutOfRange(key: "amount")),
    (#""amount":5,"#, #""amount":5.0,"#, .missingKey("date", found: "…")),
    (#""year":2018"#, #""year":1800"#, .numberOutOfRange(key: "year")),
    (#""source":"other""#, #""source":"其他收入""#, .invalidValue(key: "source")),
    (#""function":"2010301""#, #""function":"201""#, .invalidValue(key: "function")),
    (
      #""nature":"basic""#, #""nature":"basic","project":"平台""#,
      .missingKey("amount", found: "project")
    ),
    (#""nature":"basic""#, #""nature":"project""#, .missingKey("project", found: "amount")),
    (#""date":"2018-12-31""#, #""date":"2018-02-30""#, .invalidValue(key: "date")),
    ("income-received.v1", "income-received.v2", .unknownType("income-received.v2")),
    (#""actor":"a""#, #""actor":"\u0061""#, .needlessEscape),
    (#""actor":"a""#, #""actor":"\/""#, .needlessEscape),
    (#""actor":"a""#, #""reason":"r","actor":"a""#, .missingKey("actor", found: "reason")),
    (#""actor":"a""#, #""actor":"a","key":"K","user":"u""#, .missingKey("type", found: "user")),
  ]

  @Test(arguments: broken)
  func `that is not canonical is refused by name`(
    old: String, new: String, reason: CodingProblem.Reason
  ) throws {
    let members = try #require(Self.income.replacingFirst(old, with: new))
    do throws(CodingProblem) {
      _ = try decode(members)
      Issue.record("accepted: \(members)")
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func `that is not UTF-8 is refused`() {
    var bytes = Array(Self.income.utf8)
    bytes[9] = 0xFF
    do throws(CodingProblem) {
      _ = try decode(bytes)
      Issue.record("accepted bytes that are not UTF-8")
    } catch {
      #expect(error.reason == .invalidUTF8)
      #expect(error.offset == 9)
    }
  }

  @Test func `cut anywhere, or with any byte changed, is read only if it is canonical again`() {
    let bytes = Array(Self.income.utf8)
    for end in bytes.indices {
      #expect(throws: CodingProblem.self) { try decode(Array(bytes[..<end])) }
    }
    for index in bytes.indices {
      for value: UInt8 in [0x00, 0x20, 0x22, 0x2C, 0x30, 0x5C, 0x7B, 0x7D, 0x80, 0xFF] {
        var changed = bytes
        changed[index] = value
        guard let recorded = try? decode(changed) else { continue }
        #expect(Array(encode(recorded).utf8) == changed)
      }
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String? {
    firstRange(of: old).map { replacingCharacters(in: $0, with: new) }
  }

  private func firstRange(of needle: String) -> Range<Index>? {
    for start in indices where self[start...].hasPrefix(needle) {
      return start..<index(start, offsetBy: needle.count)
    }
    return nil
  }

  private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
