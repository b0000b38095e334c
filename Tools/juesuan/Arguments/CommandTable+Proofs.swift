// The commands with which somebody who does not trust us checks the log.

import BudgetDomain

extension CommandTable {
  /// The options of commands about checkpoints and proofs.
  enum Proofs {
    static let from = OptionDescription(
      name: Figures.from.name, placeholder: "OLD",
      summary: Phrase(
        zh: """
          证明日志从 OLD 起只增未改：检查点文件、公布过的条数、公开名称，或账本的另一份副本（目录）
          """,
        en: """
          prove that the log only grew since OLD: a checkpoint file, a published size, the name of \
          a publication, or the directory of another copy
          """))
    static let until = OptionDescription(
      name: Figures.until.name, placeholder: "NEW",
      summary: Phrase(
        zh: "证明到此检查点为止，写法同 OLD；缺省为现在",
        en: "the checkpoint to prove it for, written as OLD; else now"))
    static let answerFile = OptionDescription(
      name: Options.output.name, placeholder: "FILE",
      summary: Phrase(zh: "写入文件，不写则打印", en: "write to FILE instead of printing"))
    static let checkpoint = OptionDescription(
      name: "--checkpoint", placeholder: "FILE", isRepeated: true,
      summary: Phrase(
        zh: "与另行保存的检查点核对；可写多次", en: "compare with a checkpoint kept elsewhere; may be repeated"))
    static let proof = OptionDescription(
      name: "--proof", placeholder: "FILE",
      summary: Phrase(
        zh: "核对 prove 出具的证明，不需要账本；增长证明要 --checkpoint 给出较早的检查点",
        en: """
          check a proof made by prove, without any ledger; one of growth needs the older \
          checkpoint by --checkpoint
          """))
    static let allowedSigners = OptionDescription(
      name: "--allowed-signers", placeholder: "FILE",
      summary: Phrase(
        zh: "用 ssh-keygen 核对检查点的签名；FILE 每行：签名人 公钥",
        en: "check the signatures with ssh-keygen; each line of FILE: signer, public key"))
    static let publish = OptionDescription(
      name: "--publish",
      summary: Phrase(
        zh: "公布：留在账本 checkpoints 目录，此后不能少于它、不能改它",
        en: "publish it: keep it in checkpoints; the log is bound to it from then on"))
    static let store = OptionDescription(
      name: "--store", placeholder: "FILE",
      summary: Phrase(
        zh: "收存已公布检查点 FILE 的签名", en: "keep a signature of FILE, a published checkpoint"))
    static let signature = OptionDescription(
      name: "--signature", placeholder: "FILE",
      summary: Phrase(
        zh: "签名文件；缺省为 --store 的文件名加 .sig", en: "the signature; else that file's name and .sig"))
    static let folder = OptionDescription(
      name: Options.output.name, placeholder: "DIR", isRequired: true,
      summary: Phrase(zh: "写入此目录，须为新目录或空目录", en: "write to DIR, which is new or empty"))
    static let listOnly = OptionDescription(
      name: Options.dryRun.name,
      summary: Phrase(zh: "只列出文件，不写入", en: "list the files, write nothing"))
    static let tryOnly = OptionDescription(
      name: Options.dryRun.name,
      summary: Phrase(zh: "只检查，不写入", en: "check, write nothing"))
  }

  static let verify = CommandDescription(
    verb: .verify, job: .audit,
    summary: Phrase(
      zh: "重读并重新计算全部字节，或核对证明", en: "read and hash every byte again, or check a proof"),
    options: [Proofs.checkpoint, Proofs.proof, Proofs.allowedSigners, Options.ledger],
    formats: PageFormat.offered,
    effect: Phrase(
      zh: """
        不改变账本。签名用 ssh-keygen -Y verify -f FILE -I 签名人 -n juesuan -s 签名 < 检查点 核对。
        """,
      en: """
        Changes nothing. Signatures are checked by ssh-keygen -Y verify -f FILE -I SIGNER \
        -n juesuan -s SIGNATURE < CHECKPOINT.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan verify",
      "juesuan checkpoint -o kept.txt; juesuan verify --checkpoint kept.txt",
      "juesuan prove 250 -o 250.proof; juesuan verify --proof 250.proof",
    ])

  static let checkpoint = CommandDescription(
    verb: .checkpoint, job: .audit,
    summary: Phrase(
      zh: "印出或公布检查点：账本名、条数、根", en: "print or publish origin, size and root"),
    options: [
      Proofs.publish, Proofs.store, Proofs.signature, Proofs.tryOnly, Options.ledger,
      Proofs.answerFile,
    ],
    effect: Phrase(
      zh: """
        不加 --publish、--store 时不改变账本。签名：先公布到文件，在别处用 ssh-keygen -Y sign -n juesuan -f KEY \
        FILE 签名（得到 FILE.sig），再 juesuan checkpoint --store FILE 收存。
        """,
      en: """
        Nothing without --publish or --store. To sign: publish to a file, sign it elsewhere by \
        ssh-keygen -Y sign -n juesuan -f KEY FILE, which makes FILE.sig, and keep that by \
        juesuan checkpoint --store FILE.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput, .busy],
    examples: ["juesuan checkpoint", "juesuan checkpoint --publish -o 2018.txt"])

  static let prove = CommandDescription(
    verb: .prove, job: .audit,
    summary: Phrase(
      zh: "出具证明：这一条在日志里，或日志只增未改", en: "prove a record, or that the log only grew"),
    operands: [
      OperandDescription(
        placeholder: "POSITION",
        summary: Phrase(zh: "要证明的记录的序号，如 1842", en: "position of the record to prove"),
        isOptional: true)
    ],
    options: [Proofs.from, Proofs.until, Options.ledger, Proofs.answerFile],
    effect: Phrase(
      zh: "不改变账本。对方用 juesuan verify --proof FILE 核对，不需要账本。",
      en: """
        Changes nothing. Whoever receives the file checks it by juesuan verify --proof FILE, \
        without the ledger.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan prove 250",
      "juesuan checkpoint -o old.txt; juesuan prove --from old.txt -o growth.proof",
      "juesuan verify --proof growth.proof --checkpoint old.txt",
    ])

  static let exportTiles = CommandDescription(
    verb: .exportTiles, job: .audit,
    summary: Phrase(
      zh: "导出为透明日志工具可读的文件（C2SP tlog-tiles）", en: "write the log as C2SP tlog-tiles"),
    options: [Proofs.folder, Proofs.listOnly, Options.ledger, Options.quiet],
    effect: Phrase(
      zh: """
        写入目录：checkpoint、tile/<层>/<序号>、tile/entries/<序号>。账本不变；同一份日志导出的字节总是相同。\
        条目含账目原文，公开前请想好。
        """,
      en: """
        Writes checkpoint, tile/<level>/<n> and tile/entries/<n> to the directory; the same log \
        always gives the same bytes. The ledger stays as it is. The entries are the records \
        themselves: think before making them public.
        """),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan export tiles -o tiles --dry-run", "juesuan export tiles -o tiles"])
}
