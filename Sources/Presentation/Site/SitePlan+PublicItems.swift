// The chart of 三公经费: 预算数 and 决算数 as the official form prints them.

import BudgetDomain
import Statements

extension SitePlan {
  /// The chart of the form on 三公经费; a sentence where the set has none that can be read.
  var publicItems: Markup {
    let title = context.say("“三公”经费预算数与决算数", "The three public items, budget and final")
    guard let statement = self.set.statements.first(where: { $0.form.title.contains("三公") }),
      case let items = PublicItem.items(of: statement), !items.isEmpty
    else {
      return .element(
        "section", ["class": "chart"], .element("h2", [:], .words(title)),
        .element(
          "p", [:],
          .words(
            context.say("本套表没有“三公”经费表。", "The table set has no form on the three public items."))))
    }
    let said = items.map { "\($0.name) \($0.budget.text) → \($0.final.text)" }
    var chart = Chart(
      id: "items", title: title,
      about: context.say("预算数 → 决算数：", "Budget → final, ")
        + said.joined(separator: context.say("；", "; ")))
    pairs(
      &chart, items.map { ($0.name, $0.budget.fen, $0.final.fen) },
      context.say("预算数", "budget"), context.say("决算数", "final"))
    let table = PlainTable(
      columns: [
        PlainTable.Column(context.say("项目", "item")),
        PlainTable.Column(context.say("预算数", "budget"), alignment: .right),
        PlainTable.Column(context.say("决算数", "final"), alignment: .right),
      ], rows: items.map { [$0.name, $0.budget.text, $0.final.text] })
    let listing = table.markup(named: "\(statement.form.name) \(title)") { row, column in
      let item = items[row]
      switch column {
      case 1: return amountName(statement.form.code, item.budget.address)
      case 2: return amountName(statement.form.code, item.final.address)
      default: return nil
      }
    }
    let form = statement.form
    let note = context.say(
      "金额单位：\(statement.money.word)，与 \(form.name) 所印相同。",
      "In \(statement.money.word), as \(form.name) prints it.")
    return .element(
      "section", ["class": "chart"], .element("h2", [:], .words(title)),
      .element("figure", [:], chart.markup, listing),
      .element("p", ["class": "muted"], .words(note)))
  }
}

/// One item of the form on 三公经费, with both its amounts.
private struct PublicItem {
  struct Figure {
    let address: CellAddress
    let fen: Int64
    let text: String
  }

  let name: String
  let budget: Figure
  let final: Figure

  /// The items of the first row of the form. The two amounts of an item are the columns under the
  /// same words but for 预算数 and 决算数, however the form groups them.
  static func items(of statement: Statement) -> [PublicItem] {
    let form = statement.form
    var names: [String] = []
    var figures: [String: [String: Figure]] = [:]
    guard let row = statement.cells.first?.address.row else { return [] }
    for (column, kind) in form.columns.enumerated() {
      guard case .amount(let number) = kind,
        let address = CellAddress(text: "\(row):\(number)"),
        let cell = statement.cell(at: address)
      else { continue }
      let above = form.header.filter { $0.column <= column && column < $0.column + $0.span }
        .sorted { $0.level < $1.level }.map(\.text)
      guard let side = above.first(where: { $0 == "预算数" || $0 == "决算数" }) else { continue }
      let words = above.filter { $0 != side && !$0.isEmpty }
      // A subtotal is called by what it is the subtotal of.
      let name = (words.last == "小计" ? words.dropLast().last : nil) ?? words.last ?? ""
      if !names.contains(name) { names.append(name) }
      figures[name, default: [:]][side] = Figure(
        address: address, fen: cell.fen, text: statement.text(of: cell))
    }
    return names.compactMap { name in
      guard let budget = figures[name]?["预算数"], let final = figures[name]?["决算数"] else {
        return nil
      }
      return PublicItem(name: name, budget: budget, final: final)
    }
  }
}
