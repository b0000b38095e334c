// What a ledger needs that is neither in the log nor in a command: the clock, and who runs this.

public import BudgetDomain
import Glibc

/// Where the façade takes the time and the user from, so that tests can give their own.
public struct LedgerEnvironment: Sendable {
  /// The present moment.
  public let now: @Sendable () -> RecordedTime
  /// How long a writer waits for another one before it says that the ledger is busy.
  public let lockTimeout: Duration

  /// How many records behind the index make it worth writing again.
  public let indexedRecordCount: UInt64

  /// The user of the operating system, recorded in every envelope beside the claimed actor; `nil`
  /// to record none.
  public let systemUser: String?

  /// An environment made of its parts.
  public init(
    now: @escaping @Sendable () -> RecordedTime, lockTimeout: Duration = .seconds(60),
    indexedRecordCount: UInt64 = 16_384, systemUser: String? = nil
  ) {
    self.now = now
    self.lockTimeout = lockTimeout
    self.indexedRecordCount = indexedRecordCount
    self.systemUser = systemUser
  }

  /// The clock of the machine, and whoever runs the process.
  public static let system = LedgerEnvironment(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return RecordedTime(
        microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }, systemUser: userOfThisProcess())

  /// Today in Beijing time: the default date of a reversal.
  public var today: EffectiveDate { now().beijingDate }

  /// The name of the real user (POSIX `getuid`), which a program cannot choose; `uid:N` where the
  /// system has no name for it, or one that a record cannot hold.
  private static func userOfThisProcess() -> String {
    let number = getuid()
    guard let entry = getpwuid(number), let bytes = entry.pointee.pw_name,
      let name = String(validatingCString: bytes),
      (1...systemUserByteCountMax).contains(name.utf8.count),
      name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else { return "uid:\(number)" }
    return name
  }

  /// The longest user name that is recorded, in bytes of UTF-8 (Linux allows 32).
  private static let systemUserByteCountMax = 256
}
