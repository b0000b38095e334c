// The quick reader passes over the user of the system where the codec does, and nowhere else.

import BudgetDomain
import EventCoding
import Projections
import Testing

@Suite struct `The quick reader` {
  private func reads(_ envelope: String) -> (quick: Bool, codec: Bool) {
    let members =
      envelope
      + #","type":"income-received.v1","data":{"year":2018,"source":"other","function":"2010301","nature":"basic","amount":5,"date":"2018-12-31"}"#
    var reader = FactReader()
    var facts = LooseFactCollector()
    return Array(members.utf8).withUnsafeBytes { bytes in
      let quick = reader.read(
        bytes, position: 7, recordedAtMicroseconds: 9, into: &facts)
      let codec = try? EventCodec.decode(
        bytes, position: 7, recordedAt: RecordedTime(microseconds: 9), batchIndex: 1, batchSize: 1)
      return (quick, codec != nil)
    }
  }

  @Test(arguments: [
    #""actor":"a""#, #""actor":"a","user":"root""#,
    #""actor":"a","approver":"b","user":"uid:7","key":"k","reason":"r""#,
  ])
  func `takes records with and without a user`(envelope: String) {
    #expect(reads(envelope) == (true, true))
  }

  @Test(arguments: [
    #""user":"root","actor":"a""#, #""actor":"a","key":"k","user":"root""#,
    #""actor":"a","user":"root","approver":"b""#, #""actor":"a","user":"a","user":"b""#,
  ])
  func `leaves a user out of place to the codec, which refuses it`(envelope: String) {
    #expect(reads(envelope) == (false, false))
  }
}

@Suite("The quick check for UTF-8") struct UTF8CheckTests {
  @Test func `says of every two to four bytes behind a character what the library says`() {
    let bytes: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xE4, 0xED,
      0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
    ]
    var validCount = 0
    func check(_ text: [UInt8]) {
      let isValid = String(validating: text, as: UTF8.self) != nil
      #expect(text.withUnsafeBytes { $0.isUTF8 } == isValid, "\(text)")
      if isValid { validCount += 1 }
    }
    let starts: [[UInt8]] = [[], Array("a".utf8), Array("年".utf8)]
    check([])
    for start in starts {
      for first in bytes {
        check(start + [first])
        for second in bytes {
          check(start + [first, second])
          for third in bytes {
            check(start + [first, second, third])
            check(start + [first, second, third, 0x80])
          }
        }
      }
    }
    #expect(validCount > 1_000)
  }
}
