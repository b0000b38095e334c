// `juesuan verify --proof FILE`: a proof checked by itself, without any ledger.

import BudgetDomain
import BudgetLedger
import Merkle
import Presentation

/// A proof that holds, with what came another way.
struct ProofVerification: Sendable {
  private typealias Proofs = CommandTable.Proofs

  let file: ProofFile
  /// Whether the checkpoint in the file is one that came another way.
  let isConfirmed: Bool

  static func run(
    _ path: String, _ invocation: Invocation, _ console: Console
  ) throws(Failure) -> ExitCode {
    let format: PageFormat = try readingArguments { () throws(UsageProblem) in
      for option in [Options.ledger, Proofs.allowedSigners] where invocation.has(option) {
        throw .optionNotWith(option.name, given: Proofs.proof.name)
      }
      return try invocation.format()
    }
    var kept: [Checkpoint] = []
    for path in invocation.allValues(Proofs.checkpoint) {
      kept.append(try Checkpoint(readingFile: path))
    }
    let verified = try ProofVerification(path, against: kept)
    let text =
      switch format {
      case .json: verified.json
      case .text: verified.text(console.language)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private init(_ path: String, against kept: [Checkpoint]) throws(Failure) {
    let input = try InputFile(reading: path)
    guard let text = String(validating: input.bytes, as: UTF8.self) else {
      throw Failure(
        .foundSomething, ProofTextError.malformedLine(1, "?"), place: input.name)
    }
    do throws(ProofTextError) {
      file = try ProofFile(parsing: text)
    } catch {
      throw Failure(.foundSomething, error, place: input.name)
    }
    do throws(ProofError) {
      isConfirmed = try file.verify(against: kept)
    } catch {
      throw Failure(.foundSomething, error, place: input.name)
    }
    if let size = file.missingSize(among: kept) {
      throw Failure(.usage, OlderCheckpointMissing(size: size), place: input.name)
    }
  }

  private func text(_ language: Language) -> String {
    let checkpoint = file.checkpoint
    let shown = ([proved] + (isConfirmed ? [Self.confirmed] : [])).map { $0.text(language) }
    let not = (isConfirmed ? [] : [Self.unconfirmed]) + [Self.never]
    return Phrase(
      zh: """
        证明成立：
        \(shown.map { "  \($0)\n" }.joined())没有证明：
        \(not.map { "  \($0.chinese)\n" }.joined())检查点：
        \(checkpoint.text)
        """,
      en: """
        proved:
        \(shown.map { "  \($0)\n" }.joined())not proved:
        \(not.map { "  \($0.english)\n" }.joined())checkpoint:
        \(checkpoint.text)
        """
    ).text(language)
  }

  private var proved: Phrase {
    switch file {
    case .record(let proof):
      let line = Complaint.printable(String(decoding: proof.line, as: UTF8.self))
      return Phrase(
        zh: "第 \(proof.proof.index) 号记录逐字节在下面这个检查点的日志（\(proof.checkpoint.size) 条）中：\n"
          + "  \(line)",
        en:
          "record #\(proof.proof.index), byte for byte, is in the log of \(proof.checkpoint.size) "
          + "records of the checkpoint below:\n  \(line)")
    case .growth(let proof):
      return Phrase(
        zh: "\(proof.checkpoint.size) 条的日志原样包含先前的 \(proof.proof.oldSize) 条：此间只增未改",
        en: "the log of \(proof.checkpoint.size) records begins with the \(proof.proof.oldSize) of "
          + "the older checkpoint, unchanged:\n  it only grew")
    }
  }

  private static let confirmed = Phrase(
    zh: "证明里的检查点与另行给出的相同", en: "the checkpoint in the proof is one that was given besides")
  private static let unconfirmed = Phrase(
    zh: "下面的检查点是否真是该账本的（账本名、条数、根）：与另行得到的比较（--checkpoint FILE），或核对其签名",
    en: "that the checkpoint below (origin, size, root) is the ledger's own: compare it with one\n"
      + "  that came another way (--checkpoint FILE), or check its signature")
  private static let never = Phrase(
    zh: "记录所说的是否属实、由谁写入；此检查点之后又记了什么",
    en: "that what the record says is true, or who wrote it; what was recorded after the checkpoint"
  )

  private var json: String {
    let checkpoint = file.checkpoint
    let subject: [JSONValue.Member] =
      switch file {
      case .record(let proof):
        [
          JSONValue.Member("kind", "record"),
          JSONValue.Member("position", JSONValue(proof.proof.index)),
          JSONValue.Member("record", .string(String(decoding: proof.line, as: UTF8.self))),
        ]
      case .growth(let proof):
        [
          JSONValue.Member("kind", "growth"),
          JSONValue.Member("old_tree_size", JSONValue(proof.proof.oldSize)),
        ]
      }
    return JSONValue.object(
      [JSONValue.Member("schema", "juesuan/proof/1")] + subject + [
        JSONValue.Member("origin", .string(checkpoint.origin)),
        JSONValue.Member("tree_size", JSONValue(checkpoint.size)),
        JSONValue.Member("root", .string(checkpoint.root.hex)),
        JSONValue.Member("checkpoint_confirmed", .boolean(isConfirmed)),
      ]
    ).text
  }
}

/// A proof of growth without the checkpoint that it begins with.
struct OlderCheckpointMissing: Worded {
  let size: UInt64

  var wording: Wording {
    Wording(
      name: "olderCheckpointMissing",
      what: Phrase(
        zh: "这是增长证明，要有 \(size) 条的那个较早的检查点才能核对。",
        en: "This proves growth, and can be checked only with the older checkpoint of \(size) "
          + "records."),
      next: Phrase(
        zh: "加 --checkpoint FILE，用您先前自己保存的那一份。",
        en: "Add --checkpoint FILE, the copy that you kept yourself."))
  }
}
