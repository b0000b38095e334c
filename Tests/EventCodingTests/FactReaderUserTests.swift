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
