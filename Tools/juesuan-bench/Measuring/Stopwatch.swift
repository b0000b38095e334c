// Time by a clock that nobody sets, in whole nanoseconds.

import Glibc

/// The time since it was made.
struct Stopwatch {
  private let start = Stopwatch.now

  /// Nanoseconds since the stopwatch was made.
  var nanoseconds: Int { Self.now - start }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
