// The first page of a site: what it holds, and how to read it.

import BudgetDomain
import Statements

/// What the first page counts beyond the statements.
package struct SiteCounts: Sendable {
  /// Findings of all tests.
  package let findings: Int
  /// Those that nobody has answered.
  package let openFindings: Int

  /// Counts made of their parts.
  package init(findings: Int, openFindings: Int) {
    self.findings = findings
    self.openFindings = openFindings
  }
}

extension SitePlan {
  /// The first page.
  package func indexFile(_ counts: SiteCounts) -> SiteFile {
    let title = context.say("\(yearWords)决算资料", "Final accounts \(yearWords)")
    return file(
      Page.index.name, title, at: .index,
      [
        .element("h1", [:], .words("\(unit) · \(title)")), strip(), formTable, betweenLine,
        .element("h2", [:], .words(context.say("其他各页", "Other pages"))),
        .element("ul", [:], contents: otherPages(counts)),
        .element("h2", [:], .words(context.say("怎样看", "How to read it"))),
        .element("ul", [:], contents: advice.map { .element("li", [:], .words($0)) }),
      ])
  }

  private var formTable: Markup {
    let titles = [
      PlainTable.Column(context.say("报表", "form")),
      PlainTable.Column(context.say("名称", "title")),
      PlainTable.Column(context.say("审核公式", "checks"), alignment: .right),
      PlainTable.Column(context.say("不符", "failed"), alignment: .right),
    ]
    let table = PlainTable(
      columns: titles,
      rows: set.statements.map {
        [
          $0.form.name, $0.form.title, "\($0.checks.count)", "\($0.failedChecks.count)",
        ]
      })
    return table.markup(named: context.say("报表", "Statements")) { row, column in
      column == 0 ? Page.form(set.statements[row].form.code).name : nil
    }
  }

  private var betweenLine: Markup {
    let failed = set.checks.filter { !$0.isPassed }
    let lines = [FormTable.checkLine(set.checks)] + failed.map { FormTable.failureLine($0) }
    let heading = context.say("表间，", "between the forms, ")
    return .element(
      "ul", [:],
      contents: lines.enumerated().map { index, line in
        .element(
          "li", ["class": index > 0 ? "bad" : nil],
          .words((index == 0 ? heading : "") + line.text(context.language)))
      })
  }

  private func otherPages(_ counts: SiteCounts) -> [Markup] {
    let about: [(Page, String)] = [
      (
        .charts,
        context.say("执行进度、预算到结转、三公经费、资金来源年度", "execution, budget to carry-over, origins")
      ),
      (
        .history,
        context.say(
          "\(eventPositions.count) 条事项，谁、何时、何事", "\(eventPositions.count) events: who, when, what")
      ),
      (
        .findings,
        context.say(
          "\(counts.findings) 项，待说明 \(counts.openFindings) 项",
          "\(counts.findings), of which \(counts.openFindings) to be answered")
      ),
      (
        .integrity,
        context.say("日志条数、树根、检查点，怎样核对", "size, root and checkpoints of the log, and how to verify")
      ),
    ]
    return about.map { page, words in
      .element(
        "li", [:], .element("a", ["href": page.name], .words(title(of: page))),
        .words(context.say("：", ": ") + words))
    }
  }

  private var advice: [String] {
    let limit = Self.eventsPerAmount
    return [
      context.say(
        "表中每个金额都可点开：公式、组成、每一笔事项和累计数，加起来正是这个数。",
        "Every amount in a form opens: its formula, its parts, every event with a running total, "
          + "which adds up to the amount."),
      context.say(
        "引用一个数，用它的地址：form-01.html#01:28:2；引用一条事项：history.html#e12。",
        "Cite an amount by its address, form-01.html#01:28:2, and an event as history.html#e12."),
      context.say(
        "一个金额的事项多于 \(limit) 笔时只列最后 \(limit) 笔，此前的合为一行；事项各页列出全部。",
        "Of an amount made of more than \(limit) events only the last \(limit) are listed, those "
          + "before them as one line; the history lists all."),
      context.say(
        "这个目录不用网络、不用脚本，可整个拷走；在浏览器里打印，每张表自成一页。文件是否齐全无误：sha256sum -c SHA256SUMS。",
        "The folder needs no network and no script and can be copied as a whole; printed, every "
          + "form begins on a sheet of its own. Whether it is complete: sha256sum -c SHA256SUMS."),
    ]
  }
}
