// A text somebody typed, cut into lines, sentences and the figures in them.

import BudgetDomain

/// A number as it is printed: digits without separators, and how many of them follow the point.
struct PrintedNumber: Hashable, Sendable {
  let digits: Int64
  let decimals: Int

  /// Whether `fen`, rounded half-up to the decimals of a unit of `unitInFen`, is printed so.
  func prints(_ fen: Int64, unitInFen: Int64) -> Bool {
    rounded(fen, unitInFen: unitInFen) == digits
  }

  /// Whether cutting off instead of rounding gives it.
  func cutsOff(_ fen: Int64, unitInFen: Int64) -> Bool {
    guard let step = step(unitInFen) else { return false }
    return fen / step == digits && rounded(fen, unitInFen: unitInFen) != digits
  }

  /// The value in fen; exact, as no more decimals are read than fen have.
  func fen(unitInFen: Int64) -> Int64 { digits * (step(unitInFen) ?? 1) }

  /// Half of the last printed digit, in fen: how far the exact value may lie away.
  func halfStep(unitInFen: Int64) -> Int64 { (step(unitInFen) ?? 1) / 2 }

  private func rounded(_ fen: Int64, unitInFen: Int64) -> Int64? {
    guard let step = step(unitInFen) else { return nil }
    let quotient = fen.magnitude / UInt64(step)
    let remainder = fen.magnitude % UInt64(step)
    let magnitude = remainder >= UInt64(step) - remainder ? quotient + 1 : quotient
    return fen < 0 ? -Int64(magnitude) : Int64(magnitude)
  }

  /// The last printed digit in fen, or `nil` where it is less than one.
  private func step(_ unitInFen: Int64) -> Int64? {
    var step = unitInFen
    for _ in 0..<decimals {
      guard step % 10 == 0 else { return nil }
      step /= 10
    }
    return step
  }
}

/// A figure in a sentence.
struct PrintedFigure: Hashable, Sendable {
  /// What the figure is of.
  enum Kind: Hashable, Sendable {
    /// An amount, in a unit of so many fen.
    case amount(unitInFen: Int64)
    /// A percentage.
    case percentage
  }

  let kind: Kind
  let number: PrintedNumber
  /// The characters of the sentence it takes, with its unit.
  let range: Range<Int>
  /// As it stands in the text.
  let text: String

  /// The amount in fen, or `nil` for a percentage.
  var fen: Int64? {
    if case .amount(let unit) = kind { number.fen(unitInFen: unit) } else { nil }
  }

  /// How far the exact amount may lie from what is printed, in fen.
  var halfStep: Int64 {
    if case .amount(let unit) = kind { number.halfStep(unitInFen: unit) } else { 0 }
  }

  var isAmount: Bool { fen != nil }

  /// Whether an exact amount is printed so by a legal rounding.
  func prints(_ exact: Int64) -> Bool {
    if case .amount(let unit) = kind { number.prints(exact, unitInFen: unit) } else { false }
  }

  /// Whether it is what cutting off instead of rounding leaves of an exact amount.
  func cutsOff(_ exact: Int64) -> Bool {
    if case .amount(let unit) = kind { number.cutsOff(exact, unitInFen: unit) } else { false }
  }

  /// Whether a percentage is printed so by a legal rounding.
  func prints(_ percentage: Percentage) -> Bool {
    kind == .percentage && percentage.digits(decimals: number.decimals) == number.digits
  }
}

/// A sentence with its figures.
struct PrintedSentence: Hashable, Sendable {
  /// The line of the text, counted from 1.
  let line: Int
  /// The sentence, with wide digits and percent signs made narrow.
  let characters: [Character]
  let figures: [PrintedFigure]
  /// Whether the line ends with it.
  let endsLine: Bool

  var text: String { String(characters) }

  /// The characters of `range`, as far as the sentence has them.
  func text(_ range: Range<Int>) -> String {
    String(characters[range.clamped(to: 0..<characters.count)])
  }

  /// The part of the sentence around `range`, short enough for a message.
  func excerpt(around range: Range<Int>) -> String {
    let reach = 24
    let start = max(0, range.lowerBound - reach)
    let end = min(characters.count, range.upperBound + reach)
    return (start > 0 ? "…" : "") + text(start..<end).trimmedBlanks
      + (end < characters.count ? "…" : "")
  }

  /// No name is longer.
  private static let labelLimit = 80

  /// What names the figure with this number: the words since the figure before it, or since the
  /// last mark that ends a part of a sentence.
  func label(of index: Int) -> String {
    let figure = figures[index]
    let floor = index > 0 ? figures[index - 1].range.upperBound : 0
    let limit = max(floor, figure.range.lowerBound - Self.labelLimit)
    var start = figure.range.lowerBound
    while start > limit, !Self.clauseMarks.contains(characters[start - 1]) { start -= 1 }
    return text(start..<figure.range.lowerBound).trimmedBlanks
  }

  /// All words between the figure before and this one.
  func gap(before index: Int) -> String {
    let floor = index > 0 ? figures[index - 1].range.upperBound : 0
    return text(floor..<figures[index].range.lowerBound)
  }

  static let clauseMarks: Set<Character> = ["，", ",", "；", ";", "：", ":", "、", "。"]
}

/// A whole text.
struct PrintedText: Sendable {
  let lines: [[Character]]
  /// The sentences outside tables.
  let sentences: [PrintedSentence]
  /// The tables.
  let tables: [PrintedTable]

  init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { $0.map(Self.narrow) }
    self.lines = lines
    let tables = PrintedTable.tables(in: lines)
    let tableLines = Set(tables.flatMap { table in table.rows.flatMap { $0.map(\.line) } })
    sentences = lines.enumerated().filter { !tableLines.contains($0.offset + 1) }.flatMap {
      Self.sentences(of: $0.element, line: $0.offset + 1)
    }
    self.tables = tables
  }

  static let sentenceMarks: Set<Character> = ["。", "！", "？"]
  /// Where a sentence is cut at its next clause: no one writes longer ones, and the time for one
  /// grows with the square of its length.
  private static let lengthLimit = 2_000

  private static func sentences(of line: [Character], line number: Int) -> [PrintedSentence] {
    var sentences: [PrintedSentence] = []
    var start = 0
    func isMark(_ character: Character) -> Bool {
      sentenceMarks.contains(character) || PrintedSentence.clauseMarks.contains(character)
    }
    for index in 0...line.count {
      let isEnd = index == line.count || sentenceMarks.contains(line[index])
      let isTooLong =
        index - start >= lengthLimit && PrintedSentence.clauseMarks.contains(line[index])
        || index - start >= 2 * lengthLimit
      guard isEnd || isTooLong else { continue }
      let part = Array(line[start..<index])
      if part.contains(where: { !$0.isWhitespace }) {
        sentences.append(
          PrintedSentence(
            line: number, characters: part, figures: FigureScanner.figures(in: part),
            endsLine: index == line.count))
      }
      start = index < line.count && !isMark(line[index]) ? index : index + 1
    }
    return sentences
  }

  /// Wide digits, percent signs and blanks as narrow ones, so that the scanners see one of each.
  private static func narrow(_ character: Character) -> Character {
    switch character {
    case "０"..."９":
      guard let scalar = character.unicodeScalars.first,
        let narrow = Unicode.Scalar(scalar.value - 0xFF10 + 0x30)
      else { return character }
      return Character(narrow)
    case "％": return "%"
    case "．": return "."
    case "\u{3000}", "\u{A0}": return " "
    default: return character
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmedBlanks: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// Without any blanks: people put them between words and figures as they like.
  var withoutBlanks: String { filter { !$0.isWhitespace } }

  /// Whether one of `words` occurs.
  func containsAny(_ words: [String]) -> Bool { words.contains { contains($0) } }
}
