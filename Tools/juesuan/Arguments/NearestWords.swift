// Finds what somebody meant to type.

/// The words of `choices` nearest to `word`, best first, at most three; empty when none is near.
///
/// Near is: the beginning of a choice, or at most one slip (a letter too many, too few, wrong, or
/// two swapped) for every three letters.
func nearestWords(to word: String, among choices: [String]) -> [String] {
  let letters = Array(word.lowercased().unicodeScalars)
  let ranked: [(distance: Int, choice: String)] = choices.compactMap { choice in
    let other = Array(choice.lowercased().unicodeScalars)
    if letters.count > 1, other.starts(with: letters) { return (0, choice) }
    let distance = slips(from: letters, to: other)
    return distance <= max(1, max(letters.count, other.count) / 3) ? (distance, choice) : nil
  }
  return ranked.sorted { ($0.distance, $0.choice) < ($1.distance, $1.choice) }
    .prefix(3).map(\.choice)
}

/// How many single slips of the finger turn one word into the other (optimal string alignment).
private func slips(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let change = previous[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(change, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
