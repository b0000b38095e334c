// Proofs as they leave the building, and as strangers check them: with this program, and without.

import Foundation
import Testing

/// Programs of the system that a test needs and a machine may lack.
enum Tool {
  /// Whether the shell of the tests finds `name`.
  static func exists(_ name: String) -> Bool {
    ["/usr/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  /// The path of a script in `Resources`.
  static func script(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/\(name)").path
  }
}

@Suite struct ProofTests {
  /// The year with a checkpoint of 252 events in `old.txt`, two more events, and their proofs.
  private func proved() throws -> Books {
    let books = try Books.ofAYear()
    try books.prepare(
      "checkpoint -o old.txt", "prove 250 -o old.proof",
      "record expenditure --date 2018-12-29 --amount 100 LINE --economic 30217",
      "record expenditure --date 2018-12-29 --amount 50 LINE --economic 30217",
      "checkpoint -o new.txt", "prove 250 -o 250.proof", "prove --from old.txt -o growth.proof")
    return books
  }

  /// Runs without any ledger, as somebody elsewhere would.
  private func elsewhere(_ books: Books, _ line: String) throws -> Run {
    try Program.run(words(line), directory: books.directory.path)
  }

  @Test func `a proof of a record is a text of known shape`() throws {
    let books = try proved()
    let run = try books.run(words("prove 250"))
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.output == (try books.directory.text("250.proof")))
    #expect(run.lines[0] == "c2sp.org/tlog-proof@v1")
    let line = try books.run(words("show 250 --format json")).lines[0]
    #expect(run.lines[1] == "extra \(Data(line.utf8).base64EncodedString())")
    #expect(run.lines[2] == "index 250")
    #expect(run.output.hasSuffix("\n\n\(try books.directory.text("new.txt"))"))
    #expect(try books.run(words("prove #250")).output == run.output)
    let written = try books.run(words("prove 250 -o again.proof"))
    #expect(
      written.output == "#250 is in the log of 254 events · to be checked by: juesuan verify "
        + "--proof again.proof\n")
    let growth = try books.run(words("prove --from old.txt -o again.proof --lang zh"))
    #expect(
      growth.output == "254 条的日志原样包含先前的 252 条 · 对方核对："
        + "juesuan verify --proof again.proof --checkpoint 较早的检查点\n")
  }

  @Test func `a record is proved offline, and what is not proved is said`() throws {
    let books = try proved()
    let alone = try elsewhere(books, "verify --proof 250.proof")
    #expect(alone.exitCode == 0 && alone.errors.isEmpty)
    let line = try books.run(words("show 250 --format json")).lines[0]
    let checkpoint = try books.directory.text("new.txt")
    #expect(
      alone.output == """
        proved:
          record #250, byte for byte, is in the log of 254 records of the checkpoint below:
          \(line)
        not proved:
          that the checkpoint below (origin, size, root) is the ledger's own: compare it with one
          that came another way (--checkpoint FILE), or check its signature
          that what the record says is true, or who wrote it; what was recorded after the checkpoint
        checkpoint:
        \(checkpoint)
        """)
    let confirmed = try elsewhere(books, "verify --proof 250.proof --checkpoint new.txt --lang zh")
    #expect(
      confirmed.output == """
        证明成立：
          第 250 号记录逐字节在下面这个检查点的日志（254 条）中：
          \(line)
          证明里的检查点与另行给出的相同
        没有证明：
          记录所说的是否属实、由谁写入；此检查点之后又记了什么
        检查点：
        \(checkpoint)
        """)
    let json = try elsewhere(
      books, "verify --proof 250.proof --checkpoint new.txt --format json")
    #expect(json.output.hasPrefix(#"{"schema":"juesuan/proof/1","kind":"record","position":250,"#))
    #expect(json.output.contains(#""checkpoint_confirmed":true"#))
  }

  @Test func `a proof for another checkpoint than the one at hand is refused`() throws {
    let books = try proved()
    let run = try elsewhere(books, "verify --proof 250.proof --checkpoint old.txt")
    #expect(run.exitCode == 1 && run.output.isEmpty)
    #expect(
      run.errors == """
        error: 250.proof
          The checkpoint given covers 252 records, the proof speaks of 254.
          → Check it with the checkpoint it is about, or ask for one about yours: juesuan prove \
        POSITION --to CHECKPOINT [proofForAnotherCheckpoint]

        """)
    try books.prepare("prove 250 --to old.txt -o again.proof")
    #expect(try books.directory.text("again.proof") == (try books.directory.text("old.proof")))
    #expect(try elsewhere(books, "verify --proof old.proof --checkpoint old.txt").exitCode == 0)
    let late = try books.run(words("prove 253 --to old.txt"))
    #expect(late.exitCode == 65 && late.errors.contains("[noSuchPosition]"))
    let other = try Books.small()
    try other.prepare("checkpoint -o foreign.txt")
    let foreign = other.directory.path("foreign.txt")
    let mixed = try elsewhere(books, "verify --proof 250.proof --checkpoint \(foreign)")
    #expect(mixed.exitCode == 1 && mixed.errors.contains("[proofForAnotherCheckpoint]"))
  }

  @Test func `growth is proved from a file, a size, a publication, or a copy`() throws {
    let books = try proved()
    let run = try elsewhere(
      books, "verify --proof growth.proof --checkpoint old.txt --checkpoint new.txt")
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("proved:\n  the log of 254 records begins with the 252 of "))
    #expect(run.output.contains("\n  the checkpoint in the proof is one that was given besides\n"))
    let without = try elsewhere(books, "verify --proof growth.proof --checkpoint new.txt")
    #expect(without.exitCode == 64 && without.errors.contains("[olderCheckpointMissing]"))
    let swapped = try elsewhere(books, "verify --proof growth.proof --checkpoint 250.proof")
    #expect(swapped.exitCode == 65 && swapped.errors.contains("[checkpointMalformed]"))

    try FileManager.default.copyItem(atPath: books.ledger, toPath: books.directory.path("copy"))
    try books.prepare("checkpoint --publish -o p.txt", "publish 2018 --name 公开")
    let bySize = try books.run(words("prove --from 254"))
    #expect(bySize.exitCode == 0 && bySize.output.hasPrefix("old 254\n"))
    for name in ["公开", "copy", "p.txt", "new.txt"] {
      #expect(try books.run(words("prove --from \(name)")).output == bySize.output, "\(name)")
    }
    #expect(
      try books.run(words("prove --from old.txt --to 254")).output
        == (try books.directory.text("growth.proof")))
  }

  @Test func `a checkpoint that the log does not begin with is refused`() throws {
    let books = try proved()
    let text = try books.directory.text("old.txt")
    let lines = text.split(separator: "\n").map(String.init)
    // Only the first character: the last one has bits that base64 wants to be zero.
    let root = String(lines[2].dropFirst())
    try books.directory.write(
      "\(lines[0])\n252\n\(lines[2].first == "A" ? "B" : "A")\(root)\n", to: "bad")
    try books.directory.write("\(lines[0])\n300\n\(lines[2])\n", to: "beyond")
    try books.directory.write("other.example\n252\n\(lines[2])\n", to: "foreign")
    for (file, name, code) in [
      ("bad", "checkpointContradicted", 1), ("beyond", "checkpointBeyondLog", 1),
      ("foreign", "checkpointForeign", 1), ("growth.proof", "checkpointMalformed", 65),
      ("252", "checkpointUnknown", 65), ("nothing", "checkpointUnknown", 65),
    ] {
      let run = try books.run(words("prove --from \(file)"))
      #expect(run.exitCode == Int32(code) && run.output.isEmpty, "\(file)")
      #expect(run.errors.contains("[\(name)]"), "\(file): \(run.errors)")
    }
    for file in ["bad", "beyond", "foreign"] {
      let run = try books.run(words("verify --checkpoint \(file)"))
      #expect(run.exitCode == 1 && run.output.isEmpty, "\(file)")
    }
    #expect(try books.run(words("verify --checkpoint growth.proof")).exitCode == 65)
    #expect(try books.run(words("verify --checkpoint absent")).exitCode == 74)
  }

  @Test func `two copies that went different ways are told apart at the first position`() throws {
    let books = try proved()
    try FileManager.default.copyItem(atPath: books.ledger, toPath: books.directory.path("copy"))
    let record = "record expenditure --date 2018-12-29 LINE --economic 30217 --amount"
    try books.prepare("\(record) 30", "\(record) 31")
    let ahead = try books.run(words("prove --from \(books.ledger) --ledger copy"))
    #expect(ahead.exitCode == 1 && ahead.errors.contains("[checkpointBeyondLog]"))
    try books.prepare("\(record) 40 --ledger copy")
    let run = try books.run(words("prove --from copy"))
    #expect(run.exitCode == 1 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("error: copy\n  The copies differ from #254 on (the 254 records"))
    #expect(run.errors.contains("here expenditure-recorded 30.00 by 测试员"), "\(run.errors)")
    #expect(run.errors.contains("in copy expenditure-recorded 40.00 by 测试员"))
    #expect(run.errors.hasSuffix("[copiesDiverged]\n"))
    let chinese = try books.run(words("prove --from copy --lang zh"))
    #expect(chinese.errors.contains("两份账本从 #254 起不同（此前 254 条完全相同）：这里是支出 30.00（"))
    let foreign = try Books.small()
    let other = try books.run(["prove", "--from", foreign.ledger])
    #expect(other.exitCode == 1 && other.errors.contains("[checkpointForeign]"))
  }

  @Test func `verify says which checkpoint a restored copy reaches`() throws {
    let books = try Books.small()
    #expect(
      try books.run(words("verify")).output.contains(
        "checkpoints printed before: none was published or given (--checkpoint FILE),"))
    try books.prepare("checkpoint --publish -o p.txt")
    try FileManager.default.copyItem(atPath: books.ledger, toPath: books.directory.path("copy"))
    try books.prepare(
      "record expenditure --date 2018-12-29 LINE --economic 30201 --amount 5",
      "checkpoint --publish -o later.txt")
    let copy = try books.run(words("verify --ledger copy --checkpoint p.txt"))
    #expect(copy.exitCode == 0)
    #expect(
      copy.output.contains(
        "  checkpoints: 1 published and 1 given;\n"
          + "  the log reaches that of 4 events: none of those was changed or lost\n"))
    #expect(
      copy.output.contains("  whether records from #4 on were changed or cut off: that takes"))
    let json = try books.run(words("verify --ledger copy --format json")).output
    #expect(
      json.contains(#""published_checkpoints":1,"confirmed_size":4,"signatures":[]"#), "\(json)")
    let old = try books.run(words("verify --ledger copy --checkpoint later.txt --lang zh"))
    #expect(old.exitCode == 1 && old.errors.contains("[checkpointBeyondLog]"))
  }

  @Test(.enabled(if: Tool.exists("python3"), "python3 is missing: nothing was proved without us"))
  func `a script from the RFC verifies both kinds and refuses every altered character`() throws {
    let books = try proved()
    func python(_ line: String) throws -> Run {
      try Program.shell(
        "PYTHONDONTWRITEBYTECODE=1 python3 \(Tool.script(line))", directory: books.directory.path)
    }
    let line = try books.run(words("show 250 --format json")).lines[0]
    let record = try python("verify_proof.py 250.proof new.txt")
    #expect(record.output == "record 250 of 254: \(line)\n", "\(record.errors)")
    let growth = try python("verify_proof.py growth.proof old.txt new.txt")
    #expect(growth.output == "254 records begin with the earlier 252\n", "\(growth.errors)")
    #expect(try python("verify_proof.py 250.proof old.txt").exitCode == 1)
    #expect(try python("verify_proof.py growth.proof new.txt").exitCode == 1)
    for (proof, kept) in [("250.proof", "new.txt"), ("growth.proof", "old.txt new.txt")] {
      let altered = try python("alter_proof.py \(proof) \(kept)")
      let count = try #require(Int(altered.output.split(separator: " ").first ?? ""))
      #expect(count > 4 * (try books.directory.text(proof).count) - 5, "\(altered.errors)")
      #expect(altered.output.contains(" tried, 0 accepted "), "\(altered.output)")
    }
    for size in [1, 2, 3, 4, 7, 8, 100, 253] as [Int] {
      // Every shape of the right edge: the first records against the whole log.
      let small = try python("verify_proof.py p\(size) new.txt")
      #expect(small.exitCode != 0)
      try books.prepare("prove \(size - 1) -o p\(size)")
      #expect(try python("verify_proof.py p\(size) new.txt").exitCode == 0, "\(size)")
    }
  }

  @Test(.enabled(if: Tool.exists("python3"), "python3 is missing: the tiles were read by nobody"))
  func `tiles are read back to the same root by another program`() throws {
    let books = try Books.ofAYear()
    func read(_ folder: String) throws -> Run {
      try Program.shell(
        "python3 \(Tool.script("read_tiles.py")) \(folder)", directory: books.directory.path)
    }
    func root(_ run: Run) -> String {
      run.output.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }
    let listed = try books.run(words("export tiles -o tiles --dry-run"))
    #expect(
      listed.output == "tile/entries/000.p/252\ntile/0/000.p/252\ncheckpoint\n"
        + "dry run: 3 files for 252 events; nothing was written\n")
    #expect(!FileManager.default.fileExists(atPath: books.directory.path("tiles")))
    for amount in 1...6 {
      try books.prepare(
        "record expenditure --date 2018-12-29 --amount \(amount) LINE --economic 30217")
    }
    let run = try books.run(words("export tiles -o tiles"))
    #expect(run.exitCode == 0 && run.output.hasPrefix("6 files for 258 events, root "))
    #expect(try books.run(words("export tiles -o again --quiet")).output.isEmpty)
    let back = try read("tiles")
    #expect(back.errors.isEmpty && back.output.hasPrefix("258 ") && back.output.hasSuffix(" 6\n"))
    #expect(run.output.contains(root(back)))
    for name in ["checkpoint", "tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1"] {
      #expect(
        FileManager.default.contentsEqual(
          atPath: books.directory.path("tiles/\(name)"),
          andPath: books.directory.path("again/\(name)")), "\(name)")
    }
    var tile = Array(try Data(contentsOf: books.directory.url("again/tile/0/000")))
    tile[100] ^= 1
    try books.directory.write(tile, to: "again/tile/0/000")
    #expect(try read("again").errors.contains("level 0"))
  }

  @Test func `tiles are written to an empty directory outside the ledger only`() throws {
    let books = try Books.small()
    try FileManager.default.createDirectory(
      atPath: books.directory.path("empty"), withIntermediateDirectories: false)
    #expect(try books.run(words("export tiles -o empty")).exitCode == 0)
    let again = try books.run(words("export tiles -o empty"))
    #expect(again.exitCode == 73 && again.errors.contains("[folderNotEmpty]"))
    let inside = try books.run(words("export tiles -o books/tiles"))
    #expect(inside.exitCode == 73 && inside.errors.contains("[outputInsideLedger]"))
    #expect(try books.directory.names("books") == ["ledger.json", "log"])
    #expect(try books.run(words("export tiles -o books/ledger.json")).exitCode == 73)
    #expect(try books.run(words("export tiles -o absent/tiles")).exitCode == 73)
  }
}
