// The one type through which programs use a ledger: open it, and keep its folds up to date.

public import BudgetDomain
import EventCoding
public import EventStorage
public import Projections

/// A ledger: its log, and the folds of it that deciding and reporting need.
///
/// A ledger is used by one thread at a time; any number of processes may use one directory. What
/// others wrote is taken in before anything is decided or reported.
public final class Ledger {
  let store: any EventStore
  let environment: LedgerEnvironment
  var fold: LedgerFold
  /// The index of a ledger in a directory; `nil` for one in memory.
  var memory: IndexMemory?

  /// Opens the ledger in the directory `path`.
  ///
  /// Where there is an index that can be believed, only the records behind it are read; else every
  /// record is read and checked, and an index is written if the log is long.
  ///
  /// - Parameters:
  ///   - usesIndex: `false` reads the log whatever stands beside it, and writes nothing there.
  ///   - onlyForStatements: leaves it to ``statement(_:for:at:tableSet:money:)`` and its neighbours
  ///     to check of the index what they need. Columns are then not to be read directly.
  /// - Throws: ``LedgerError/storage(_:)``, ``LedgerError/unreadableRecord(_:_:)`` or
  ///   ``LedgerError/impossibleRecord(_:_:)``.
  /// - Complexity: O(n) in the bytes of the log; with an index, in those behind it.
  public convenience init(
    openingAt path: String, environment: LedgerEnvironment = .system, usesIndex: Bool = true,
    onlyForStatements: Bool = false
  ) throws(LedgerError) {
    try self.init(
      at: LedgerPlace(path: path), environment: environment, usesIndex: usesIndex,
      onlyForStatements: onlyForStatements)
  }

  /// Opens the ledger at `place`, as ``init(openingAt:environment:usesIndex:onlyForStatements:)``.
  ///
  /// - Throws: as that one.
  package init(
    at place: LedgerPlace, environment: LedgerEnvironment, usesIndex: Bool = true,
    onlyForStatements: Bool = false
  ) throws(LedgerError) {
    self.environment = environment
    var memory = IndexMemory(
      folder: IndexFolder(ofLedgerAt: place.path, fileSystem: place.fileSystem))
    if usesIndex,
      let opened = try Self.open(place, byIndexIn: &memory, checksAllRows: !onlyForStatements)
    {
      store = opened.store
      fold = opened.fold
      self.memory = memory
      try refresh()
      keepIndex()
      return
    }
    var fold = LedgerFold()
    do throws(StorageError) {
      store = try FileEventStore(
        openingAt: place.path, fileSystem: place.fileSystem,
        segmentRecordCount: place.segmentRecordCount, by: place.reading, into: &fold)
    } catch {
      throw .storage(error)
    }
    self.fold = fold
    try checkFold()
    guard usesIndex else { return }
    if memory.fault == nil, size >= environment.indexedRecordCount { memory.fault = .missing }
    self.memory = memory
    keepIndex()
  }

  /// Why the index had to be made again, if it had to.
  public var indexFault: IndexFault? { memory?.fault }

  /// Uses a store that is open already, such as one in memory.
  ///
  /// - Throws: as ``init(openingAt:environment:)``.
  public init(
    on store: any EventStore, environment: LedgerEnvironment = .system
  ) throws(LedgerError) {
    self.store = store
    self.environment = environment
    fold = LedgerFold()
    try reachingStore { () throws(StorageError) in
      try store.forEachRecord(in: 0..<store.size) { fold.take($0) }
    }
    try checkFold()
  }

  /// How many records the ledger holds; the position of the next one.
  public var size: UInt64 { fold.columns.endPosition }

  /// The unit and its table set, or `nil` where the directory was made but never opened.
  public var opening: LedgerOpening? { fold.state.opening }

  /// The code lists in force.
  public var catalogue: ClassificationCatalogue { fold.state.catalogue }

  /// The facts in columns, for questions that have no method of their own.
  public var columns: FactColumns { fold.columns }

  /// Bytes behind the last whole batch: somebody is writing, or a write was cut short.
  public var tail: TailReport { store.tail }

  /// Torn tails that this process has moved out of the log.
  public var setAsideTails: [SetAsideTail] { store.setAsideTails }

  /// Takes in what other processes have written since.
  ///
  /// - Throws: as ``init(openingAt:environment:)``.
  public func refresh() throws(LedgerError) {
    try reachingStore { () throws(StorageError) in
      try store.refresh(into: &fold)
    }
    try checkFold()
  }

  /// Runs `body` as the only writer, caught up with all others.
  func exclusively<Result>(
    _ body: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    try store.exclusively(
      waitingAtMost: environment.lockTimeout, visiting: { fold.take($0) }
    ) { () throws(LedgerError) in
      try checkFold()
      return try body()
    }
  }

  /// Calls the store and gives its errors the type of the façade.
  @discardableResult
  func reachingStore<Result>(
    _ body: () throws(StorageError) -> Result
  ) throws(LedgerError) -> Result {
    do throws(StorageError) {
      return try body()
    } catch {
      throw .storage(error)
    }
  }

  /// Speaks up about the first record that could not be folded, every time.
  func checkFold() throws(LedgerError) {
    if let failure = fold.failure { throw failure }
    guard let opening = fold.state.opening else { return }
    guard opening.origin == store.description.origin, opening.unit == store.description.unit
    else {
      let place = RecordPlace(position: 0, file: "ledger.json", offset: 0)
      throw .impossibleRecord(place, .openingOfAnotherLedger)
    }
  }
}
