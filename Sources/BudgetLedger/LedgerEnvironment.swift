// The clock: the only thing a ledger needs that is neither in the log nor in a command.

public import BudgetDomain
import Glibc

/// Where the façade takes the time from, so that tests can give their own.
public struct LedgerEnvironment: Sendable {
  /// The present moment.
  public let now: @Sendable () -> RecordedTime
  /// How long a writer waits for another one before it says that the ledger is busy.
  public let lockTimeout: Duration

  /// How many records behind the index make it worth writing again.
  public let indexedRecordCount: UInt64

  /// An environment made of its parts.
  public init(
    now: @escaping @Sendable () -> RecordedTime, lockTimeout: Duration = .seconds(60),
    indexedRecordCount: UInt64 = 16_384
  ) {
    self.now = now
    self.lockTimeout = lockTimeout
    self.indexedRecordCount = indexedRecordCount
  }

  /// The clock of the machine.
  public static let system = LedgerEnvironment(now: {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return RecordedTime(
      microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  })

  /// Today in Beijing time: the default date of a reversal.
  public var today: EffectiveDate { now().beijingDate }
}
