// Says which input stopped the program: a trap, a crash, or a parser that does not come to an end.

import Glibc
import Synchronization

/// The seed of the input that is being read.
private let seedInHand = Atomic<UInt64>(0)

/// What happens when the program is about to die: the seed is written, and that is all. Nothing in
/// here may allocate or lock: the program may have been stopped anywhere.
private func reportDeath(_ signal: Int32) {
  var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
  withUnsafeMutableBytes(of: &digits) { buffer in
    var place = buffer.count
    var rest = seedInHand.load(ordering: .relaxed)
    repeat {
      place -= 1
      buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    func put(_ text: StaticString) {
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
    let isTime = signal == SIGVTALRM
    put(isTime ? "the parsers do not come to an end at seed " : "the parsers crash at seed ")
    _ = write(STDERR_FILENO, buffer.baseAddress?.advanced(by: place), buffer.count - place)
    put("\nagain: juesuan-simulate --parsers --seeds 1 --seed ")
    _ = write(STDERR_FILENO, buffer.baseAddress?.advanced(by: place), buffer.count - place)
    put("\n")
  }
  _exit(1)
}

/// Watches over inputs that may stop the program.
enum TrapReport {
  /// The most processor time that one input may take, in seconds.
  static let secondsMax = 20
  /// The most address space that all of the program may take, in bytes.
  static let addressByteCountMax: UInt = 4 << 30

  /// Takes over the signals of dying, and bounds memory.
  static func install() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGVTALRM] {
      signal(number, reportDeath)
    }
    var limit = rlimit(rlim_cur: addressByteCountMax, rlim_max: addressByteCountMax)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }

  /// The input of `seed` comes next; its time begins.
  static func begin(_ seed: UInt64) {
    seedInHand.store(seed, ordering: .relaxed)
    var time = itimerval()
    time.it_value.tv_sec = secondsMax
    setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &time, nil)
  }
}
