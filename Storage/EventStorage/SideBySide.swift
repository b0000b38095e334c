// Several values made at the same time, each by a thread of its own.

import Glibc

/// Values that are made by several threads, the caller's included.
package enum SideBySide {
  /// `make` of every number below `count`, each called on a thread of its own; for a few numbers
  /// at a time, whose values take long to make.
  package static func make<Value: Sendable>(
    _ count: Int, _ make: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    guard count > 1 else { return (0..<count).map(make) }
    let tasks = (1..<count).map { number in SideTask { make(number) } }
    let first = make(0)
    return [first] + tasks.map { $0.value() }
  }
}

/// One value that a thread of its own makes; where there is none to spare, who asks for it does.
///
/// `@unchecked Sendable`: the value is written by the one thread, and read when that has ended.
private final class SideTask<Value: Sendable>: ThreadBody, @unchecked Sendable {
  private let make: @Sendable () -> Value
  private var made: Value?
  private var thread: pthread_t?

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    thread = startThread()
  }

  func run() {
    made = make()
  }

  /// Waits for the value; called once.
  func value() -> Value {
    if let thread { pthread_join(thread, nil) }
    return made ?? make()
  }
}
