// The names under which spreadsheets know the cells of official tables.

/// The defined name of an amount in a workbook: `F01_R28_C2` is the cell `28:2` of form 01.
///
/// Letters and digits of any script stay as they are (`F02_R合计_C1`); every other character becomes
/// its code point in hexadecimal between full stops, because names may not hold it
/// (`（` is `.FF08.`). So two cells of one set never share a name.
public enum CellName {
  /// The name of the cell at `address` of the form numbered `form`.
  public static func text(form: String, _ address: CellAddress) -> String {
    "F\(escaped(form))_R\(escaped(address.row))_C\(address.column)"
  }

  /// The form and the cell that `name` names, or `nil` where it is no such name.
  public static func cell(_ name: String) -> (form: String, address: CellAddress)? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].first == "F", parts[1].first == "R", parts[2].first == "C",
      let form = unescaped(parts[0].dropFirst()), !form.isEmpty,
      let row = unescaped(parts[1].dropFirst()), let column = Int(parts[2].dropFirst()),
      let address = CellAddress(row: row, column: column), text(form: form, address) == name
    else { return nil }
    return (form, address)
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber:
        String(scalar)
      default: "." + String(scalar.value, radix: 16, uppercase: true) + "."
      }
    }.joined()
  }

  private static func unescaped(_ text: Substring) -> String? {
    // Between full stops stands every second piece.
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return nil }
    var result = ""
    for (index, piece) in pieces.enumerated() {
      guard index % 2 == 1 else {
        result += piece
        continue
      }
      guard let value = UInt32(piece, radix: 16), let scalar = Unicode.Scalar(value) else {
        return nil
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
