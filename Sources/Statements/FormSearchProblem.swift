// Why a form or table set was not found, with the valid choices.

public import BudgetDomain

/// Why no form was found.
public enum FormSearchProblem: Error, Hashable, Sendable {
  /// No form belongs to the table set.
  case unknownTableSet(String, known: [String])
  /// The table set has no form with this number.
  case unknownForm(String, tableSet: String, known: [String])
  /// The form is the official one only in other years; the sets of the wanted year are named.
  case notValidInYear(
    String, tableSet: String, year: FiscalYear, validYears: [ClosedRange<Int>],
    setsOfYear: [String])
}

extension FormSearchProblem: Worded {
  /// What to say about it, with the valid choices.
  public var wording: Wording {
    switch self {
    case .unknownTableSet(let name, let known):
      let list = known.joined(separator: " ")
      return Wording(
        name: "unknownTableSet",
        what: Phrase(zh: "没有套表 \(name)", en: "there is no table set \(name)"),
        next: Phrase(zh: "可用套表：\(list)", en: "table sets: \(list)"))
    case .unknownForm(let code, let tableSet, let known):
      let list = known.joined(separator: " ")
      return Wording(
        name: "unknownForm",
        what: Phrase(
          zh: "套表 \(tableSet) 中没有表 \(code)", en: "table set \(tableSet) has no form \(code)"),
        next: Phrase(zh: "可用表号：\(list)", en: "forms: \(list)"))
    case .notValidInYear(let code, let tableSet, let year, let validYears, let setsOfYear):
      let list = validYears.map(Self.text).joined(separator: " ")
      let sets = setsOfYear.joined(separator: " ")
      return Wording(
        name: "formNotValidInYear",
        what: Phrase(
          zh: "套表 \(tableSet) 的表 \(code) 不适用于 \(year.number) 年度",
          en: "form \(code) of table set \(tableSet) is not valid in \(year.number)"),
        next: Phrase(
          zh: "适用年度：\(list)" + (sets.isEmpty ? "" : "；\(year.number) 年度的套表：\(sets)"),
          en: "valid years: \(list)"
            + (sets.isEmpty ? "" : "; table sets for \(year.number): \(sets)")))
    }
  }

  private static func text(_ years: ClosedRange<Int>) -> String {
    years.count == 1 ? String(years.lowerBound) : "\(years.lowerBound)–\(years.upperBound)"
  }
}
