// The names under which spreadsheets know the cells of official tables.

public import Statements

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

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber:
        String(scalar)
      default: "." + String(scalar.value, radix: 16, uppercase: true) + "."
      }
    }.joined()
  }
}
