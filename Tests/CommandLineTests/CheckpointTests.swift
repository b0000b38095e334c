// Checkpoints on their way out, and the signatures that come back.

import Foundation
import Testing

@Suite struct CheckpointTests {
  private static let name = "00000000000000000004.checkpoint"

  @Test func `publishing prints the checkpoint and keeps it, once`() throws {
    let books = try Books.small()
    let plain = try books.run(words("checkpoint")).output
    let tried = try books.run(words("checkpoint --publish --dry-run"))
    #expect(tried.output == plain)
    #expect(try books.directory.names("books") == ["ledger.json", "log"])
    let run = try books.run(words("checkpoint --publish"))
    #expect(run.exitCode == 0 && run.output == plain && run.errors.isEmpty)
    #expect(try books.directory.text("books/checkpoints/\(Self.name)") == plain)
    #expect(try books.run(words("checkpoint --publish")).output == plain)
    let written = try books.run(words("checkpoint --publish -o p.txt"))
    #expect(try books.directory.text("p.txt") == plain)
    #expect(
      written.output == "published the checkpoint of 4 events · sign it: ssh-keygen -Y sign "
        + "-n juesuan -f KEY p.txt · keep the signature: juesuan checkpoint --store p.txt\n")
    #expect(try books.directory.names("books/checkpoints") == [Self.name])
  }

  @Test func `publishing a year publishes the checkpoint it names, and no refusal does`() throws {
    let books = try Books.small()
    try books.prepare("publish 2018 --name 公开 --dry-run")
    #expect(try books.directory.names("books") == ["ledger.json", "log"])
    let run = try books.run(words("publish 2018 --name 公开"))
    #expect(run.exitCode == 0)
    let size = "00000000000000000004.checkpoint"
    #expect(try books.directory.names("books/checkpoints") == [size])
    let text = try books.directory.text("books/checkpoints/\(size)")
    let root = try #require(Data(base64Encoded: String(text.split(separator: "\n")[2])))
    let hex = root.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(run.output.contains("log of 4 events, root \(hex.prefix(12)), checkpoint published\n"))
    #expect(try books.run(words("show 4 --format json")).output.contains("\"\(hex)\""))
    #expect(try books.run(words("publish 2018 --name 公开")).exitCode == 2)
    #expect(try books.directory.names("books/checkpoints") == [size])
  }

  @Test func `a statement prints the beginning of the root, and JSON all of it`() throws {
    let books = try Books.small()
    let json = try books.run(words("verify --format json")).output
    let root = try #require(json.firstMatch(of: /"root":"([0-9a-f]{64})"/)?.output.1)
    for format in ["text", "csv"] {
      let run = try books.run(words("statement 01 --for 2018 --format \(format)"))
      #expect(!run.output.contains(root))
      if format == "text" {
        #expect(run.output.contains("log of 4 events, root \(root.prefix(12))\n"))
      }
    }
    let whole = try books.run(words("statement 01 --for 2018 --format json"))
    #expect(whole.output.contains(#""root":"\#(root)""#))
  }

  @Test func `a signature is kept only beside the text it signs`() throws {
    let books = try Books.small()
    try books.prepare("checkpoint -o early.txt")
    try books.directory.write("signature", to: "early.txt.sig")
    let early = try books.run(words("checkpoint --store early.txt"))
    #expect(early.exitCode == 65 && early.errors.contains("[checkpointUnknown]"))
    #expect(early.errors.contains("juesuan checkpoint --publish"))
    try books.prepare("checkpoint --publish -o p.txt")
    try books.directory.write(try books.directory.text("p.txt") + "extension\n", to: "more.txt")
    try books.directory.write("signature", to: "more.txt.sig")
    let more = try books.run(words("checkpoint --store more.txt"))
    #expect(more.exitCode == 65 && more.errors.contains("[checkpointTextDiffers]"))
    try books.directory.write("", to: "empty.sig")
    let empty = try books.run(words("checkpoint --store p.txt --signature empty.sig"))
    #expect(empty.exitCode == 65 && empty.errors.contains("[signatureUnusable]"))
    let none = try books.run(words("checkpoint --store p.txt"))
    #expect(none.exitCode == 74 && none.errors.contains("p.txt.sig"))
    try books.prepare("checkpoint --store p.txt --signature early.txt.sig --dry-run")
    #expect(try books.directory.names("books/checkpoints") == [Self.name])
    let first = try books.run(words("checkpoint --store p.txt --signature early.txt.sig"))
    #expect(
      first.output == "signature of the checkpoint of 4 events · check it: juesuan verify "
        + "--allowed-signers FILE\n")
    try books.directory.write("another", to: "p.txt.sig")
    let second = try books.run(words("checkpoint --store p.txt"))
    #expect(second.output.contains(" events, in place of an earlier one · "))
    #expect(try books.directory.text("books/checkpoints/\(Self.name).sig") == "another")
  }

  @Test(
    .enabled(if: Tool.exists("ssh-keygen"), "ssh-keygen is missing: no signature was checked"))
  func `a checkpoint signed by ssh-keygen is verified, and an altered one refused`() throws {
    let books = try Books.small()
    let desk = try TemporaryDirectory()
    func shell(_ command: String) throws {
      let run = try Program.shell(command, directory: books.directory.path)
      #expect(run.exitCode == 0, "\(command): \(run.errors)")
    }
    try shell("ssh-keygen -q -t ed25519 -N '' -C test -f key")
    try shell("ssh-keygen -q -t ed25519 -N '' -C test -f stranger")
    try shell("echo \"审计@example $(cut -d' ' -f1,2 key.pub)\" > signers")
    try shell("echo \"other@example $(cut -d' ' -f1,2 stranger.pub)\" > strangers")
    let unsigned = try books.run(words("verify --allowed-signers signers"))
    #expect(unsigned.exitCode == 1 && unsigned.errors.contains("[noSignatures]"))
    try books.prepare("checkpoint --publish -o p.txt")
    try shell("ssh-keygen -q -Y sign -n juesuan -f key p.txt")
    try books.prepare("checkpoint --store p.txt")

    func verify(_ signers: String, _ path: String = "/usr/bin:/bin") throws -> Run {
      try books.run(
        ["verify", "--allowed-signers", signers], variables: ["PATH": path, "TMPDIR": desk.path])
    }
    let good = try verify("signers")
    #expect(good.exitCode == 0 && good.errors.isEmpty)
    #expect(good.output.contains("  the signature of the checkpoint of 4 events: 审计@example\n"))
    let json = try books.run(
      words("verify --allowed-signers signers --format json"), variables: ["PATH": "/usr/bin"])
    #expect(json.output.contains(#""signer":"审计@example""#))
    let bad = try verify("strangers")
    #expect(bad.exitCode == 1 && bad.errors.contains("[signatureRefused]"))
    #expect(bad.errors.hasPrefix("error: \(books.ledger)/checkpoints/\(Self.name).sig\n  | "))
    #expect(try verify("absent").exitCode == 74)
    let missing = try verify("signers", "/nonexistent")
    #expect(missing.exitCode == 74 && missing.errors.contains("[programMissing]"))

    // One altered character of the signature; then a signature for another purpose.
    let file = "books/checkpoints/\(Self.name).sig"
    let signature = try books.directory.text(file)
    let body = signature.index(signature.startIndex, offsetBy: 200)
    let other: Character = signature[body] == "A" ? "B" : "A"
    var altered = signature
    altered.replaceSubrange(body...body, with: String(other))
    try books.directory.write(altered, to: file)
    let refused = try verify("signers")
    #expect(refused.exitCode == 1 && refused.errors.contains("[signatureRefused]"))
    try shell("rm p.txt.sig; ssh-keygen -q -Y sign -n mail -f key p.txt")
    try books.prepare("checkpoint --store p.txt")
    #expect(try verify("signers").errors.contains("[signatureRefused]"))
    // The temporary copies of the signature are gone.
    #expect(try desk.names().isEmpty)
  }
}
