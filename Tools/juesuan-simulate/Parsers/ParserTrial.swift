// Mutated inputs, one for each seed, for everything that reads bytes from strangers.

import BudgetDomain
import BudgetLedger
import EventStorage
import EventStorageTesting
import Glibc

/// Reads inputs that are almost valid, and holds the parsers to what they promise: an error or a
/// result, in bounded time and memory, and nothing recorded.
///
/// A parser that traps, crashes or does not come to an end stops the program with the seed.
struct ParserTrial {
  /// A fault that has to be found.
  enum PlantedFault: String, CaseIterable {
    /// An input that stops the program.
    case trap
    /// An input that is read for ever.
    case endless
    /// An input whose rows are recorded though they were only to be tried.
    case recordedRow = "recorded-row"
  }

  /// What is read.
  enum Subject: String, CaseIterable {
    /// Bytes of a workbook: directory, headers, compressed data; tried as an import as well.
    case container = "ZIP containers"
    /// The XML in the parts of a workbook, which is packed again.
    case workbook = "parts of workbooks"
    /// Bytes of comma-separated text, tried as an import.
    case separatedText = "comma-separated files"
    /// The members of a record.
    case record = "records"
    /// Records with right frames, opened as a ledger.
    case ledger = "ledgers"
    /// The lines of a log, some with checksums that fit.
    case log = "texts of logs"
  }

  /// What a parser broke.
  struct Breach: Error {
    let reason: String
  }

  let inputs: ParserInputs
  private let planted: PlantedFault?
  private var counts: [Subject: (accepted: Int, refused: Int)] = [:]

  /// - Throws: `Breach`, if valid input is not read.
  init(planting planted: PlantedFault?) throws(Breach) {
    inputs = try ParserInputs()
    self.planted = planted
  }

  /// Reads the inputs of `seedCount` seeds from `first` on, for at most `minuteCount` minutes; the
  /// exit code.
  mutating func run(first: UInt64, seedCount: UInt64, minuteCount: UInt64?) -> Int32 {
    TrapReport.install()
    let start = time(nil)
    var number: UInt64 = 0
    while number < seedCount {
      let minutesGone = (time(nil) - start) / 60
      if let minuteCount, minutesGone >= Int(clamping: minuteCount) { break }
      let seed = first &+ number
      number += 1
      TrapReport.begin(seed)
      do throws(Breach) {
        try read(seed)
      } catch {
        print("seed \(seed): \(error.reason)")
        print("again: juesuan-simulate --parsers --seeds 1 --seed \(seed)")
        return 1
      }
      if number.isMultiple(of: 1_000_000) {
        print("\(number) inputs after \(minutesGone) minutes")
        fflush(nil)
      }
    }
    print("\(number) inputs, no crash, no breach; by parser:")
    for subject in Subject.allCases {
      guard let count = counts[subject] else { continue }
      print("  \(subject.rawValue): \(count.accepted) accepted, \(count.refused) refused")
    }
    return 0
  }

  /// Reads the input that `seed` stands for.
  private mutating func read(_ seed: UInt64) throws(Breach) {
    var chance = SeededChance(seed: seed)
    let subject = Subject.allCases[chance.below(Subject.allCases.count)]
    var mutation = ByteMutation(chance)
    let isAccepted: Bool =
      switch subject {
      case .container: try inputs.readsContainer(&mutation)
      case .workbook: try inputs.readsWorkbook(&mutation)
      case .separatedText: try inputs.readsSeparatedText(&mutation)
      case .record: try inputs.readsRecord(&mutation)
      case .ledger: inputs.readsLedger(&mutation)
      case .log: inputs.readsLog(&mutation)
      }
    counts[subject, default: (0, 0)].accepted += isAccepted ? 1 : 0
    counts[subject, default: (0, 0)].refused += isAccepted ? 0 : 1
    guard isAccepted, let planted else { return }
    switch planted {
    case .trap: preconditionFailure("planted")
    case .endless: while mutation.below(2) < 2 {}
    case .recordedRow: try inputs.recordRow()
    }
  }
}
