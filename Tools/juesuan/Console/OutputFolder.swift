// Writes an answer that is many files: into a folder that holds nothing else.

import BudgetDomain
import Glibc

/// A folder that was empty or absent when the answer began.
struct OutputFolder: Sendable {
  let path: String

  /// Refuses a folder that lies in a ledger or holds anything; writes nothing yet.
  init(refusingContentsOf path: String) throws(Failure) {
    self.path = path
    try OutputPlace.refuseLedger(path)
    guard let stream = opendir(path) else {
      if errno == ENOENT { return }
      throw .system("opendir", path, code: .cannotCreate)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name == "." || name == ".." else {
        throw Failure(.cannotCreate, FolderNotEmpty(), place: path, excerpt: name)
      }
    }
  }

  /// Writes a new file at `name` below the folder, making it and the folders on the way. The one
  /// that the folder lies in must exist: a path that was mistyped makes nothing.
  func write(_ bytes: [UInt8], to name: String) throws(Failure) {
    let file = "\(path)/\(name)"
    let ends = name.indices.filter { name[$0] == "/" }
    for folder in [path] + ends.map({ "\(path)/\(name[..<$0])" }) {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        throw .system("mkdir", folder, code: .cannotCreate)
      }
    }
    let descriptor = open(file, O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw .system("open", file, code: .cannotCreate) }
    defer { close(descriptor) }
    try Console.write(bytes, to: descriptor, name: file)
  }
}

/// A folder that holds something already.
struct FolderNotEmpty: Worded {
  var wording: Wording {
    Wording(
      name: "folderNotEmpty",
      what: Phrase(zh: "目录不是空的。", en: "The directory is not empty."),
      next: Phrase(zh: "换一个新目录，或先清空它。", en: "Use a new directory, or empty it first."))
  }
}
