// Finds amounts and percentages in a sentence.

/// A scanner of amounts (`606.56万元`, `1,079 万元`, `528,300元`) and percentages (`36.65%`).
///
/// Thresholds (`50万元以上`), approximations (`1000多万元`, `约3万元`) and numbers with letters at
/// their side (`5G`) are no figures of an account and are passed over.
struct FigureScanner {
  private let characters: [Character]
  private var index = 0

  static func figures(in characters: [Character]) -> [PrintedFigure] {
    var scanner = FigureScanner(characters: characters)
    var figures: [PrintedFigure] = []
    while scanner.index < characters.count {
      if let figure = scanner.figure() { figures.append(figure) }
    }
    return figures
  }

  private init(characters: [Character]) { self.characters = characters }

  /// The figure that begins here, or `nil` after one step.
  private mutating func figure() -> PrintedFigure? {
    let start = index
    guard characters[start].isASCIIDigit else {
      index += 1
      return nil
    }
    let number = number()
    let isFree = start == 0 || !characters[start - 1].isPartOfName
    guard isFree, let number, let (kind, end) = unit(at: index) else { return nil }
    let before = String(characters[max(0, start - 2)..<start])
    let after = String(characters[end..<min(characters.count, end + 2)])
    index = end
    guard !Self.approximations.contains(where: { before.hasSuffix($0) }),
      !Self.thresholds.contains(where: { after.hasPrefix($0) })
    else { return nil }
    return PrintedFigure(
      kind: kind, number: number, range: start..<end, text: String(characters[start..<end]))
  }

  static let approximations = ["约", "近", "逾", "超过"]
  static let thresholds = ["以上", "以下", "以内", "左右"]

  /// The digits from here on; `nil` for more of them than any amount has.
  private mutating func number() -> PrintedNumber? {
    var digits: Int64 = 0
    var decimals = 0
    var isFraction = false
    var isTooLong = false
    while index < characters.count {
      let character = characters[index]
      if let value = character.wholeNumberValue, character.isASCIIDigit {
        let (product, over) = digits.multipliedReportingOverflow(by: 10)
        isTooLong = isTooLong || over || product > 9_000_000_000_000_000
        digits = isTooLong ? 0 : product + Int64(value)
        if isFraction { decimals += 1 }
      } else if character == ",", !isFraction, isGroup(after: index) {
        // A separator of thousands.
      } else if character == ".", !isFraction, isDigit(index + 1) {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    return isTooLong || decimals > CellText.decimalsRange.upperBound
      ? nil : PrintedNumber(digits: digits, decimals: decimals)
  }

  private func isDigit(_ index: Int) -> Bool {
    index < characters.count && characters[index].isASCIIDigit
  }

  private func isGroup(after comma: Int) -> Bool {
    isDigit(comma + 1) && isDigit(comma + 2) && isDigit(comma + 3) && !isDigit(comma + 4)
  }

  /// The unit at `place`, blanks before it passed over, and where it ends.
  private func unit(at place: Int) -> (kind: PrintedFigure.Kind, end: Int)? {
    var place = place
    while place < characters.count, characters[place] == " " { place += 1 }
    func stands(_ word: String) -> Bool { characters[place...].starts(with: word) }
    guard place < characters.count else { return nil }
    if stands("%") { return (.percentage, place + 1) }
    if stands("\\%") { return (.percentage, place + 2) }
    for (word, fen) in Self.units where stands(word) {
      return (.amount(unitInFen: fen), place + word.count)
    }
    // “18.06万，” is short for 万元; “12.26万张” is not.
    if stands("万"), place + 1 == characters.count || characters[place + 1].isPunctuation {
      return (.amount(unitInFen: Self.tenThousand), place + 1)
    }
    return nil
  }

  static let tenThousand: Int64 = 1_000_000
  private static let units: [(word: String, fen: Int64)] = [
    ("万元", tenThousand), ("亿元", 10_000_000_000), ("元", 100),
  ]
}

extension Character {
  /// Whether a number after it is a part of a name or of another number.
  fileprivate var isPartOfName: Bool {
    isASCIIDigit || self == "." || (isLetter && isASCII) || self == "+"
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  var isASCIIDigit: Bool {
    asciiValue.map { (0x30...0x39).contains($0) } ?? false
  }
}
