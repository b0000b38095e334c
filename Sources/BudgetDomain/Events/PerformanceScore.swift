// A score that a person gave to an indicator of performance (绩效评价得分).

/// A score out of a hundred parts of a point, so that tenths and hundredths are exact.
public struct Score: Hashable, Comparable, Sendable {
  /// Hundredths of a point.
  public let hundredths: Int64
  /// The largest score and the largest total of an evaluation: ten thousand points.
  public static let limitInHundredths: Int64 = 1_000_000
  /// No points.
  public static let zero = Score(hundredths: 0)

  /// A score of so many hundredths of a point.
  public init(hundredths: Int64) { self.hundredths = hundredths }

  /// The score written in `text`: digits, perhaps a point and one or two more; `nil` for anything
  /// else.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...5).contains(parts[0].utf8.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let points = Int64(parts[0])
    else { return nil }
    guard parts.count == 2 else {
      hundredths = points * 100
      return
    }
    guard parts[1].utf8.count <= 2, let fraction = Int64(parts[1]) else { return nil }
    hundredths = points * 100 + (parts[1].utf8.count == 1 ? fraction * 10 : fraction)
  }

  /// The score without needless zeros, such as `4`, `2.5` or `0.75`.
  public var text: String {
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  /// The order of the points.
  public static func < (left: Score, right: Score) -> Bool { left.hundredths < right.hundredths }
  /// The sum of two scores, each within ``limitInHundredths``.
  public static func + (left: Score, right: Score) -> Score {
    Score(hundredths: left.hundredths + right.hundredths)
  }
  /// The difference of two scores, each within ``limitInHundredths``.
  public static func - (left: Score, right: Score) -> Score {
    Score(hundredths: left.hundredths - right.hundredths)
  }
}

/// A score that a person typed for an indicator of an evaluation; why stands in the envelope.
///
/// The event carries the largest possible score, so that it can be judged without the scheme.
public struct PerformanceScore: Hashable, Sendable {
  /// The year that is evaluated.
  public let year: FiscalYear
  /// The scheme (评价指标体系) by its identifier, such as `yongzhou-2018-whole`.
  public let scheme: String
  /// The indicator by its identifier within the scheme, such as `14`.
  public let indicator: String
  /// The project that is evaluated; `nil` for the whole unit.
  public let project: ProjectName?
  /// The score.
  public let score: Score
  /// The points of the indicator (分值).
  public let maximum: Score

  /// A typed score made of its parts.
  public init(
    year: FiscalYear, scheme: String, indicator: String, project: ProjectName? = nil, score: Score,
    maximum: Score
  ) {
    self.year = year
    self.scheme = scheme
    self.indicator = indicator
    self.project = project
    self.score = score
    self.maximum = maximum
  }

  /// What is scored: `yongzhou-2018-whole 14`, with the project where there is one.
  public var subject: String {
    ([scheme, indicator] + [project?.text].compactMap { $0 }).joined(separator: " ")
  }
}
