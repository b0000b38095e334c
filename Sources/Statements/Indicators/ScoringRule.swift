// How a rate becomes points: bands and deductions, in whole numbers only.

public import BudgetDomain

/// A rate as the exact quotient of two whole numbers.
public struct ExactRate: Hashable, Sendable {
  /// What is divided.
  public let numerator: Int64
  /// By what; above zero.
  public let denominator: Int64

  /// The quotient of two numbers; `nil` where there is nothing to divide by.
  public init?(_ numerator: Int64, by denominator: Int64) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The rate in hundredths of a percent, rounded half-up on its magnitude.
  public var roundedHundredths: Int128 {
    let (quotient, remainder) = (Int128(numerator.magnitude) * 10_000)
      .quotientAndRemainder(dividingBy: Int128(denominator))
    let rounded = remainder >= Int128(denominator) - remainder ? quotient + 1 : quotient
    return numerator < 0 ? -rounded : rounded
  }

  /// The rate as a percentage with two decimals, rounded half-up, such as `74.44%`.
  public var percentText: String {
    let hundredths = roundedHundredths
    let magnitude = hundredths.magnitude
    let fraction = magnitude % 100
    return (hundredths < 0 ? "-" : "") + "\(magnitude / 100)." + (fraction < 10 ? "0" : "")
      + "\(fraction)%"
  }

  /// How far the rate lies above a bound given in hundredths of a percent, times the denominator.
  func excess(overHundredths bound: Int64) -> Int128 {
    Int128(numerator) * 10_000 - Int128(bound) * Int128(denominator)
  }
}

/// How a rate is scored (评价标准).
public enum ScoringRule: Hashable, Sendable {
  /// The first band that reaches the rate gives the points.
  case bands([Band])
  /// Full points up to a bound, then points off for each step beyond it.
  case deduction(Deduction)
  /// The rate itself times the points of the indicator.
  case share

  /// Rates up to and including a bound, closed on the right as `0-10%（含）` is.
  public struct Band: Hashable, Sendable {
    /// The last rate of the band in hundredths of a percent; `nil` for all that are left.
    public let through: Int64?
    /// What it scores.
    public let score: Score
  }

  /// On which side of the bound points are lost.
  public enum Side: String, Hashable, Sendable {
    /// Beyond it.
    case above
    /// Short of it.
    case below
    /// Either.
    case both
  }

  /// How a part of a step counts where the text says only 每超过.
  public enum Counting: String, CaseIterable, Hashable, Sendable {
    /// Only full steps cost points.
    case full
    /// A step that has begun costs as much as a full one.
    case started
    /// A part of a step costs its part of the points.
    case proportional
  }

  /// Points off for each step.
  public struct Deduction: Hashable, Sendable {
    /// The bound in hundredths of a percent; the bound itself has full points.
    public let bound: Int64
    /// On which side points are lost.
    public let side: Side
    /// The size of a step in hundredths of a percent.
    public let step: Int64
    /// What a step costs.
    public let points: Score
    /// How a part of a step counts.
    public let counting: Counting
  }

  /// The score of `rate` of `maximum` points, never below zero.
  ///
  /// Parts of a hundredth of a point, which only proportional counting makes, are rounded half-up.
  public func score(_ rate: ExactRate, of maximum: Score) -> Score {
    switch self {
    case .bands(let bands):
      return bands.first { band in
        band.through.map { rate.excess(overHundredths: $0) <= 0 } ?? true
      }?.score ?? .zero
    case .deduction(let deduction): return deduction.score(rate, of: maximum)
    case .share:
      let points = Int128(maximum.hundredths) * Int128(rate.numerator)
      return Self.bounded(points, Int128(rate.denominator), maximum)
    }
  }

  /// The quotient rounded half-up, between zero and `maximum`.
  static func bounded(_ numerator: Int128, _ denominator: Int128, _ maximum: Score) -> Score {
    guard numerator > 0 else { return .zero }
    let rounded = (2 * numerator + denominator) / (2 * denominator)
    return Score(hundredths: Int64(min(rounded, Int128(maximum.hundredths))))
  }

  /// The scores under the other ways to count a part of a step, where they differ.
  func otherCountings(_ rate: ExactRate, of maximum: Score) -> [(Counting, Score)] {
    guard case .deduction(let chosen) = self else { return [] }
    let own = chosen.score(rate, of: maximum)
    return Counting.allCases.filter { $0 != chosen.counting }.compactMap { counting in
      let other = Deduction(
        bound: chosen.bound, side: chosen.side, step: chosen.step, points: chosen.points,
        counting: counting
      ).score(rate, of: maximum)
      return other == own ? nil : (counting, other)
    }
  }
}

extension ScoringRule.Deduction {
  func score(_ rate: ExactRate, of maximum: Score) -> Score {
    let excess = rate.excess(overHundredths: bound)
    let lost: Int128
    switch side {
    case .above: lost = max(excess, 0)
    case .below: lost = max(-excess, 0)
    case .both: lost = excess < 0 ? -excess : excess
    }
    let width = Int128(step) * Int128(rate.denominator)
    let (whole, rest) = lost.quotientAndRemainder(dividingBy: width)
    switch counting {
    case .full: return score(afterSteps: whole, of: maximum)
    case .started: return score(afterSteps: rest > 0 ? whole + 1 : whole, of: maximum)
    case .proportional:
      // Beyond so many steps nothing is left, and the products below stay small.
      guard whole < Int128(Score.limitInHundredths) else { return .zero }
      let left = Int128(maximum.hundredths) * width - Int128(points.hundredths) * lost
      return ScoringRule.bounded(left, width, maximum)
    }
  }

  private func score(afterSteps steps: Int128, of maximum: Score) -> Score {
    guard steps < Int128(Score.limitInHundredths) else { return .zero }
    let left = Int128(maximum.hundredths) - steps * Int128(points.hundredths)
    return Score(hundredths: Int64(max(left, 0)))
  }
}
