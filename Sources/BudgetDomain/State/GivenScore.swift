// What deciding remembers of the scores that people gave to indicators.

/// What is scored: an indicator of a scheme, of a year, perhaps of a project.
struct ScoreKey: Hashable, Sendable {
  let year: FiscalYear
  let scheme: String
  let indicator: String
  let project: ProjectName?

  /// The key of what `score` scores.
  init(_ score: PerformanceScore) {
    year = score.year
    scheme = score.scheme
    indicator = score.indicator
    project = score.project
  }
}

/// A score as it was given.
struct GivenScore: Hashable, Sendable {
  let position: UInt64
  let score: PerformanceScore
  let reason: String?
}
