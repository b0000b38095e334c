// The commands that say where to look: findings and samples.

import BudgetDomain
import BudgetLedger

extension CommandTable {
  /// The options of `findings`.
  enum Findings {
    static let list = OptionDescription(
      name: "--list",
      summary: Phrase(
        zh: "列出全部测试、分级和限值；加 --for 用该年政策",
        en: "list the tests, their weight and thresholds; with --for those of the year"))
    static let test = OptionDescription(
      name: "--test", placeholder: "NAME", isRepeated: true,
      summary: Phrase(zh: "只做此测试；可写多次", en: "only this test; may be repeated"))
    static let open = OptionDescription(
      name: "--open",
      summary: Phrase(
        zh: "只看未说明的，提示除外", en: "only those not answered, and no notices"))
    static let text = OptionDescription(
      name: Figures.text.name, placeholder: "TEXT", isRequired: true,
      summary: Phrase(zh: "对它的说明", en: "what there is to say about it"))
  }

  /// The options of `sample`.
  enum Sampling {
    static let size = OptionDescription(
      name: "--size", placeholder: "N", isRequired: true,
      summary: Phrase(zh: "抽多少笔", en: "how many to draw"))
    static let seed = OptionDescription(
      name: "--seed-from", placeholder: "CHECKPOINT", isRequired: true,
      summary: Phrase(
        zh: "由哪个检查点抽：公布过的条数、公开名称或检查点文件",
        en: "the checkpoint that draws: a published size, a publication or a checkpoint file"))
    static let monetary = OptionDescription(
      name: "--monetary",
      summary: Phrase(
        zh: "按金额抽（货币单元抽样）：金额越大越易抽中",
        en: "draw money (monetary unit sampling): the larger, the likelier"))
    static let proofs = OptionDescription(
      name: "--proofs", placeholder: "DIR",
      summary: Phrase(
        zh: "把每笔的证明写入此新目录", en: "write the proof of each item into this new folder"))
  }

  /// How a sample is drawn, for whoever wants to draw it again without this program.
  private static let samplingProcedure = Phrase(
    zh: """
      账本不变；--proofs 写出证明文件。抽法 \(LedgerSample.procedure)：种子是“\(LedgerSample.procedure)”\
      一行与检查点三行（各带换行）的 SHA-256；总体是检查点以内的 expenditure-recorded 各条。按笔：取 \
      SHA-256(种子 ‖ 序号的十进制数字) 最小的 N 笔。按金额：合计 T 分，J = T ÷ N 取整；起点 s 是 \
      SHA-256(种子 ‖ start) 前八字节（高位在前）除以 J 的余数；各笔首尾相接，含有第 s + k·J 分\
      （k 从 0 到 N − 1）的抽中。
      """,
    en: """
      The ledger stays; --proofs writes files. The procedure \(LedgerSample.procedure): the seed \
      is the SHA-256 of the line “\(LedgerSample.procedure)” and the three lines of the \
      checkpoint, each with its newline; the population are the expenditure-recorded events of \
      the checkpoint. By item: the N lowest SHA-256(seed ‖ position in decimal digits). By money: \
      with T fen in all and J = T ÷ N without remainder, the start s is the first eight bytes of \
      SHA-256(seed ‖ start), most significant first, modulo J; of the payments end to end those \
      are drawn that hold a fen s + k·J, k from 0 to N − 1.
      """)

  static let findings = CommandDescription(
    verb: .findings, job: .audit,
    summary: Phrase(zh: "按命名的测试列出疑点", en: "what named tests say to look at"),
    options: [
      Options.forYear, Findings.test, Findings.open, Findings.list, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .cannotCreate, .inputOutput],
    examples: [
      "juesuan findings --for 2018 || echo $?", "juesuan findings --list --for 2018",
      "juesuan findings --test override --test duplicate-payment",
    ],
    wordLists: [
      WordList(
        title: Phrase(zh: "测试 --test", en: "Tests for --test"),
        rows: Finding.Kind.allCases.map { ($0.rawValue, $0.title.chinese) })
    ])

  static let explainFinding = CommandDescription(
    verb: .explainFinding, job: .audit,
    summary: Phrase(zh: "对一个疑点作出说明", en: "answer a finding"),
    operands: [
      OperandDescription(
        placeholder: "ID",
        summary: Phrase(
          zh: "疑点的名称，见 findings，如 override/2018/6",
          en: "its name, as findings tells, such as override/2018/6"))
    ],
    options: [Findings.text] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个说明事件；此后没有新的事件涉及它，它就列为已说明。",
      en: "Appends the answer; the finding shows as answered until a later event adds to it."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan findings explain above-initial-budget/2018/total --text 追加 --dry-run",
      "juesuan findings explain above-initial-budget/2018/total --text 年中追加",
    ])

  static let sample = CommandDescription(
    verb: .sample, job: .audit,
    summary: Phrase(
      zh: "由检查点抽出可复算的支出样本", en: "payments that a checkpoint draws"),
    options: [
      Sampling.size, Sampling.seed, Sampling.monetary, Sampling.proofs, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: samplingProcedure,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan checkpoint | juesuan sample --size 25 --seed-from -",
      "juesuan checkpoint -o june.txt",
      "juesuan sample --size 25 --seed-from june.txt --monetary --proofs proofs",
    ])
}
