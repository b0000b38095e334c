// Which valid words a misspelt one was probably meant to be.

/// The valid words nearest to `word`, the nearest first, at most `limit` of them.
///
/// All of them are candidates: where there are few, a list of three valid ones helps even if none
/// is similar. With `onlySimilar`, those that are not are left out, even if none remains. Similar
/// is the beginning of a choice, or at most one slip (a letter too many, too few, wrong, or two
/// swapped) for every three letters. Upper and lower case are the same.
///
/// - Complexity: O(n · m²) for n choices of length m.
public func nearestWords(
  to word: String, among choices: [String], limit: Int = 3, onlySimilar: Bool = false
) -> [String] {
  let letters = Array(word.lowercased().unicodeScalars)
  let ranked: [(distance: Int, index: Int)] = choices.indices.compactMap { index in
    let other = Array(choices[index].lowercased().unicodeScalars)
    if letters.count > 1, other.starts(with: letters) { return (0, index) }
    let distance = slips(from: letters, to: other)
    let isSimilar = distance <= max(1, max(letters.count, other.count) / 3)
    return isSimilar || !onlySimilar ? (distance, index) : nil
  }
  return ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
    .prefix(limit).map { choices[$0.index] }
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
