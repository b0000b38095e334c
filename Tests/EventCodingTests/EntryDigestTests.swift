// What a digest says of a record is what the codec, looking at every member, says of it.

import BudgetDomain
import Testing

@testable import EventCoding

@Suite struct `A digest` {
  private static let line =
    #""year":2018,"source":"general-budget","function":"2010306","nature":"project","project":"平台""#
  private static let basicLine =
    #""year":2018,"source":"other","function":"2010301","nature":"basic""#

  static let plain = [
    #""actor":"张三","key":"K","reason":"补记","type":"expenditure-recorded.v1","data":{\#(line),"economic":"30201","amount":1230,"date":"2018-03-05","document":"D-1","payee":"某公司","memo":"买纸买笔"}"#,
    #""actor":"a","approver":"b","user":"uid:1001","type":"expenditure-refunded.v1","data":{\#(basicLine),"economic":"30201","amount":5,"date":"2018-06-01","recognised_income":5}"#,
    #""actor":"a","type":"expenditure-recorded.v1","data":{\#(basicLine),"economic":"30201","amount":5,"date":"2018-06-01","corrects":9}"#,
    #""actor":"a","type":"income-received.v1","data":{\#(basicLine),"amount":9007199254740991,"date":"2018-12-31"}"#,
    #""actor":"a","type":"appropriation-approved.v1","data":{\#(basicLine),"amount":1,"date":"2018-01-01"}"#,
    #""actor":"a","type":"appropriation-supplemented.v1","data":{\#(basicLine),"amount":1,"date":"2018-02-28","document":"追1","memo":""}"#,
    #""actor":"a","type":"appropriation-reduced.v1","data":{\#(basicLine),"amount":1,"date":"2018-01-01"}"#,
    #""actor":"a","type":"fund-balance-applied.v1","data":{\#(basicLine),"amount":5,"date":"2018-06-01"}"#,
    #""actor":"a","type":"surplus-distributed.v1","data":{\#(basicLine),"amount":5,"date":"2018-06-01"}"#,
    #""actor":"a","reason":"r","type":"entry-reversed.v1","data":{"reverses":3,"date":"2018-07-01","movements":[{"kind":"expenditure",\#(line),"economic":"30201","amount":-5}],"document":"红字1号"}"#,
  ]

  static let other = [
    #""actor":"a","type":"ledger-opened.v1","data":{"origin":"o","unit":"某中心","table_set":"hunan-2018"}"#,
    #""actor":"a\nb","type":"income-received.v1","data":{\#(basicLine),"amount":5,"date":"2018-12-31"}"#,
    #""actor":"a","type":"expenditure-recorded.v1","data":{\#(basicLine),"economic":"30201","amount":5,"date":"2018-06-01","override":{"allowed_by":"局长","reason":"急","broken":[{"rule":"exceedsFreeAuthority","missing":3}]}}"#,
    #""actor":"a","type":"entry-reversed.v1","data":{"reverses":3,"date":"2018-07-01","movements":[{"kind":"expenditure",\#(basicLine),"amount":-5},{"kind":"income",\#(basicLine),"amount":5}]}"#,
  ]

  private enum Reading: Equatable {
    case event(RecordedEvent)
    case refused
  }

  private func byMembers(_ bytes: [UInt8]) -> Reading {
    bytes.withUnsafeBytes { members in
      let event = try? EventCodec.decodeByMembers(
        members, position: 7, recordedAt: RecordedTime(microseconds: 9), batchIndex: 1, batchSize: 1
      )
      return event.map(Reading.event) ?? .refused
    }
  }

  private func byDigestFirst(_ bytes: [UInt8]) -> Reading {
    bytes.withUnsafeBytes { members in
      let event = try? EventCodec.decode(
        members, position: 7, recordedAt: RecordedTime(microseconds: 9), batchIndex: 1, batchSize: 1
      )
      return event.map(Reading.event) ?? .refused
    }
  }

  private func hasDigest(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { EntryDigest($0) != nil }
  }

  @Test(arguments: plain)
  func `is made of every plain entry, and says the same`(text: String) {
    #expect(hasDigest(text))
    #expect(byMembers(Array(text.utf8)) != .refused)
    #expect(byDigestFirst(Array(text.utf8)) == byMembers(Array(text.utf8)))
  }

  @Test(arguments: other)
  func `is not made of what is out of the ordinary`(text: String) {
    #expect(!hasDigest(text))
    #expect(byMembers(Array(text.utf8)) != .refused)
  }

  @Test(arguments: plain)
  func `never says more than the codec, whatever byte is altered, put in or taken out`(
    text: String
  ) {
    let bytes = Array(text.utf8)
    let values: [UInt8] = [
      0x00, 0x1F, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x39, 0x41, 0x5C, 0x7B, 0x7D, 0x80, 0xE5, 0xFF,
    ]
    var readCount = 0
    for index in bytes.indices {
      var cut = bytes
      cut.remove(at: index)
      #expect(byDigestFirst(cut) == byMembers(cut))
      for value in values {
        var altered = bytes
        altered[index] = value
        let expected = byMembers(altered)
        if expected != .refused { readCount += 1 }
        if byDigestFirst(altered) != expected {
          Issue.record("byte \(index) as \(value): \(String(decoding: altered, as: UTF8.self))")
        }
        var longer = bytes
        longer.insert(value, at: index)
        if byDigestFirst(longer) != byMembers(longer) {
          Issue.record("\(value) before \(index): \(String(decoding: longer, as: UTF8.self))")
        }
      }
    }
    // Letters of texts and digits may be altered; were nothing readable, nothing was compared.
    #expect(readCount > 20)
  }

  @Test func `has its texts where they stand in the record`() throws {
    let bytes = Array(Self.plain[0].utf8)
    try bytes.withUnsafeBytes { members in
      let digest = try #require(EntryDigest(members))
      let texts = EntryDigest.Text.allCases.map { digest.string($0, in: members) }
      #expect(
        texts == ["张三", nil, nil, "K", "补记", "平台", "D-1", "某公司", "买纸买笔"])
      #expect(digest.amountInFen == 1_230)
      #expect(digest.economic == 30_201)
    }
  }
}
