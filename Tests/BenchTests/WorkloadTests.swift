// The workload is the published one, and every row of it is accepted.

import BudgetDomain
import Merkle
import Testing

@testable import juesuan_bench

/// One event as the line of JSON by which W(N) is defined.
private func line(_ event: WorkloadEvent, _ setting: WorkloadSetting) -> String {
  let funds = ["general", "govfund", "soecap", "special", "other"]
  let milliseconds = event.recordedMilliseconds
  let time = [
    RowMapping.padded(milliseconds / 3_600_000 % 24, 2),
    RowMapping.padded(milliseconds / 60_000 % 60, 2),
    RowMapping.padded(milliseconds / 1000 % 60, 2),
  ].joined(separator: ":")
  let recorded =
    "\(WorkloadCalendar.date(milliseconds / 86_400_000).text)T\(time)"
    + ".\(RowMapping.padded(milliseconds % 1000, 3))+08:00"
  let project = event.project.map {
    "\"P\($0.year)\(setting.units[$0.unit].name)\(RowMapping.padded($0.number, 2))\""
  }
  return """
    {"seq":\(event.sequence),"kind":"\(event.kind.rawValue)",\
    "unit":"\(setting.units[event.unit].name)","fy":\(event.year),\
    "eff":"\(WorkloadCalendar.date(event.day).text)","rec":"\(recorded)",\
    "actor":"u\(RowMapping.padded(event.actor, 3))","func":"\(setting.functions[event.function])",\
    "econ":"\(WorkloadVocabulary.economics[event.economic])",\
    "nature":"\(project == nil ? "basic" : "project")","project":\(project ?? "null"),\
    "fund":"\(funds[event.fund])","amount":\(event.amountInFen),"memo":"\(event.memo)",\
    "doc":"JZ-\(event.documentYear)-\(RowMapping.padded(event.documentNumber, 8))",\
    "ref":\(event.reference.map(String.init) ?? "null")}

    """
}

@Suite struct `The workload` {
  @Test func `is the published one to the byte`() {
    let stream = WorkloadStream(eventCount: 10_000)
    var hash = SHA256()
    for event in stream { hash.update(Array(line(event, stream.setting).utf8)) }
    #expect(
      hash.finalize().hex == "90b42a14d31e3644d81aee473304da7c6ad6d51b9a90212e335142d554c125ce")
  }

  @Test func `gives different codes to different drawn codes`() {
    let codes = CodeMapping(WorkloadSetting(seed: WorkloadStream.defaultSeed))
    #expect(Set(codes.functions).count == 150)
    #expect(Set(codes.economics).count == 70)
  }

  @Test func `is drawn alike every time and by another seed otherwise`() {
    func totals(_ seed: UInt64) -> ControlTotals {
      var totals = ControlTotals()
      for row in Workload(eventCount: 500, seed: seed).rows { totals.add(row) }
      return totals
    }
    #expect(totals(1) == totals(1))
    #expect(totals(1) != totals(2))
  }

  @Test func `has every row accepted, one after the other`() throws {
    let workload = Workload(eventCount: 3000)
    var state = BudgetState()
    let opening = LedgerOpening(
      origin: "bench", unit: "单位", unitCode: nil, tableSet: "national-2020")
    var submissions = [Submission(.openLedger(opening), actor: "bench")]
    submissions += workload.prologue.map(\.submission) + workload.rows.map(\.submission)
    var position: UInt64 = 0
    for submission in submissions {
      guard case .record(let events) = try decide(submission, given: state) else {
        Issue.record("\(submission) was taken for one recorded before")
        return
      }
      for event in events {
        let envelope = Envelope(
          position: position, recordedAt: RecordedTime(microseconds: 0), actor: "bench")
        state.evolve(RecordedEvent(envelope: envelope, event: event))
        position += 1
      }
    }
    #expect(Int(position) == 1 + workload.rowCount)
  }
}
