// Writes comma-separated text.

/// Comma-separated text (RFC 4180): fields with a comma, quote or line break are quoted.
///
/// Lines end with a line feed and not with CR LF, as in the log and in import files; every program
/// that reads one reads the other.
public enum CSVText {
  /// The rows as text, one line each.
  ///
  /// - Complexity: O(n) in the length of the text.
  public static func text(rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  /// One field, quoted where it must be.
  static func field(_ text: String) -> String {
    let mustQuote = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard mustQuote else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
