// Texts as the journals of plain-text accounting can hold them.

import BudgetDomain

/// Amounts and names in journals: written so that nothing a person typed can end a field early.
enum JournalText {
  /// Yuan with two decimals and no separators, such as `-1230.50`.
  static func yuan(_ fen: Int64) -> String {
    Amount.yuanText(fen: fen).filter { $0 != "," }
  }

  /// A text on one line: line feeds and tabs become blanks.
  static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  /// A description of hledger, in which `;` begins a comment and `|` parts payee and note.
  static func description(_ text: String) -> String {
    oneLine(text).replacing(";", with: "；").replacing("|", with: "｜")
  }

  /// The value of a tag of hledger, which a comma ends.
  static func tagValue(_ text: String) -> String {
    oneLine(text).replacing(",", with: "，")
  }

  /// A string of beancount.
  static func quoted(_ text: String) -> String {
    "\"" + oneLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A component of an account name of hledger, in which `:` parts components and two blanks end
  /// the name; what cannot stand there is written as `%` and its number in hexadecimal, so that two
  /// names never become one.
  static func hledgerComponent(_ text: String) -> String {
    var component = ""
    var isAfterBlank = true
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isBlank = scalar.properties.isWhitespace
      let isPlainBlank = scalar == " " && !isAfterBlank && index + 1 < scalars.count
      if isBlank ? isPlainBlank : !":;%\"*()[]".unicodeScalars.contains(scalar) {
        component.unicodeScalars.append(scalar)
      } else {
        component += "%" + String(scalar.value, radix: 16, uppercase: true) + "%"
      }
      isAfterBlank = isBlank
    }
    return component
  }

  /// A component of an account name of beancount: a capital letter, then letters, digits and
  /// hyphens. Others are written as `-x` and their number in hexadecimal.
  static func beancountComponent(_ text: String) -> String {
    var component = "P"
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber:
        component.unicodeScalars.append(scalar)
      default:
        component += "-x" + String(scalar.value, radix: 16, uppercase: true) + "-"
      }
    }
    return component
  }

  /// A word of the log as beancount writes names: `general-budget` becomes `GeneralBudget`.
  static func capitalized(_ word: String) -> String {
    word.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
