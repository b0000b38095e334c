// From the words of the command line to an exit code.

import Glibc
import Merkle

/// One run of the program.
enum Program {
  private enum Code {
    static let sound: Int32 = 0
    static let foundSomething: Int32 = 1
    static let usage: Int32 = 64
    static let badInput: Int32 = 65
    static let inputOutput: Int32 = 74
  }

  private struct Request {
    var ledger: String?
    var checkpoints: [String] = []
    var proofs: [String] = []
  }

  private static let usage = Phrase(
    zh: """
      用法：juesuan-verify 账本目录 [--checkpoint 文件]… [--proof 文件]…
            juesuan-verify --proof 文件 [--checkpoint 文件]
      退出码：0 完好 · 1 与检查点、证明或附件不符 · 64 写法不对 · 65 文件不可用 · 74 损坏或读不出
      """,
    en: """
      usage: juesuan-verify DIR [--checkpoint FILE]… [--proof FILE]…
             juesuan-verify --proof FILE [--checkpoint FILE]
      exit codes: 0 sound · 1 a checkpoint, proof or document does not fit · 64 usage ·
        65 unusable file · 74 damaged or unreadable
      """)

  private static let isChinese: Bool = {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let value = names.lazy.compactMap { getenv($0) }.map { String(cString: $0) }
      .first { !$0.isEmpty }
    return value?.hasPrefix("zh") ?? false
  }()

  /// Runs what the arguments ask for.
  static func run(_ arguments: [String]) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    if arguments == ["--help"] {
      say(usage)
      return Code.sound
    }
    guard let request = request(arguments) else {
      complain(usage)
      return Code.usage
    }
    var given: [LedgerAudit.GivenCheckpoint] = []
    for path in request.checkpoints {
      guard let text = contents(path) else { return Code.inputOutput }
      do throws(CheckpointError) {
        given.append(.init(file: path, checkpoint: try Checkpoint(parsing: text)))
      } catch {
        complain(Finding(subject: .checkpoint(error), file: path).phrase)
        return Code.badInput
      }
    }
    var proofs: [String] = []
    for path in request.proofs {
      guard let text = contents(path) else { return Code.inputOutput }
      proofs.append(text)
    }
    var code = Code.sound
    for proof in proofs {
      let check = ProofCheck(proof, trusted: given.first?.checkpoint)
      check.lines.forEach(say)
      if !check.isProved { code = Code.foundSomething }
      if request.ledger != nil, let end = check.checkpoint {
        given.append(.init(file: "--proof", checkpoint: end))
      }
    }
    guard let ledger = request.ledger else { return code }
    let audit = LedgerAudit(.directory(ledger), given: given)
    audit.lines.forEach(say)
    if audit.findings.contains(where: \.isDamage) { return Code.inputOutput }
    return audit.findings.isEmpty ? code : Code.foundSomething
  }

  private static func request(_ arguments: [String]) -> Request? {
    var request = Request()
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--checkpoint":
        guard let path = rest.popFirst() else { return nil }
        request.checkpoints.append(path)
      case "--proof":
        guard let path = rest.popFirst() else { return nil }
        request.proofs.append(path)
      default:
        guard request.ledger == nil, !word.hasPrefix("-") else { return nil }
        request.ledger = word
      }
    }
    return request.ledger == nil && request.proofs.isEmpty ? nil : request
  }

  private static func contents(_ path: String) -> String? {
    do throws(Unreadable) {
      guard let bytes = try read(path) else { throw Unreadable(path: path, errno: ENOENT) }
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      complain(Finding(subject: .unreadable(errno: error.errno), file: path).phrase)
      return nil
    }
  }

  private static func say(_ phrase: Phrase) {
    write(phrase, to: STDOUT_FILENO)
  }

  private static func complain(_ phrase: Phrase) {
    write(phrase, to: STDERR_FILENO)
  }

  private static func write(_ phrase: Phrase, to descriptor: Int32) {
    var rest = Array((phrase.text(inChinese: isChinese) + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      // A reader that has gone away ends the output, not the check.
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }
}

extension LedgerSource {
  /// The ledger in a directory.
  static func directory(_ path: String) -> LedgerSource {
    LedgerSource(
      names: { (folder) throws(Unreadable) in try list("\(path)/\(folder)") },
      bytes: { (name) throws(Unreadable) in try read("\(path)/\(name)") })
  }
}

/// The names in a directory; `nil` if there is no directory.
private func list(_ path: String) throws(Unreadable) -> [String]? {
  guard let directory = opendir(path) else {
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw Unreadable(path: path, errno: errno)
  }
  defer { closedir(directory) }
  var names: [String] = []
  errno = 0
  while let entry = readdir(directory) {
    names.append(
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      })
    errno = 0
  }
  guard errno == 0 else { throw Unreadable(path: path, errno: errno) }
  return names
}

/// The bytes of a file; `nil` if there is none.
private func read(_ path: String) throws(Unreadable) -> [UInt8]? {
  guard let file = fopen(path, "rb") else {
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw Unreadable(path: path, errno: errno)
  }
  defer { fclose(file) }
  var status = stat()
  guard fstat(fileno(file), &status) == 0 else { throw Unreadable(path: path, errno: errno) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size))
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  defer { piece.deallocate() }
  while true {
    let count = fread(piece.baseAddress, 1, piece.count, file)
    bytes.append(contentsOf: piece[..<count])
    if count < piece.count { break }
  }
  guard ferror(file) == 0 else { throw Unreadable(path: path, errno: EIO) }
  return bytes
}
