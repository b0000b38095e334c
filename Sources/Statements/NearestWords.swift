// Which valid words a misspelt one was probably meant to be.

/// The valid words nearest to `word`, the nearest first, at most `limit` of them.
///
/// All of them are candidates: a form file has few words, and a list of three valid ones helps even
/// where none is similar.
///
/// - Complexity: O(n · m²) for n choices of length m.
func nearestWords(to word: String, among choices: [String], limit: Int = 3) -> [String] {
  let distances = choices.enumerated().map { index, choice in
    (distance: editDistance(Array(word), Array(choice)), index: index, choice: choice)
  }
  return distances.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
    .prefix(limit).map(\.choice)
}

/// How many characters must be added, removed or replaced to turn one text into the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for column in right.indices {
      let replaced = previous[column] + (right[column] == character ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
