// Fills the sentences of a template from the account of a year.

import BudgetDomain

import Projections

extension Narrative {
  /// Writes the text of `template` about `account`.
  ///
  /// - Complexity: O(n) in the facts of the ledger for each figure.
  public init(of account: YearAccount, by template: NarrativeTemplate) {
    var writer = NarrativeWriter(account: account, template: template)
    let title = writer.words(template.title)
    let sections = template.sections.map { section in
      Section(
        level: section.level, heading: writer.words(section.heading),
        paragraphs: section.paragraphs.map { writer.paragraph($0) }.filter { !$0.isEmpty })
    }
    self.title = title
    self.sections = sections
    unit = account.unit
    year = account.year
    self.template = template.fileName
    edition = template.edition
    tableSet = account.set.tableSet.name
    figures = writer.figures
  }
}

/// Computes figures and chooses sentences.
struct NarrativeWriter {
  let account: YearAccount
  let template: NarrativeTemplate
  private let formulas: [String: NarrativeFormula]
  private let evaluation: Evaluation
  private(set) var figures: [Narrative.Figure] = []
  private var item = Item()

  /// What a repeated sentence is about.
  private struct Item {
    var name = ""
    var fen: Int64 = 0
    var positions: [UInt64] = []
    var row: String?
    var project: ProjectName?

    /// The formula of this item.
    func placed(_ formula: NarrativeFormula) -> NarrativeFormula {
      let inRow = row.map { formula.placed(inRow: $0) } ?? formula
      return project.map { inRow.placed(inProject: $0) } ?? inRow
    }
  }

  init(account: YearAccount, template: NarrativeTemplate) {
    self.account = account
    self.template = template
    formulas = Dictionary(
      template.figures.map { ($0.name, $0.formula) }, uniquingKeysWith: { first, _ in first })
    evaluation = account.evaluation
  }

  // MARK: Sentences

  mutating func words(_ pieces: [NarrativeTemplate.Piece]) -> String {
    pieces.map { piece in
      switch write(piece) {
      case .text(let text): text
      case .figure(let number): figures[number].text
      }
    }.joined()
  }

  mutating func paragraph(_ sentences: [NarrativeTemplate.Sentence]) -> [Narrative.Piece] {
    sentences.flatMap { sentence -> [Narrative.Piece] in
      guard sentence.conditions.allSatisfy({ holds($0) }) else { return [] }
      guard let each = sentence.each else { return sentence.pieces.map { write($0) } }
      var pieces: [Narrative.Piece] = []
      for item in items(each) {
        self.item = item
        if !pieces.isEmpty { pieces.append(.text(sentence.separator)) }
        pieces += sentence.pieces.map { write($0) }
      }
      item = Item()
      return pieces
    }
  }

  private func items(_ each: NarrativeTemplate.Repetition) -> [Item] {
    switch each {
    case .rows(let form, let digits):
      guard let statement = account.set.statement(form) else { return [] }
      return statement.layout.codeRows.filter { $0.utf8.count == digits }.map { row in
        let code = UInt32(row) ?? 0
        return Item(
          name: Label.name(of: code, in: account.year, account.catalogue), row: row)
      }
    case .changes(let kind):
      return account.changes(kind).map {
        Item(name: $0.item, fen: $0.fen, positions: $0.changes.map(\.position))
      }
    case .projects:
      return account.mainProjects.map { Item(name: $0.text, project: $0) }
    case .explanations:
      return account.explanations.sorted { $0.key < $1.key }.map {
        Item(name: "\($0.key)：\($0.value)")
      }
    }
  }

  private mutating func write(_ piece: NarrativeTemplate.Piece) -> Narrative.Piece {
    switch piece {
    case .text(let text): return .text(text)
    case .year(let offset): return .text(String(account.year.number + offset))
    case .unit: return .text(account.unit)
    case .item: return .text(item.name)
    case .itemAmount:
      return keep(
        Narrative.Figure(
          name: nil, formula: item.name, value: .money(item.fen), text: Self.text(.money(item.fen)),
          operands: [
            Narrative.Operand(
              formula: item.name, value: item.fen, events: item.positions, form: nil, address: "")
          ]))
    case .figure(let name, let template):
      let formula = item.placed(template)
      let value = value(of: formula)
      return keep(
        Narrative.Figure(
          name: name, formula: formula.text, value: value, text: Self.text(value),
          operands: operands(of: formula)))
    }
  }

  private mutating func keep(_ figure: Narrative.Figure) -> Narrative.Piece {
    figures.append(figure)
    return .figure(figures.count - 1)
  }

  static func text(_ value: Narrative.Value) -> String {
    switch value {
    case .money(let fen): CellText.text(fen: fen, money: .tenThousandYuan, decimals: 2)
    case .count(let number): String(number)
    case .percentage(let percentage): percentage.text()
    case .noBase: Percentage.noBaseText
    case .unknown: "（未记）"
    }
  }

  private func holds(_ condition: NarrativeTemplate.Condition) -> Bool {
    let left = value(of: condition.left)
    if condition.relation == .known { return left != .unknown }
    if condition.relation == .unknown { return left == .unknown }
    guard let right = condition.right, let difference = number(left, minus: value(of: right))
    else { return false }
    return switch condition.relation {
    case .equal: difference == 0
    case .different: difference != 0
    case .above: difference > 0
    case .below: difference < 0
    case .known, .unknown: false
    }
  }

  private func number(_ left: Narrative.Value, minus right: Narrative.Value) -> Int64? {
    guard let left = left.whole, let right = right.whole else { return nil }
    return left - right
  }

  // MARK: Figures

  func value(of formula: NarrativeFormula) -> Narrative.Value {
    switch formula {
    case .amount(let expression):
      guard let provenance = try? evaluation.provenance(of: expression, in: "") else {
        return .unknown
      }
      return .money(provenance.fen)
    case .previous(let expression):
      return account.previousFen(of: expression).map { .money($0) } ?? .unknown
    case .projects(let expression):
      let values = account.mainProjects.compactMap {
        account.value(of: expression.narrowed(toProject: $0))
      }
      return .money(values.reduce(0, +))
    case .figure(let name):
      return formulas[name].map { value(of: $0) } ?? .unknown
    case .fact(let metric):
      guard let fact = account.fact(metric) else { return .unknown }
      return metric.isMoney ? .money(fact.report.value) : .count(fact.report.value)
    case .sum(let terms): return sum(terms)
    case .function(.first, let left, let right):
      let value = value(of: left)
      return value == .unknown ? self.value(of: right) : value
    case .function(let function, let left, let right):
      guard let part = value(of: left).whole, let base = value(of: right).whole else {
        return .unknown
      }
      let counted =
        switch function {
        case .growth: part - base
        case .decline: base - part
        case .ratio, .completion, .first: part
        }
      return Percentage(counted, of: base).map { .percentage($0) } ?? .noBase
    }
  }

  private func sum(_ terms: [NarrativeFormula.Term]) -> Narrative.Value {
    var total: Int64 = 0
    var isMoney = true
    for term in terms {
      let value = value(of: term.formula)
      guard let whole = value.whole else { return .unknown }
      if case .count = value { isMoney = false }
      total += term.isSubtracted ? -whole : whole
    }
    return isMoney ? .money(total) : .count(total)
  }

  private func operands(of formula: NarrativeFormula) -> [Narrative.Operand] {
    switch formula {
    case .amount(let expression): return account.operands(of: expression)
    case .previous(let expression):
      return account.previousFen(of: expression).map { fen in
        [
          Narrative.Operand(
            formula: formula.text, value: fen, events: account.previousEvents(of: expression),
            form: nil, address: "")
        ]
      } ?? []
    case .projects(let expression):
      return account.mainProjects.flatMap {
        account.operands(of: expression.narrowed(toProject: $0))
      }
    case .figure(let name): return formulas[name].map { operands(of: $0) } ?? []
    case .fact(let metric):
      return account.fact(metric).map {
        [
          Narrative.Operand(
            formula: formula.text, value: $0.report.value, events: [$0.position], form: nil,
            address: "")
        ]
      } ?? []
    case .sum(let terms): return terms.flatMap { operands(of: $0.formula) }
    case .function(.first, let left, let right):
      return value(of: left) == .unknown ? operands(of: right) : operands(of: left)
    case .function(_, let left, let right): return operands(of: left) + operands(of: right)
    }
  }
}

extension Narrative.Value {
  /// The number of an amount or a count.
  fileprivate var whole: Int64? {
    switch self {
    case .money(let fen): fen
    case .count(let number): number
    case .percentage, .noBase, .unknown: nil
    }
  }
}

extension YearAccount {
  /// The value of a measure over the facts of the year before, or `nil` where it is not there.
  func previousFen(of expression: Expression) -> Int64? {
    guard let previous else { return nil }
    return try? Evaluation(cube: previous).provenance(of: expression, in: "").fen
  }

  /// The events behind a measure over the year before.
  func previousEvents(of expression: Expression) -> [UInt64] {
    guard let previous,
      let provenance = try? Evaluation(cube: previous).provenance(of: expression, in: "")
    else { return [] }
    return positions(of: provenance.operands, in: previous)
  }

  private func positions(
    of operands: [Provenance.Operand], in cube: FigureCube
  ) -> [UInt64] {
    let rows = operands.flatMap { operand -> [Int] in
      if case .facts(let filter) = operand.source { cube.lineage(filter) } else { [] }
    }
    return Set(rows.map { columns.position[$0] }).sorted()
  }

  /// The amounts a formula is made of: cells of the set as such, sums over facts as such.
  func operands(of expression: Expression) -> [Narrative.Operand] {
    if case .combination(let terms) = expression {
      return terms.flatMap { operands(of: $0.expression) }
    }
    guard let provenance = try? evaluation.provenance(of: expression, in: "") else { return [] }
    if case .inForm(let form, _) = expression, let statement = set.statement(form) {
      return provenance.operands.compactMap { operand in
        guard case .cellOfForm(_, let address) = operand.source,
          let cell = statement.cell(at: address)
        else { return nil }
        let events = Lineage(of: cell, in: statement, cube: cube).counts.keys
          .map { columns.position[$0] }
        return Narrative.Operand(
          formula: "[\(form)!\(address.text)]", value: operand.fen,
          events: Set(events).sorted(), form: form, address: address.text)
      }
    }
    return [
      Narrative.Operand(
        formula: expression.text, value: provenance.fen,
        events: positions(of: provenance.operands, in: cube), form: nil, address: "")
    ]
  }
}
