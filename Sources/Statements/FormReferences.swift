// Follows the references between formulas: what exists, in which order, how many sums.

import BudgetDomain

/// Resolves references between cells: finds unknown cells, cycles, and formulas too large to be
/// exact.
///
/// Repeated rows are resolved as they would be for a few sample codes: what holds for those holds
/// for all, because formulas cannot tell codes apart.
struct FormReferences {
  /// The absolute sum of one kind of entry in one year stays below 2^53 fen (a rule of `decide`),
  /// so that 2^9 such sums, added in any way, stay below 2^62 and cannot overflow.
  static let sumLimit = 512
  /// Official forms refer at most a few cells deep; a longer chain could exhaust the stack.
  static let chainLimit = 64
  /// Two classes, one of them with two items.
  private static let sampleItems: [UInt32] = [2_010_101, 2_010_102, 2_990_199]

  /// What is wrong, with the cell or check it was found in.
  struct Problem: Hashable {
    let subject: String
    /// The number of the check, where the subject is one.
    let check: Int?
    let fault: ReferenceFault
  }

  private(set) var problems: [Problem] = []

  private let layout: FormLayout
  private let isRepeated: Bool
  /// How many sums the value of a cell is made of.
  private var sumCounts: [Int: Int] = [:]
  /// How many cells stand behind each other from a cell down; known with its sum count.
  private var chainLengths: [Int: Int] = [:]
  private var path: [Int] = []
  private var longestChain = 0

  init(form: Form) {
    layout = FormLayout(of: form, items: Self.sampleItems, naming: nil)
    isRepeated = form.hasRepeatedRows
  }

  /// The name in the file of a cell of the sample rows.
  static func templateName(of subject: String) -> String {
    guard let address = CellAddress(text: subject) else { return subject }
    return "\(Expression.thisRow):\(address.column)"
  }

  mutating func resolve(checks: [Check]) {
    for index in layout.cells.indices { visit(index) }
    for (number, check) in checks.enumerated() {
      let sample = check.rows.map { layout.rows(in: $0) } ?? [""]
      for row in sample.prefix(1) {
        let left = count(check.left.placed(inRow: row), in: check.id, check: number)
        let right = count(check.right.placed(inRow: row), in: check.id, check: number)
        guardCount(left + right, in: check.id, check: number)
      }
    }
  }

  private mutating func visit(_ index: Int) {
    guard sumCounts[index] == nil else { return }
    let subject = layout.cells[index].address.text
    if let start = path.firstIndex(of: index) {
      let names = (path[start...] + [index]).map { layout.cells[$0].address.text }
      problems.append(Problem(subject: subject, check: nil, fault: .cycle(names)))
      return
    }
    guard path.count < Self.chainLimit else {
      noteChain(subject)
      return
    }
    path.append(index)
    let outerChain = longestChain
    longestChain = 0
    let total = count(layout.cells[index].expression, in: subject, check: nil)
    let chain = longestChain + 1
    longestChain = outerChain
    path.removeLast()
    if chain > Self.chainLimit { noteChain(subject) }
    guardCount(total, in: subject, check: nil)
    sumCounts[index] = min(total, Self.sumLimit + 1)
    chainLengths[index] = chain
  }

  private mutating func noteChain(_ subject: String) {
    guard problems.isEmpty else { return }
    problems.append(
      Problem(subject: subject, check: nil, fault: .chainTooLong(limit: Self.chainLimit)))
  }

  private mutating func guardCount(_ count: Int, in subject: String, check: Int?) {
    // Only the first cell that grows too large is named, not all those that refer to it.
    guard count > Self.sumLimit, problems.isEmpty else { return }
    problems.append(
      Problem(subject: subject, check: check, fault: .tooManySums(limit: Self.sumLimit)))
  }

  /// How many sums an expression is made of, directly and through the cells it refers to.
  private mutating func count(_ expression: Expression, in subject: String, check: Int?) -> Int {
    switch expression {
    case .zero: return 1
    case .sum(let measure, _), .sumOfRow(let measure, _): return measure.parts.count
    case .cell(let address): return count([address], in: subject, check: check)
    case .range(let first, let last):
      let unknown = [first, last].filter { layout.indices[$0] == nil }
      guard unknown.isEmpty else { return count(unknown, in: subject, check: check) }
      let addresses = layout.addresses(from: first, through: last)
      guard !addresses.isEmpty else {
        problems.append(
          Problem(
            subject: subject, check: check, fault: .rangeReversed(first.text, last.text)))
        return 0
      }
      return count(addresses, in: subject, check: check)
    case .below(let row, let column):
      let addresses = layout.addresses(below: row, column: column)
      guard !addresses.isEmpty else {
        noteNothingBelow(row, column, in: subject, check: check)
        return 0
      }
      // Rows of a code share out the facts, so that together they are no more than one sum.
      return isRepeated
        ? addresses.map { count([$0], in: subject, check: check) }.max() ?? 0
        : count(addresses, in: subject, check: check)
    case .inForm: return 1
    case .combination(let terms):
      var total = 0
      for term in terms { total += count(term.expression, in: subject, check: check) }
      return total
    }
  }

  private mutating func noteNothingBelow(
    _ row: String?, _ column: Int, in subject: String, check: Int?
  ) {
    if let row, isRepeated, FormLayout.isCode(row) { return }
    problems.append(
      Problem(
        subject: subject, check: check,
        fault: .nothingBelow(row ?? "", column: column)))
  }

  private mutating func count(
    _ addresses: [CellAddress], in subject: String, check: Int?
  ) -> Int {
    var total = 0
    for address in addresses {
      guard let index = layout.indices[address] else {
        if layout.mayBeAbsent(address) { continue }
        let nearest = nearestWords(
          to: address.text, among: layout.cells.map(\.address.text))
        problems.append(
          Problem(
            subject: subject, check: check, fault: .unknownCell(address.text, nearest: nearest)))
        continue
      }
      visit(index)
      total += sumCounts[index] ?? 0
      longestChain = max(longestChain, chainLengths[index] ?? 0)
    }
    return total
  }
}
