// The forms a program knows: those that come with it, found by table set, number and year.

public import BudgetDomain

/// The forms of all table sets.
public struct FormLibrary: Sendable {
  /// The forms, in order of table set, number and year.
  public let forms: [Form]

  /// A library of the given forms.
  public init(forms: [Form]) {
    self.forms = forms.sorted {
      ($0.tableSet, $0.code, $0.years.lowerBound) < ($1.tableSet, $1.code, $1.years.lowerBound)
    }
  }

  /// The forms that come with the program.
  public static let builtIn = FormLibrary(forms: [
    embedded(PackageResources.hunan_2018_01_json, "hunan-2018-01.json")
  ])

  /// The table sets that have forms, in order of name.
  public var tableSets: [String] { Set(forms.map(\.tableSet)).sorted() }

  /// The forms of a table set in `year`, in order of number.
  ///
  /// - Throws: ``FormSearchProblem`` when the table set is unknown.
  public func forms(
    in tableSet: String, year: FiscalYear
  ) throws(FormSearchProblem) -> [Form] {
    try known(tableSet).filter { $0.years.contains(year.number) }
  }

  /// The form with this number (`01`) or name (`公开01`) in `year`.
  ///
  /// - Throws: ``FormSearchProblem`` naming what is unknown, or that the form is not valid in
  ///   `year`, with the valid choices.
  public func form(
    _ code: String, tableSet: String, year: FiscalYear
  ) throws(FormSearchProblem) -> Form {
    let inSet = try known(tableSet)
    let editions = inSet.filter { $0.code == code || $0.name == code }
    guard !editions.isEmpty else {
      var codes: [String] = []
      for form in inSet where !codes.contains(form.code) { codes.append(form.code) }
      throw .unknownForm(code, tableSet: tableSet, known: codes)
    }
    guard let form = editions.first(where: { $0.years.contains(year.number) }) else {
      throw .notValidInYear(
        code, tableSet: tableSet, year: year, validYears: editions.map(\.years))
    }
    return form
  }

  private func known(_ tableSet: String) throws(FormSearchProblem) -> [Form] {
    let inSet = forms.filter { $0.tableSet == tableSet }
    guard !inSet.isEmpty else { throw .unknownTableSet(tableSet, known: tableSets) }
    return inSet
  }

  private static func embedded(_ bytes: [UInt8], _ fileName: String) -> Form {
    do {
      return try Form(json: bytes, fileName: fileName)
    } catch {
      let problems = error.problems.map { "\($0.place): \($0.wording.what.english)" }
      preconditionFailure("a built-in form is broken: \(problems.joined(separator: "; "))")
    }
  }
}

/// Why no form was found.
public enum FormSearchProblem: Error, Hashable, Sendable {
  /// No form belongs to the table set.
  case unknownTableSet(String, known: [String])
  /// The table set has no form with this number.
  case unknownForm(String, tableSet: String, known: [String])
  /// The form is the official one only in other years.
  case notValidInYear(
    String, tableSet: String, year: FiscalYear, validYears: [ClosedRange<Int>])
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
    case .notValidInYear(let code, let tableSet, let year, let validYears):
      let list = validYears.map(Self.text).joined(separator: " ")
      return Wording(
        name: "formNotValidInYear",
        what: Phrase(
          zh: "套表 \(tableSet) 的表 \(code) 不适用于 \(year.number) 年度",
          en: "form \(code) of table set \(tableSet) is not valid in \(year.number)"),
        next: Phrase(zh: "适用年度：\(list)", en: "valid years: \(list)"))
    }
  }

  private static func text(_ years: ClosedRange<Int>) -> String {
    years.count == 1 ? String(years.lowerBound) : "\(years.lowerBound)–\(years.upperBound)"
  }
}
