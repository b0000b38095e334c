// Sets a complaint in its four parts: where, excerpt, what, next with the searchable name.

import BudgetDomain

extension Complaint {
  /// The longest excerpt in display columns; the rest of a long row explains nothing.
  static let excerptColumns = 72

  /// The complaint as lines of text.
  func text(_ language: Language) -> String {
    let title = Phrase(zh: "错误：", en: "error: ").text(language)
    var lines = ["\(title)\(Self.printable(place.text(language)))"]
    if let excerpt, !excerpt.isEmpty {
      let shown = LineBreaking.clipped(Self.printable(excerpt), to: Self.excerptColumns)
      lines.append("  | \(shown)")
    }
    lines.append("  \(Self.printable(wording.what.text(language)))")
    lines.append("  → \(Self.printable(wording.next.text(language))) [\(wording.name)]")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text without control characters, so that no input can move the cursor of a terminal.
  static func printable(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      safe.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(safe)
  }
}
