// What a thread of the operating system runs.

import Glibc

/// Something that a thread of its own runs.
protocol ThreadBody: AnyObject {
  /// What the thread does; it ends when this returns.
  func run()
}

extension ThreadBody {
  /// Starts a thread that runs this; `nil` where the machine has none to spare.
  ///
  /// The thread keeps nothing alive: whoever started it joins it before giving this up.
  func startThread() -> pthread_t? {
    var started = pthread_t()
    let context = Unmanaged.passUnretained(self as AnyObject).toOpaque()
    let outcome = pthread_create(
      &started, nil,
      { context in
        guard let context else { return nil }
        let body = Unmanaged<AnyObject>.fromOpaque(context).takeUnretainedValue()
        (body as? any ThreadBody)?.run()
        return nil
      }, context)
    return outcome == 0 ? started : nil
  }
}
