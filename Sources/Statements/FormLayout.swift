// A form with its repeated rows written out: every cell with its address, words and formula.

import BudgetDomain

/// The concrete rows and cells of a form for the codes that occur.
struct FormLayout: Hashable {
  let rows: [[Form.PrintedCell]]
  let cells: [Cell]
  let indices: [CellAddress: Int]
  /// Whether cells of codes without a row stand for zero instead of being a mistake.
  let hasRepeatedRows: Bool
  /// Rows below each row in the order of codes; the topmost ones under `""`.
  private let children: [String: [String]]
  /// The names of rows addressed by a code, in form order.
  let codeRows: [String]
  /// Whether a row 合计 stands above the topmost codes.
  private let hasTotal: Bool

  /// The row over all codes.
  private static let total = "合计"

  /// A cell of a statement before it is computed.
  struct Cell: Hashable {
    let address: CellAddress
    let label: String
    let expression: Expression
    let block: Int
  }

  /// Where the words of codes come from.
  struct Naming {
    let year: FiscalYear
    let catalogue: ClassificationCatalogue
  }

  /// Writes out `form` for the item codes in `items`; without `naming`, words are left as typed.
  init(of form: Form, items: [UInt32], naming: Naming?) {
    var rows: [[Form.PrintedCell]] = []
    var cells: [Cell] = []
    let columnWords = form.columnWords
    for row in form.rows {
      for name in Self.names(of: row, items) {
        let writer = RowWriter(
          row: row, name: name, naming: naming, columns: form.columns, columnWords: columnWords)
        let written = writer.written
        rows.append(written.printed)
        cells += written.cells
      }
    }
    self.rows = rows
    let blocks = (cells.map(\.block).max() ?? 0) + 1
    let ordered =
      blocks == 1
      ? cells : (0..<blocks).flatMap { block in cells.filter { $0.block == block } }
    self.cells = ordered
    var indices: [CellAddress: Int] = [:]
    indices.reserveCapacity(ordered.count)
    var seen: Set<String> = []
    var codeRows: [String] = []
    var row = ""
    for (index, cell) in ordered.enumerated() {
      if indices[cell.address] == nil { indices[cell.address] = index }
      // Neighbours mostly stand in one row.
      guard cell.address.row != row else { continue }
      row = cell.address.row
      if Self.isCode(row), seen.insert(row).inserted { codeRows.append(row) }
    }
    self.indices = indices
    self.codeRows = codeRows
    hasRepeatedRows = form.hasRepeatedRows
    var children: [String: [String]] = [:]
    for row in codeRows {
      let upper = [5, 3].first { $0 < row.utf8.count && seen.contains(String(row.prefix($0))) }
      children[upper.map { String(row.prefix($0)) } ?? "", default: []].append(row)
    }
    hasTotal = form.hasRepeatedRows && ordered.contains { $0.address.row == Self.total }
    if hasTotal { children[Self.total] = children[""] }
    self.children = children
  }

  /// Whether a row is addressed by a code; 行次 have at most two digits.
  static func isCode(_ row: String) -> Bool {
    [3, 5, 7].contains(row.utf8.count) && row.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func names(of row: Form.Row, _ items: [UInt32]) -> [String?] {
    guard let repetition = row.repetition else { return [nil] }
    var names: Set<String> = []
    for item in items {
      let code = String(item)
      for level in repetition.levels { names.insert(String(code.prefix(level))) }
    }
    // As texts, 201 stands before 20101 before 2010101 before 202: the order of official tables.
    return names.sorted()
  }

  /// The rows directly below `row`, or the topmost code rows.
  func rows(below row: String?) -> [String] { children[row ?? ""] ?? [] }

  /// The rows that a check is made for: those of codes, and 合计 over them.
  func rows(in scope: Check.RowScope) -> [String] {
    let all = (hasTotal ? [Self.total] : []) + codeRows
    return scope == .all ? all : all.filter { children[$0] != nil }
  }

  /// The addresses of one column in the rows below `row`, as far as they have amounts there.
  func addresses(below row: String?, column: Int) -> [CellAddress] {
    rows(below: row).compactMap { CellAddress(row: $0, column: column) }
      .filter { indices[$0] != nil }
  }

  /// The addresses of one column from `first` to `last` in form order; empty when one of them is
  /// missing or `last` stands before `first`.
  func addresses(from first: CellAddress, through last: CellAddress) -> [CellAddress] {
    guard first.column == last.column, let start = indices[first], let end = indices[last],
      start <= end
    else { return [] }
    return cells[start...end].map(\.address).filter { $0.column == first.column }
  }

  /// Whether an address that is not there means a code that did not occur.
  func mayBeAbsent(_ address: CellAddress) -> Bool {
    hasRepeatedRows && Self.isCode(address.row)
  }
}

/// Writes one row of a layout.
private struct RowWriter {
  let row: Form.Row
  let name: String?
  let naming: FormLayout.Naming?
  let columns: [Form.Column]
  let columnWords: [String]

  var written: (printed: [Form.PrintedCell], cells: [FormLayout.Cell]) {
    var printed: [Form.PrintedCell] = []
    var cells: [FormLayout.Cell] = []
    for (index, cell) in row.cells.enumerated() {
      switch cell {
      case .blank: printed.append(.blank)
      case .merged: printed.append(.merged)
      case .text(let label): printed.append(.text(indent(index) + text(label, lineName)))
      case .amount(let amount):
        let address = name.map { amount.address.placed(inRow: $0) } ?? amount.address
        let label = text(amount.label, address.row)
        cells.append(
          FormLayout.Cell(
            address: address,
            label: label.isEmpty ? columnWords[index] : String(label.drop { $0 == " " }),
            expression: name.map { amount.expression.placed(inRow: $0) } ?? amount.expression,
            block: amount.block))
        printed.append(.amount(address))
      }
    }
    return (printed, cells)
  }

  /// What the row is called where a label asks for its code.
  private var lineName: String {
    if let name { return name }
    for cell in row.cells { if case .amount(let amount) = cell { return amount.address.row } }
    return ""
  }

  private func text(_ label: Label, _ row: String) -> String {
    guard let naming else { return label.text }
    return label.text(in: naming.year, row: row, catalogue: naming.catalogue)
  }

  private func indent(_ index: Int) -> String {
    guard let name, let from = row.repetition?.indentedFrom, columns[index] == .label,
      name.utf8.count >= from
    else { return "" }
    return "  "
  }
}

extension Form {
  /// The words of the header above each printed column, from top to bottom.
  public var columnWords: [String] {
    columns.indices.map { column in
      header.filter { $0.column <= column && column < $0.column + $0.span }
        .map(\.text).filter { !$0.isEmpty }.joined(separator: ".")
    }
  }
}
