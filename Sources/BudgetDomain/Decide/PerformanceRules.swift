// Rules for scores that people give to indicators of performance.

/// A year is evaluated after it ended, so a closed or published year is scored like any other; but
/// a year of which nothing was recorded has no performance, and a score without a reason no weight.
/// The same score for the same reason says nothing new; another reason does.
func guardScore(
  _ score: PerformanceScore, _ reason: String?, _ state: BudgetState
) throws(Rejection) {
  guard let reason, !reason.isEmpty else { throw .textMissing(field: .reason) }
  for (text, field) in [(score.scheme, EntryField.scheme), (score.indicator, .indicator)] {
    guard !text.isEmpty else { throw .textMissing(field: field) }
    try guardSingleLine(text, field)
  }
  try guardText(score.project?.text, .project)
  guard state.volumes.movedYears.contains(score.year) else {
    throw .yearNotScorable(score.year, recorded: state.movedYears)
  }
  guard score.maximum <= Score(hundredths: Score.limitInHundredths),
    score.score >= .zero, score.score <= score.maximum
  else { throw .scoreOutOfRange(score) }
  if let project = score.project, !state.knows(project) { throw .projectUnknown(project) }
  if let earlier = state.scores[ScoreKey(score)], earlier.score == score,
    earlier.reason == reason
  {
    throw .scoreAlready(score, position: earlier.position)
  }
}
