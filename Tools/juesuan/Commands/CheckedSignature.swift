// Signatures of checkpoints, checked by the tool that users have already: ssh-keygen.

import BudgetDomain
import EventStorage
import Glibc
import Merkle

/// A signature beside a published checkpoint, as `ssh-keygen` sees it.
struct CheckedSignature: Sendable {
  /// The size of the checkpoint that it signs.
  let size: UInt64
  /// The name of its file in `checkpoints`.
  let fileName: String
  /// Who signed, as the file of allowed signers calls them; `nil` where it does not hold.
  let signer: String?
  /// What `ssh-keygen` said last.
  let remark: String

  /// The name that keeps signatures of checkpoints apart from those of mails and code.
  static let namespace = "juesuan"
  private static let program = "ssh-keygen"

  /// Checks every signature there is; checkpoints without one are left out.
  ///
  /// - Parameter allowedSigners: a file as `ssh-keygen(1)` describes it under ALLOWED SIGNERS.
  static func all(
    of stored: [StoredCheckpoint], allowedSigners: String
  ) throws(Failure) -> [CheckedSignature] {
    // Read here once, so that a missing file is told as one, and not as a signature that fails.
    _ = try InputFile(reading: allowedSigners)
    let signers = allowedSigners.hasPrefix("-") ? "./\(allowedSigners)" : allowedSigners
    var checked: [CheckedSignature] = []
    for checkpoint in stored {
      guard let signature = checkpoint.signature else { continue }
      checked.append(try check(checkpoint, signature, signers))
    }
    return checked
  }

  /// Two runs of `ssh-keygen`: whose key it is, and whether it signs these bytes.
  private static func check(
    _ stored: StoredCheckpoint, _ signature: [UInt8], _ signers: String
  ) throws(Failure) -> CheckedSignature {
    let file = try TemporaryFile(holding: signature)
    defer { file.remove() }
    func result(_ signer: String?, _ run: ChildProcess) -> CheckedSignature {
      let remark = run.output.split(separator: "\n").last.map(String.init) ?? "\(run.exitCode)"
      return CheckedSignature(
        size: stored.checkpoint.size, fileName: "\(stored.fileName).sig", signer: signer,
        remark: remark)
    }
    let found = try ChildProcess(
      running: program, ["-Y", "find-principals", "-s", file.path, "-f", signers])
    guard found.exitCode == 0 else { return result(nil, found) }
    var last = found
    // A line names the principals of one key; the same key may stand there under several names.
    for name in found.output.split(whereSeparator: { $0 == "\n" || $0 == "," }).map(String.init) {
      last = try ChildProcess(
        running: program,
        ["-Y", "verify", "-f", signers, "-I", name, "-n", namespace, "-s", file.path],
        input: Array(stored.text.utf8))
      if last.exitCode == 0 { return result(name, last) }
    }
    return result(nil, last)
  }

  /// The complaint about a signature that does not hold.
  func complaint(ledger path: String) -> Complaint {
    let place = "\(path)/checkpoints/\(fileName)"
    return Complaint(
      place: Phrase(zh: place, en: place), excerpt: remark,
      wording: Wording(
        name: "signatureRefused",
        what: Phrase(
          zh: "\(size) 条的检查点的签名不成立：不是所列签名人签的，或检查点、签名被改过。",
          en: "The signature of the checkpoint of \(size) events does not hold: it is of nobody "
            + "listed, or the checkpoint or the signature was changed."),
        next: Phrase(
          zh: "与签名人手中的检查点逐字比较；重新签名：ssh-keygen -Y sign -n juesuan -f KEY FILE",
          en: "Compare it with the copy of whoever signed; to sign again: ssh-keygen -Y sign "
            + "-n juesuan -f KEY FILE")))
  }
}

/// A file that only this user can read, for another program to open.
private struct TemporaryFile {
  let path: String

  init(holding bytes: [UInt8]) throws(Failure) {
    let folder = Surroundings.variable("TMPDIR") ?? "/tmp"
    let placeholder = String(repeating: "X", count: 6)  // what mkstemp replaces
    var template = Array("\(folder)/juesuan-signature-\(placeholder)".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { bytes in
      bytes.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw .system("mkstemp", folder, code: .cannotCreate) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { close(descriptor) }
    do throws(Failure) {
      try Console.write(bytes, to: descriptor, name: path)
    } catch {
      unlink(path)
      throw error
    }
  }

  func remove() { unlink(path) }
}

/// A ledger whose signatures were to be checked, and that has none.
struct NoSignatures: Worded {
  var wording: Wording {
    Wording(
      name: "noSignatures",
      what: Phrase(
        zh: "没有一个公布的检查点带签名。", en: "No published checkpoint has a signature."),
      next: Phrase(
        zh: "收存一个：juesuan checkpoint --store FILE；若以前有过，查问是谁拿走的。",
        en: "Keep one by juesuan checkpoint --store FILE; if there was one, ask who removed it."))
  }
}
