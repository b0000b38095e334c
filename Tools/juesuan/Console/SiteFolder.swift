// Writes a site: beside its place, file by file, then all at once in place of an older one.

import BudgetDomain
import Glibc
import Merkle

/// The folder of a site while it is being made.
///
/// It is written under a passing name and renamed by ``finish()``; without that nothing appears.
/// The list of all files with their SHA-256 comes last and is how a site is known again: only a
/// folder that holds exactly what its list says is ever replaced.
final class SiteFolder {
  /// The folder as it was named.
  let path: String
  /// The folder with every link on the way followed.
  private let place: String
  private let draft: OutputFolder
  private let replaced: Bool
  private var sums = Site.firstLine + "\n"
  private var isFinished = false

  /// The file that lists all others, in the form of `sha256sum`.
  static let listName = "SHA256SUMS"

  private enum Site {
    static let firstLine = "# juesuan site 1"
  }

  /// Refuses a folder that lies in a ledger, or holds anything other than a site as it was written;
  /// writes nothing yet.
  init(replacingSiteAt path: String) throws(Failure) {
    try OutputPlace.refuseLedger(path)
    var name = path
    if let real = realpath(path, nil) {
      name = String(cString: real)
      free(real)
    }
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.path = path
    place = name
    let files = try Self.files(below: name)
    replaced = !files.isEmpty
    if replaced { try Self.refuseForeign(files, name) }
    draft = try OutputFolder(refusingContentsOf: "\(name).\(getpid()).draft")
  }

  deinit {
    if !isFinished { Self.remove(draft.path) }
  }

  /// Adds a file.
  func write(_ text: String, to name: String) throws(Failure) {
    let bytes = Array(text.utf8)
    sums += "\(SHA256.hash(bytes).hex)  \(name)\n"
    try draft.write(bytes, to: name)
  }

  /// Adds the list of files and puts the folder in its place.
  func finish() throws(Failure) {
    try draft.write(Array(sums.utf8), to: Self.listName)
    let old = "\(draft.path).old"
    // An empty folder is replaced by renaming; one that holds a site has to make room first.
    guard !replaced || rename(place, old) == 0 else {
      throw .system("rename", path, code: .cannotCreate)
    }
    guard rename(draft.path, place) == 0 else {
      let failure = Failure.system("rename", path, code: .cannotCreate)
      if replaced { rename(old, place) }
      throw failure
    }
    isFinished = true
    if replaced { Self.remove(old) }
  }

  /// Refuses files that are not those of the list among them.
  private static func refuseForeign(_ files: [String], _ path: String) throws(Failure) {
    var sums: [String: String] = [:]
    if files.contains(listName) {
      let list = try InputFile(reading: "\(path)/\(listName)")
      let lines = String(decoding: list.bytes, as: UTF8.self).split(separator: "\n")
      if lines.first.map({ $0 == Site.firstLine }) ?? false {
        for line in lines.dropFirst() where line.utf8.count > 66 {
          sums[String(line.dropFirst(66))] = String(line.prefix(64))
        }
      }
    }
    for name in files where name != listName || sums.isEmpty {
      guard let sum = sums[name] else {
        throw Failure(.cannotCreate, FolderNotOfSite(), place: path, excerpt: name)
      }
      let file = try InputFile(reading: "\(path)/\(name)")
      guard SHA256.hash(file.bytes).hex == sum else {
        throw Failure(.cannotCreate, SiteFileChanged(), place: path, excerpt: name)
      }
    }
  }

  /// The files below a folder, those of folders in it with their way, in order; none where there is
  /// no folder. Links are files here, whatever they lead to.
  private static func files(below path: String) throws(Failure) -> [String] {
    var found: [String] = []
    for name in try names(in: path) {
      let inner = "\(path)/\(name)"
      if isFolder(inner) {
        found += try files(below: inner).map { "\(name)/\($0)" }
      } else {
        found.append(name)
      }
    }
    return found
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func names(in path: String) throws(Failure) -> [String] {
    guard let stream = opendir(path) else {
      if errno == ENOENT { return [] }
      throw .system("opendir", path, code: .cannotCreate)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a folder that this program wrote, as far as that is possible.
  private static func remove(_ path: String) {
    for name in (try? names(in: path)) ?? [] {
      let inner = "\(path)/\(name)"
      if isFolder(inner) { remove(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}

/// A folder that holds something else than a site.
struct FolderNotOfSite: Worded {
  var wording: Wording {
    Wording(
      name: "folderNotOfSite",
      what: Phrase(
        zh: "目录里有不属于本程序所写站点的文件。",
        en: "The directory holds a file that is no part of a site written by this program."),
      next: Phrase(
        zh: "换一个新目录，或把该文件移走；没有改动任何内容。",
        en: "Use a new directory, or move the file away; nothing was changed."))
  }
}

/// A page of a site that somebody has changed since it was written.
struct SiteFileChanged: Worded {
  var wording: Wording {
    Wording(
      name: "siteFileChanged",
      what: Phrase(
        zh: "站点里的这个文件在写出之后被改过。", en: "This file of the site was changed after it was written."),
      next: Phrase(
        zh: "要保留就换一个新目录；不要了就删掉整个目录再导出。",
        en: "To keep it, use a new directory; else remove the directory and export again."))
  }
}
