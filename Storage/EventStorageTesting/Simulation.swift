// One seed, one life of a ledger: writers, readers, faults, crashes, and a model that checks them.

import EventStorage
import Glibc
import Merkle

/// The first thing that went otherwise than the model says.
public struct Divergence: Error, Sendable {
  /// The step at which it was noticed, from 0.
  public let step: Int
  /// What was expected and what was found.
  public let reason: String
}

/// A simulated life of a ledger on a disk that fails, drawn from one seed.
///
/// Three writers and two readers use one ledger. The clock jumps, calls fail, writes tear, the
/// power goes, bytes rot, the disk fills up, somebody else holds the lock. Half of the ledgers
/// begin each commit on a sector of its own, and half of those stand on a device that tears
/// sectors. The same seed gives the same life.
public final class Simulation {
  /// A fault that the engine cannot or does not survive, for the simulation to find.
  public enum PlantedFault: Sendable {
    /// The disk says it has synchronized a file, and has not.
    case forgottenSync
    /// The device tears sectors, and the ledger does not keep commits apart by sectors.
    case tornSectors
  }

  /// How often each of `landmarks` was reached.
  public private(set) var reached: [String: Int] = [:]
  /// The number of records acknowledged.
  public var acknowledgedCount: Int { model.bodies.count }

  static let path = "/books"
  var chance: SeededChance
  var disk = FaultyFileSystem() { didSet { listen() } }
  var model = AcknowledgedLog()
  /// The documents that were acknowledged, by digest.
  var documents: [String: [UInt8]] = [:]
  let segmentRecordCount: Int
  /// What commits are kept apart by; `nil` where they share sectors.
  let sectorByteCount: Int?
  /// Whether the device may lose the sector that it is writing.
  let isTearing: Bool
  var writers: [FileEventStore?] = [nil, nil, nil]
  var readers: [Reader?] = [nil, nil]
  var clock: Int64 = 1_795_240_629_000_000
  var sentCount = 0
  var publishedSizes: Set<UInt64> = []
  private(set) var step = 0

  /// A store that only reads, and all it has been handed since it was opened.
  struct Reader {
    var store: FileEventStore
    var bodies: [[UInt8]]
    /// Whether it has been handed a batch that nobody had acknowledged.
    var sawDoubtful = false
  }

  /// A complaint of a reader that looked in the middle of a write.
  var overheard: String?
  var isLooking = false

  /// The life that `seed` stands for, with a fault planted for it to find if there is one.
  /// - Throws: `Divergence`, if not even an empty ledger can be made.
  public init(seed: UInt64, planting planted: PlantedFault? = nil) throws(Divergence) {
    chance = SeededChance(seed: seed)
    segmentRecordCount = [4, 8, 16][chance.below(3)]
    let sectors = [nil, nil, 512, 4_096][chance.below(4)]
    let tears = chance.happens(onceIn: 2)
    sectorByteCount = planted == .tornSectors ? nil : sectors
    isTearing = planted == .tornSectors || tears && sectorByteCount != nil
    disk.sectorByteCount = sectorByteCount ?? 512
    do {
      try FileEventStore.create(
        at: Simulation.path,
        description: LedgerDescription(
          origin: "simulated", unit: "单位", sectorByteCount: sectorByteCount),
        fileSystem: disk)
    } catch {
      throw Divergence(step: 0, reason: "no ledger: \(error)")
    }
    listen()
    disk.forgetsToSynchronize = planted == .forgottenSync
    note(isTearing ? "device tears a sector" : "device keeps a sector whole")
    note(sectorByteCount == nil ? "commits share sectors" : "commits on sectors of their own")
  }

  /// Lives so many steps, and looks at everything once more at the end.
  /// - Throws: `Divergence`: the first.
  public func run(stepCount: Int) throws(Divergence) {
    while step < stepCount {
      switch chance.below(26) {
      case 0...8: try append(faulty: false)
      case 9...12: try append(faulty: true)
      case 13...14: try look(chance.below(readers.count))
      case 15: try crash()
      case 16: try publish(faulty: chance.happens(onceIn: 2))
      case 17...18: try rot()
      case 19: try fillDisk()
      case 20...22: try keepDocument(faulty: chance.happens(onceIn: 2))
      case 23: try contend()
      case 24: try alter()
      default: forgetStores()
      }
      step += 1
    }
    forgetStores()
    try verify()
  }

  /// Counts a landmark. What is not on the list would never be missed.
  func note(_ landmark: String) {
    precondition(Simulation.landmarkSet.contains(landmark), "'\(landmark)' is no landmark.")
    reached[landmark, default: 0] += 1
  }

  private static let landmarkSet = Set(landmarks)

  /// Counts the calls that fail, also those whose failure nobody is told.
  private func listen() {
    disk.whenFailing = { [unowned self] call, number in
      let name = number == EIO ? "EIO" : number == ENOSPC ? "ENOSPC" : "EDQUOT"
      note(Simulation.failure(call, name))
    }
  }

  func diverged(_ reason: String) -> Divergence {
    Divergence(step: step, reason: reason)
  }

  func open(on disk: FaultyFileSystem) throws(StorageError) -> FileEventStore {
    try FileEventStore(
      openingAt: Simulation.path, fileSystem: disk, segmentRecordCount: segmentRecordCount)
  }

  func reopened(_ store: FileEventStore?) throws(StorageError) -> FileEventStore {
    guard let store else { return try open(on: disk) }
    return store
  }

  /// Errors that injected faults explain; every other one is a divergence.
  func isInjected(_ error: StorageError) -> Bool {
    switch error.code {
    case .diskFull: true
    case .systemCallFailed: error.errno == EIO
    default: false
    }
  }

  /// What meets whoever is hit by `fault`: sometimes a second one while he clears up.
  func faults(after fault: Fault) -> [Fault] {
    guard !fault.isLasting, chance.happens(onceIn: 2) else { return [fault] }
    let second = Fault(callNumber: fault.callNumber + 1 + chance.below(12), errno: fault.errno)
    return [fault, second]
  }

  /// A fault of the next few calls: an error, perhaps a torn write, perhaps the writer's death.
  func nextFault(within callCount: Int) -> Fault {
    Fault(
      callNumber: disk.callCount + 1 + chance.below(callCount),
      errno: [EIO, EIO, ENOSPC, EDQUOT][chance.below(4)],
      writtenByteCount: chance.below(3_000), isLasting: chance.happens(onceIn: 2))
  }

  func forgetStores() {
    note("restart of all processes")
    writers = writers.map { _ in nil }
    readers = readers.map { _ in nil }
  }
}
