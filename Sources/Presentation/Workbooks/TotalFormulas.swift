// Which cells of a statement are totals of others, as its checks say.

import OfficeOpenXML
import Statements

/// The totals of a statement as formulas over its other cells.
///
/// What a total is made of is said by the checks of the form (审核公式), not by this room. A total is
/// a formula only where the printed parts add up to the printed total: where rounding makes them
/// differ (尾差), a formula would show another figure than the books, so the figure stays.
struct TotalFormulas {
  /// A part of a total.
  struct Term: Hashable {
    let isSubtracted: Bool
    let address: CellAddress
  }

  /// The parts of each total that is a formula.
  private(set) var terms: [CellAddress: [Term]] = [:]
  /// The totals that stay figures, in the order of the form.
  private(set) var figures: [CellAddress] = []

  init(of statement: Statement) {
    guard statement.emptySentence == nil,
      statement.cells.allSatisfy({ SheetFigure.fits(statement.text(of: $0, grouped: false)) })
    else { return }
    var unequal: Set<CellAddress> = []
    for outcome in statement.checks where outcome.check.relation == .equal {
      guard let (total, parts) = Self.total(of: outcome), terms[total] == nil else { continue }
      if outcome.isPassed, outcome.printed.left == outcome.printed.right {
        if !reaches(total, from: parts) { terms[total] = parts }
      } else {
        unequal.insert(total)
      }
    }
    figures = statement.cells.map(\.address).filter { unequal.contains($0) && terms[$0] == nil }
  }

  /// The formula of `total` where its cells stand at `places`, with all figures rounded to
  /// `decimals`: spreadsheets add binary fractions.
  ///
  /// - Returns: `nil` where it is none, or longer than programs take.
  func formula(
    of total: CellAddress, decimals: Int, places: [CellAddress: CellPlace]
  ) -> String? {
    guard let parts = terms[total] else { return nil }
    if parts.count == 1, !parts[0].isSubtracted { return places[parts[0].address]?.reference }
    var text = Self.range(parts, places).map { "SUM(\($0.reference))" }
    if text == nil {
      text = parts.enumerated().map { index, part in
        let sign = part.isSubtracted ? "-" : index > 0 ? "+" : ""
        return sign + (places[part.address]?.reference ?? "0")
      }.joined()
    }
    guard let text, text.utf8.count < Self.formulaLengthMax else { return nil }
    return "ROUND(\(text),\(decimals))"
  }

  private static let formulaLengthMax = 8_000

  /// The rectangle of all parts where they are added and stand without a gap in a row or column.
  private static func range(
    _ parts: [Term], _ places: [CellAddress: CellPlace]
  ) -> CellRange? {
    let found = parts.compactMap { $0.isSubtracted ? nil : places[$0.address] }.sorted()
    guard found.count == parts.count, found.count > 1, let first = found.first,
      let last = found.last
    else { return nil }
    let isColumn =
      first.column == last.column && last.row - first.row == found.count - 1
      && found.allSatisfy { $0.column == first.column }
    let isRow = first.row == last.row && last.column - first.column == found.count - 1
    return isColumn || isRow ? CellRange(first, last) : nil
  }

  /// The total that a check is about and its parts: one side is one cell of the statement, the
  /// other a sum of others. That two cells are equal makes neither a total.
  private static func total(of outcome: CheckOutcome) -> (CellAddress, [Term])? {
    if case .cell = outcome.left.expression, case .cell = outcome.right.expression { return nil }
    for (side, other) in [(outcome.left, outcome.right), (outcome.right, outcome.left)] {
      guard case .cell(let address) = side.expression, side.operands.count == 1,
        let parts = terms(of: other), !parts.isEmpty,
        !parts.contains(where: { $0.address == address })
      else { continue }
      return (address, parts)
    }
    return nil
  }

  /// The cells that a figure is the sum of; `nil` where it is also made of anything else.
  private static func terms(of provenance: Provenance) -> [Term]? {
    var terms: [Term] = []
    for operand in provenance.operands {
      switch operand.source {
      case .cell(let address):
        terms.append(Term(isSubtracted: operand.isSubtracted, address: address))
      case .expression(let inner):
        guard let inside = Self.terms(of: inner) else { return nil }
        terms += inside.map {
          Term(isSubtracted: $0.isSubtracted != operand.isSubtracted, address: $0.address)
        }
      case .facts, .factsOfPreviousYear, .cellOfForm: return nil
      }
    }
    return terms
  }

  /// Whether `total` is needed to compute one of `parts`: a formula would go round in a circle.
  private func reaches(_ total: CellAddress, from parts: [Term]) -> Bool {
    var waiting = parts.map(\.address)
    var seen: Set<CellAddress> = []
    while let address = waiting.popLast() {
      if address == total { return true }
      guard seen.insert(address).inserted else { continue }
      waiting += (terms[address] ?? []).map(\.address)
    }
    return false
  }
}

/// A figure of a statement as a cell of a spreadsheet.
enum SheetFigure {
  /// How many significant digits every spreadsheet keeps.
  private static let digitCountMax = 15

  /// Whether spreadsheets keep every digit of the number written as `text`.
  static func fits(_ text: String) -> Bool {
    text.filter(\.isNumber).drop { $0 == "0" }.count <= digitCountMax
  }

  /// A number, or a text where spreadsheets would alter its last digits; nothing where nothing is
  /// printed.
  static func content(_ text: String) -> SheetCell.Content {
    guard !text.isEmpty else { return .blank }
    guard fits(text), let number = DecimalText(text) else { return .text(text) }
    return .number(number)
  }

  /// How it is written: with thousands separators and `decimals`.
  static func format(decimals: Int) -> NumberFormat {
    switch decimals {
    case 2: .amount
    case ...0: .code("#,##0")
    default: .code("#,##0." + String(repeating: "0", count: decimals))
    }
  }
}
