// The page of a site that says what the log was, and how anyone can check it.

package import BudgetDomain
import Statements

/// What is known of the log that a site was made from.
package struct SiteIntegrity: Sendable {
  /// A published checkpoint.
  package struct Published: Sendable {
    let size: UInt64
    let rootHex: String
    let isSigned: Bool
    let agrees: Bool

    /// A checkpoint made of its parts; `agrees` says whether the log has that root at that size.
    package init(size: UInt64, rootHex: String, isSigned: Bool, agrees: Bool) {
      self.size = size
      self.rootHex = rootHex
      self.isSigned = isSigned
      self.agrees = agrees
    }
  }

  /// The checkpoint of the log as the site shows it: its text.
  let checkpoint: String
  /// Published checkpoints that are not larger, the smallest first.
  let checkpoints: [Published]
  /// What was published of the year, with the position of the event and whether the log still has
  /// the root that was published.
  let publications: [(position: UInt64, publication: Publication, agrees: Bool)]

  /// Facts made of their parts.
  package init(
    checkpoint: String, checkpoints: [Published],
    publications: [(position: UInt64, publication: Publication, agrees: Bool)]
  ) {
    self.checkpoint = checkpoint
    self.checkpoints = checkpoints
    self.publications = publications
  }
}

extension SitePlan {
  /// The file in which the checkpoint lies for programs.
  private static let checkpointName = "checkpoint.txt"

  /// The page about the log, and the checkpoint as a file of its own.
  package func integrityFiles(_ facts: SiteIntegrity) -> [SiteFile] {
    let title = context.say("核对", "Integrity")
    let page = file(
      Page.integrity.name, title, at: .integrity,
      [
        .element("h1", [:], .words(title)), strip(),
        .element("h2", [:], .words(context.say("检查点", "Checkpoint"))),
        .element(
          "p", [:],
          .words(
            context.say(
              "日志 \(context.asOf.treeSize) 条，树根 \(context.asOf.rootHex)。三行是账本名、条数、树根，也在文件 ",
              "A log of \(context.asOf.treeSize) events with the root \(context.asOf.rootHex). The "
                + "three lines below are its origin, size and root (Base64), also in the file ")),
          .element("a", ["href": Self.checkpointName], .words(Self.checkpointName))),
        .element("pre", [:], .words(facts.checkpoint)), published(facts), publications(facts),
        .element("h2", [:], .words(context.say("怎样核对", "How to verify"))),
      ] + commands
        + [
          .element("h2", [:], .words(context.say("没有核对的", "What was not checked"))),
          .element("ul", [:], contents: limits.map { .element("li", [:], .words($0)) }),
        ])
    return [page, SiteFile(name: Self.checkpointName, text: facts.checkpoint)]
  }

  private func published(_ facts: SiteIntegrity) -> Markup {
    let name = context.say("公布过的检查点", "Published checkpoints")
    guard !facts.checkpoints.isEmpty else {
      return .element(
        "p", [:], .words(context.say("还没有公布过检查点。", "No checkpoint was published yet.")))
    }
    let table = PlainTable(
      columns: [
        PlainTable.Column(context.say("条数", "events"), alignment: .right),
        PlainTable.Column(context.say("树根", "root")),
        PlainTable.Column(context.say("签名", "signature")),
        PlainTable.Column(context.say("与日志", "and the log")),
      ],
      rows: facts.checkpoints.map {
        [
          "\($0.size)", $0.rootHex,
          $0.isSigned ? context.say("有，未核对", "there, not checked") : context.say("无", "none"),
          agreement($0.agrees),
        ]
      })
    return table.markup(named: name)
  }

  private func agreement(_ agrees: Bool) -> String {
    agrees
      ? context.say("一致", "agrees")
      : context.say("不一致：日志被改过", "contradicts it: the log was rewritten")
  }

  private func publications(_ facts: SiteIntegrity) -> Markup {
    guard !facts.publications.isEmpty else {
      return .element(
        "p", [:],
        .words(context.say("本年度报表还没有公开过。", "The statements of the year were not published yet.")))
    }
    let table = PlainTable(
      columns: [
        PlainTable.Column(context.say("事项", "event"), alignment: .right),
        PlainTable.Column(context.say("名称", "name")),
        PlainTable.Column(context.say("套表", "table set")),
        PlainTable.Column(context.say("条数", "events"), alignment: .right),
        PlainTable.Column(context.say("树根", "root")),
        PlainTable.Column(context.say("与日志", "and the log")),
      ],
      rows: facts.publications.map {
        let publication = $0.publication
        return [
          "#\($0.position)", publication.name, publication.tableSet, "\(publication.treeSize)",
          publication.root, agreement($0.agrees),
        ]
      })
    let name = context.say("公开", "Publications")
    return table.markup(named: name) { row, column in
      column == 0 ? address(ofEvent: facts.publications[row].position) : nil
    }
  }

  private var commands: [Markup] {
    let year = self.set.statements.first.map { "\($0.year.number)" } ?? "YEAR"
    let position = context.asOf.position.map { " --as-of \($0)" } ?? ""
    let steps: [(String, String)] = [
      (
        context.say(
          "这个目录是否齐全、是否被改过（在目录里运行）：", "Whether the folder is complete and unchanged, run in it:"),
        "sha256sum -c SHA256SUMS"
      ),
      (
        context.say(
          "持有账本的人：日志是否完好，是否以这个检查点开头：",
          "Who has the ledger: whether the log is sound and begins with this checkpoint:"),
        "juesuan verify --ledger LEDGER --checkpoint \(Self.checkpointName)"
      ),
      (
        context.say("不信本程序的人，用审计程序：", "Who does not trust this program, with the auditor's own:"),
        "juesuan-verify LEDGER --checkpoint \(Self.checkpointName)"
      ),
      (
        context.say("由账本再出一次这个目录，逐字节比较：", "The same folder again from the ledger, byte by byte:"),
        "juesuan export site ../AGAIN --for \(year)\(position) --lang \(context.language.rawValue) "
          + "--ledger LEDGER && diff -r . ../AGAIN"
      ),
      (
        context.say("一条事项确在日志中，不需要账本：", "That one event is in the log, without the ledger:"),
        "juesuan prove N --ledger LEDGER -o N.proof\n"
          + "juesuan verify --proof N.proof"
      ),
    ]
    return steps.flatMap { words, command in
      [Markup.element("p", [:], .words(words)), .element("pre", [:], .words(command))]
    }
  }

  private var limits: [String] {
    [
      context.say(
        "出这个目录时没有重读整个日志（那是 juesuan verify 的事），也没有核对签名和附件的内容。",
        "Making this folder did not read the whole log again (juesuan verify does), nor check "
          + "signatures or the contents of attached documents."),
      context.say(
        "检查点是否属实，要与另行保存的比较：盖章报表的页脚、公布的检查点、别人手里的一份。",
        "Whether the checkpoint is genuine shows only beside one kept elsewhere: at the foot of a "
          + "stamped statement, published, or in somebody else's hands."),
      context.say(
        "姓名、日期和事由是记账时写的，日志证明没有改过，不证明属实。",
        "Names, dates and reasons are what was typed; the log proves them unchanged, not "
          + "that they are true."),
    ]
  }
}
