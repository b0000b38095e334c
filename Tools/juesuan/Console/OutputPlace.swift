// Keeps answers out of ledgers: a file of the log must never be the target of `-o`.

import BudgetDomain
import Glibc

/// Where an answer may be written.
enum OutputPlace {
  /// Refuses a path that lies in a ledger directory, whatever links lead there.
  static func refuseLedger(_ path: String) throws(Failure) {
    // The file need not exist; its folder must, or opening it fails with a better message.
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? "."
    for start in [resolved(path), resolved(parent)].compactMap({ $0 }) {
      var folder = start
      while !folder.isEmpty {
        if access(folder + "/ledger.json", F_OK) == 0, access(folder + "/log", F_OK) == 0 {
          throw Failure(.cannotCreate, OutputInsideLedger(ledger: folder), place: path)
        }
        folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
      }
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// An answer that would have been written into a ledger.
struct OutputInsideLedger: Worded {
  let ledger: String

  var wording: Wording {
    Wording(
      name: "outputInsideLedger",
      what: Phrase(
        zh: "输出文件在账本目录 \(ledger) 里面，可能覆盖账本。",
        en: "The output lies inside the ledger \(ledger) and could overwrite it."),
      next: Phrase(zh: "写到账本目录以外。", en: "Write it outside the ledger."))
  }
}
