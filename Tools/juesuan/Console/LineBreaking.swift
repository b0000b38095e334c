// Breaks text into lines of a terminal.

import Presentation

/// Cuts and breaks text by terminal columns, where CJK and full-width characters take two.
enum LineBreaking {
  /// The longest beginning of `text` that fits `limit`, with `…` where something was cut.
  static func clipped(_ text: String, to limit: Int) -> String {
    guard DisplayWidth.columns(of: text) > limit else { return text }
    var kept = String.UnicodeScalarView()
    var width = 1
    for scalar in text.unicodeScalars {
      width += DisplayWidth.columns(of: scalar)
      if width > limit { break }
      kept.append(scalar)
    }
    return "\(String(kept))…"
  }

  /// `text` in lines of at most `width` columns: broken at spaces and between CJK characters, but
  /// not before closing punctuation.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      let trimmed = piece.last == " " ? String(piece.dropLast()) : piece
      if !line.isEmpty, DisplayWidth.columns(of: line) + DisplayWidth.columns(of: trimmed) > width {
        lines.append(trimmedEnd(line))
        line = ""
      }
      line += piece
    }
    if !line.isEmpty { lines.append(trimmedEnd(line)) }
    return lines
  }

  /// The parts between which a line may be broken.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      let isWide = character.unicodeScalars.first.map { DisplayWidth.columns(of: $0) == 2 } ?? false
      let sticksToPrevious = "，。；：、）”》！？".contains(character)
      if isWide, !sticksToPrevious, !piece.isEmpty, !"（“《".contains(piece.last ?? " ") {
        pieces.append(piece)
        piece = ""
      }
      let previousIsWide =
        piece.last?.unicodeScalars.first.map { DisplayWidth.columns(of: $0) == 2 } ?? false
      if !isWide, previousIsWide, !"（“《".contains(piece.last ?? " ") {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      if character == " " {
        pieces.append(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  private static func trimmedEnd(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
