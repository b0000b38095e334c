// One seed, one life of a unit's books: people, faults, crashes, a meddled index, a naive model.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorage
import EventStorageTesting
import Glibc
import Synchronization

/// The first thing that the books said otherwise than the naive model.
struct BooksDivergence: Error {
  /// The step at which it was noticed, from 0.
  let step: Int
  /// What was expected and what was found.
  let reason: String
}

/// A clock that is set by chance.
final class SimulatedClock: Sendable {
  private let microseconds = Mutex<Int64>(1_795_240_629_000_000)

  var now: RecordedTime { RecordedTime(microseconds: microseconds.withLock { $0 }) }

  func move(by difference: Int64) { microseconds.withLock { $0 += difference } }
}

/// What a person wants of the books.
struct Wish {
  let command: Command
  let actor: String
  let override: OverrideRequest?
}

/// People who draw what they want from the books as they stand.
struct People: BudgetLife {
  var numbers: SeededChance
  var log: [RecordedEvent] = []
  var state = BudgetState()
  var year = 2018
  var wishes: [Wish] = []

  static let names = ["甲", "乙", "丙"]

  mutating func ask(_ command: Command, by actor: String?, override: OverrideRequest?) {
    wishes.append(Wish(command: command, actor: actor ?? pick(Self.names), override: override))
  }
}

/// A simulated life of a ledger with its books, drawn from one seed.
///
/// Several processes write and read through ``Ledger`` on a disk that fails; the index is written
/// every few records, and is deleted, damaged, exchanged and put back. Whatever happens, the
/// ledger's answers are those of ``NaiveBooks``. The same seed gives the same life.
final class BooksSimulation {
  /// A fault that has to be found.
  enum PlantedFault: String, CaseIterable {
    /// The disk says it has synchronized a file, and has not.
    case forgottenSync = "forgotten-sync"
    /// An index is damaged, and its checksums are made to fit.
    case forgedIndex = "forged-index"
  }

  /// A ledger that is only read.
  struct Reader {
    let ledger: Ledger
    /// Whether it has seen a batch that nobody had acknowledged.
    var sawDoubtful = false
  }

  static let path = "/books"
  static let unit = "模拟单位"
  /// How often each of ``landmarks`` was reached.
  private(set) var reached: [String: Int] = [:]
  var chance: SeededChance
  var people: People
  var books = NaiveBooks()
  let clock = SimulatedClock()
  var disk = FaultyFileSystem() { didSet { listen() } }
  var writers: [Ledger?] = [nil, nil, nil]
  var readers: [Reader?] = [nil, nil]
  /// Writers to which something has failed: they may refuse to go on.
  var hasFailed: Set<Int> = []
  let planted: PlantedFault?
  private let segmentRecordCount: Int
  let sectorByteCount: Int?
  private let indexedRecordCount: UInt64
  /// Batches that a reader saw in the middle of a write.
  var glimpses: [[RecordedEvent]] = []
  var overheard: String?
  var isLooking = false
  /// An index as it was once, by path.
  var keptIndex: [String: [UInt8]] = [:]
  /// The whole disk as it was once.
  var keptDisk: FaultyFileSystem?
  /// Files that were imported without keys, with the positions of their rows.
  var imports: [(text: [UInt8], positions: [UInt64])] = []
  private(set) var step = 0
  private(set) var answerCount = 0

  /// The life that `seed` stands for.
  /// - Throws: `BooksDivergence`, if not even an empty ledger can be made.
  init(seed: UInt64, planting planted: PlantedFault? = nil) throws(BooksDivergence) {
    chance = SeededChance(seed: seed)
    people = People(numbers: SeededChance(seed: ~seed))
    self.planted = planted
    segmentRecordCount = [8, 16, 64, 65_536][chance.below(4)]
    sectorByteCount = [nil, nil, 512][chance.below(3)]
    indexedRecordCount = [4, 12, 30][chance.below(3)]
    do {
      try FileEventStore.create(
        at: Self.path,
        description: LedgerDescription(
          origin: "simulated", unit: Self.unit, sectorByteCount: sectorByteCount),
        fileSystem: disk)
    } catch {
      throw BooksDivergence(step: 0, reason: "no ledger: \(error)")
    }
    listen()
    disk.forgetsToSynchronize = planted == .forgottenSync
  }

  /// Lives so many steps, and looks at everything once more at the end.
  /// - Throws: `BooksDivergence`: the first.
  func run(stepCount: Int) throws(BooksDivergence) {
    try begin()
    while step < stepCount {
      people.year = min(2021, 2018 + step * 4 / max(stepCount, 1))
      switch chance.below(32) {
      case 0...15: try live()
      case 16...17: try importRows()
      case 18: try sendAgain()
      case 19: try attach()
      case 20: try publish()
      case 21: try keepMaster()
      case 22...23: try look(chance.below(readers.count))
      case 24: try crash()
      case 25...27: try meddle()
      case 28: try fillDisk()
      case 29: try contend()
      case 30: try lookAtEverything()
      default: forgetLedgers()
      }
      step += 1
    }
    forgetLedgers()
    try settle(faulty: false)
    try lookAtEverything()
  }

  /// Counts a landmark. What is not on the list would never be missed.
  func note(_ landmark: String) {
    precondition(Self.landmarkSet.contains(landmark), "'\(landmark)' is no landmark.")
    reached[landmark, default: 0] += 1
  }

  private static let landmarkSet = Set(landmarks)

  private func listen() {
    disk.whenFailing = { [unowned self] call, number in
      let name = number == EIO ? "EIO" : number == ENOSPC ? "ENOSPC" : "EDQUOT"
      note(Self.failure(call, name))
    }
  }

  func diverged(_ reason: String) -> BooksDivergence {
    BooksDivergence(step: step, reason: reason)
  }

  func countAnswers(_ count: Int) { answerCount += count }

  /// Opens the ledger as one more process.
  func open(
    on disk: FaultyFileSystem, usesIndex: Bool, onlyForStatements: Bool = false
  ) throws(LedgerError) -> Ledger {
    let clock = clock
    let environment = LedgerEnvironment(
      now: { clock.now }, lockTimeout: .milliseconds(100), indexedRecordCount: indexedRecordCount)
    let ledger = try Ledger(
      at: LedgerPlace(
        path: Self.path, fileSystem: disk, segmentRecordCount: segmentRecordCount, reading: plan),
      environment: environment, usesIndex: usesIndex, onlyForStatements: onlyForStatements)
    if let fault = ledger.indexFault { note("index \(fault.rawValue)") }
    return ledger
  }

  /// Every other step a log is read in pieces of a few lines, as if it were a long one.
  private var plan: ReadingPlan {
    ReadingPlan(threadCount: 1, pieceByteCount: 2_000, leastByteCount: step % 2 == 0 ? 0 : .max)
  }

  /// Errors that injected faults explain; every other one is a divergence.
  func isInjected(_ error: LedgerError) -> Bool {
    guard case .storage(let failure) = error else { return false }
    switch failure.code {
    case .diskFull: return true
    case .systemCallFailed: return failure.errno == EIO
    default: return false
    }
  }

  func forgetLedgers() {
    note("restart of all processes")
    dropLedgers()
  }

  func dropLedgers() {
    writers = writers.map { _ in nil }
    readers = readers.map { _ in nil }
    hasFailed = []
  }

  /// A fault of the next few calls: an error, perhaps a torn write, perhaps the writer's death.
  func nextFault(within callCount: Int) -> Fault {
    Fault(
      callNumber: disk.callCount + 1 + chance.below(callCount),
      errno: [EIO, EIO, ENOSPC, EDQUOT][chance.below(4)],
      writtenByteCount: chance.below(3_000), isLasting: chance.happens(onceIn: 2))
  }

  private func begin() throws(BooksDivergence) {
    let opening = LedgerOpening(
      origin: "simulated", unit: Self.unit, unitCode: nil, tableSet: "hunan-2018")
    try attempt([Submission(.openLedger(opening), actor: "甲")], faulty: false)
    guard chance.happens(onceIn: 2) else { return }
    try attempt([Submission(.describeUnit(.institution), actor: "甲")], faulty: false)
  }
}

extension LedgerError {
  /// The error in one line.
  var brief: String {
    switch self {
    case .rejected(let rejected):
      "refused: "
        + rejected.map { "\($0.index) \($0.rejection.wording.name)" }.joined(separator: ", ")
    case .badInput(_, let problems):
      "bad input: " + problems.map(\.wording.name).joined(separator: ", ")
    case .storage(let error): "storage: \(error.reason)"
    default: "\(self)"
    }
  }
}
