// What a check found: both sides to the fen, and both sides as they are printed.

import BudgetDomain

/// What a check found.
///
/// A check is decided to the fen. What is printed is rounded cell by cell, so that printed figures
/// may differ although the books agree: that is a tail difference (尾差), shown and never spread.
public struct CheckOutcome: Hashable, Sendable {
  /// The check, in the row it was made for.
  public let check: Check
  /// One side with the value of every part.
  public let left: Provenance
  /// The other side.
  public let right: Provenance
  /// Both sides as printed.
  public let printed: PrintedSides

  /// Both sides as they are printed: every figure rounded on its own, then added.
  public struct PrintedSides: Hashable, Sendable {
    /// Each side counted in the last digit printed.
    fileprivate let leftDigits: Int64
    fileprivate let rightDigits: Int64
    /// How many figures were rounded on both sides: a total and its n parts are n + 1.
    let figureCount: Int
    fileprivate let rounding: Rounding
  }

  /// How figures are printed.
  struct Rounding: Hashable {
    let money: MoneyUnit
    let decimals: Int
  }

  /// Left less right, in fen.
  public var differenceInFen: Int64 { left.fen - right.fen }

  /// Whether the relation holds to the fen.
  public var isPassed: Bool {
    switch check.relation {
    case .equal: differenceInFen == 0
    case .atLeast: differenceInFen >= 0
    }
  }

  /// Whether what is printed differs although the books agree (尾差).
  public var hasTailDifference: Bool {
    check.relation == .equal && isPassed && printed.differenceInDigits != 0
  }

  /// Whether what is printed differs by no more than rounding can explain: (n + 1) · half a digit.
  public var isWithinTolerance: Bool {
    printed.differenceInDigits.magnitude * 2 <= UInt64(printed.figureCount)
  }

  /// - Throws: ``Evaluation/Absence`` when a side names what the forms at hand do not have.
  init(
    _ check: Check, _ evaluation: Evaluation, form: String, rounding: Rounding
  ) throws(Evaluation.Absence) {
    self.check = check
    left = try evaluation.provenance(of: check.left, in: form)
    right = try evaluation.provenance(of: check.right, in: form)
    printed = PrintedSides(left, right, rounding)
  }
}

extension CheckOutcome.PrintedSides {
  /// The sum of the printed figures of the left side.
  public var left: String { text(leftDigits) }
  /// The same of the right side.
  public var right: String { text(rightDigits) }
  /// Left less right.
  public var difference: String { text(differenceInDigits) }

  /// The largest difference that rounding alone can make: half a last digit for each figure.
  public var tolerance: String {
    // Half digits need one decimal more: 5 of them for each figure.
    rounding.decimals < rounding.money.exactDecimals
      ? text(Int64(figureCount) * 5, moreDecimals: 1) : text(0)
  }

  /// Left less right, counted in the last digit printed.
  var differenceInDigits: Int64 { leftDigits - rightDigits }

  init(_ left: Provenance, _ right: Provenance, _ rounding: CheckOutcome.Rounding) {
    func digits(_ figures: [Int64]) -> Int64 {
      figures.reduce(0) {
        $0
          + CellText.roundedDigits(
            fen: $1, money: rounding.money, decimals: rounding.decimals)
      }
    }
    let leftFigures = left.figures
    let rightFigures = right.figures
    leftDigits = digits(leftFigures)
    rightDigits = digits(rightFigures)
    figureCount = leftFigures.count + rightFigures.count
    self.rounding = rounding
  }

  private func text(_ digits: Int64, moreDecimals: Int = 0) -> String {
    CellText.text(
      digits: digits, money: rounding.money, decimals: rounding.decimals + moreDecimals)
  }
}

extension Provenance {
  /// The figures a reader would add up: cells one by one, sums over facts as one figure.
  fileprivate var figures: [Int64] {
    switch expression {
    case .zero: []
    case .sum, .sumOfRow: [fen]
    case .cell, .range, .below, .inForm: operands.map { $0.isSubtracted ? -$0.fen : $0.fen }
    case .combination:
      operands.flatMap { operand -> [Int64] in
        guard case .expression(let inner) = operand.source else { return [] }
        return operand.isSubtracted ? inner.figures.map { -$0 } : inner.figures
      }
    }
  }
}
