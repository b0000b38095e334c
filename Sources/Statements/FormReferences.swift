// Follows the references between formulas: what exists, in which order, how many sums.

/// Resolves references between cells: finds unknown cells, cycles, and formulas too large to be
/// exact, and gives an order in which all cells can be computed.
struct FormReferences {
  /// The absolute sum of one kind of entry in one year stays below 2^53 fen (a rule of `decide`),
  /// so that 2^9 such sums, added in any way, stay below 2^62 and cannot overflow.
  static let sumLimit = 512
  /// Official forms refer at most a few cells deep; a longer chain could exhaust the stack.
  static let chainLimit = 64

  /// What is wrong, with the cell or check it was found in.
  struct Problem: Hashable {
    let subject: String
    /// The number of the check, where the subject is one.
    let check: Int?
    let fault: ReferenceFault
  }

  private(set) var problems: [Problem] = []
  /// Indices of cells, each after those its formula refers to.
  private(set) var order: [Int] = []

  private let cells: [Form.Cell]
  private let indices: [CellAddress: Int]
  /// How many sums the value of a cell is made of; known when the cell is in ``order``.
  private var sumCounts: [Int: Int] = [:]
  /// How many cells stand behind each other from a cell down; known with its sum count.
  private var chainLengths: [Int: Int] = [:]
  private var path: [Int] = []
  private var longestChain = 0

  init(cells: [Form.Cell]) {
    self.cells = cells
    indices = Dictionary(
      cells.enumerated().map { ($0.element.address, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func resolve(checks: [Form.Check]) {
    for index in cells.indices { visit(index) }
    for (number, check) in checks.enumerated() {
      let left = count(check.left, in: check.id, check: number)
      let right = count(check.right, in: check.id, check: number)
      guardCount(left + right, in: check.id, check: number)
    }
  }

  private mutating func visit(_ index: Int) {
    guard sumCounts[index] == nil else { return }
    let subject = cells[index].address.text
    if let start = path.firstIndex(of: index) {
      let names = (path[start...] + [index]).map { cells[$0].address.text }
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
    let total = count(cells[index].expression, in: subject, check: nil)
    let chain = longestChain + 1
    longestChain = outerChain
    path.removeLast()
    if chain > Self.chainLimit { noteChain(subject) }
    guardCount(total, in: subject, check: nil)
    sumCounts[index] = min(total, Self.sumLimit + 1)
    chainLengths[index] = chain
    order.append(index)
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
    case .sum(let measure, _): return measure.parts.count
    case .cell(let address): return count([address], in: subject, check: check)
    case .range(let first, let last):
      let unknown = [first, last].filter { indices[$0] == nil }
      guard unknown.isEmpty else { return count(unknown, in: subject, check: check) }
      let addresses = Form.addresses(from: first, through: last, in: cells)
      guard !addresses.isEmpty else {
        problems.append(
          Problem(
            subject: subject, check: check, fault: .rangeReversed(first.text, last.text)))
        return 0
      }
      return count(addresses, in: subject, check: check)
    case .combination(let terms):
      var total = 0
      for term in terms { total += count(term.expression, in: subject, check: check) }
      return total
    }
  }

  private mutating func count(
    _ addresses: [CellAddress], in subject: String, check: Int?
  ) -> Int {
    var total = 0
    for address in addresses {
      guard let index = indices[address] else {
        let nearest = nearestWords(to: address.text, among: cells.map(\.address.text))
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

extension Form {
  /// The addresses of one column from `first` to `last` in form order; empty when `last` stands
  /// before `first`.
  static func addresses(
    from first: CellAddress, through last: CellAddress, in cells: [Cell]
  ) -> [CellAddress] {
    let column = cells.map(\.address).filter { $0.column == first.column }
    guard let start = column.firstIndex(of: first), let end = column.firstIndex(of: last),
      start <= end
    else { return [] }
    return Array(column[start...end])
  }
}
