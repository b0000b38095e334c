// The forms a program knows: those that come with it and those of the ledger, by set and year.

public import BudgetDomain

/// The forms of all table sets.
public struct FormLibrary: Sendable {
  /// The forms, in order of table set, number and year.
  public let forms: [Form]
  /// The table sets that have forms or are described, in order of name.
  public let tableSets: [TableSet]
  /// How many of the table sets are described by a file, by name.
  private let described: [String: TableSet]

  /// A library of the given forms, whose years end with those of their table set; sets that no
  /// description is given for are made of their forms.
  public init(forms: [Form], tableSets described: [TableSet] = []) {
    let byName = Dictionary(described.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    self.described = byName
    self.forms = forms.compactMap { form in
      guard let set = byName[form.tableSet] else { return form }
      guard form.years.overlaps(set.years) else { return nil }
      var limited = form
      limited.years = form.years.clamped(to: set.years)
      return limited
    }.sorted {
      ($0.tableSet, $0.code, $0.years.lowerBound) < ($1.tableSet, $1.code, $1.years.lowerBound)
    }
    let names = Set(self.forms.map(\.tableSet)).union(byName.keys)
    let own = self.forms
    tableSets = names.sorted().compactMap { name in
      if let set = byName[name] { return set }
      let years = own.filter { $0.tableSet == name }.map(\.years)
      guard let first = years.map(\.lowerBound).min(), let last = years.map(\.upperBound).max()
      else { return nil }
      return TableSet(
        name: name, title: Phrase(zh: name, en: name), years: first...last, checks: [],
        uncertain: nil)
    }
  }

  /// The table set with this name.
  ///
  /// - Throws: ``FormSearchProblem/unknownTableSet(_:known:)``.
  public func tableSet(_ name: String) throws(FormSearchProblem) -> TableSet {
    guard let set = tableSets.first(where: { $0.name == name }) else {
      throw .unknownTableSet(name, known: tableSets.map(\.name))
    }
    return set
  }

  /// The names of the table sets that are for `year`, in order of name.
  public func tableSets(for year: FiscalYear) -> [String] {
    tableSets.filter { $0.years.contains(year.number) }.map(\.name)
  }

  /// The forms of a table set, in order of number and year.
  ///
  /// - Throws: ``FormSearchProblem/unknownTableSet(_:known:)``.
  public func forms(in tableSet: String) throws(FormSearchProblem) -> [Form] {
    _ = try self.tableSet(tableSet)
    return forms.filter { $0.tableSet == tableSet }
  }

  /// The forms of a table set in `year`, in order of number.
  ///
  /// - Throws: ``FormSearchProblem`` when the table set is unknown.
  public func forms(
    in tableSet: String, year: FiscalYear
  ) throws(FormSearchProblem) -> [Form] {
    try forms(in: tableSet).filter { $0.years.contains(year.number) }
  }

  /// The form with this number (`01`) or name (`公开01`) in `year`.
  ///
  /// - Throws: ``FormSearchProblem`` naming what is unknown, or that the form is not valid in
  ///   `year`, with the valid choices.
  public func form(
    _ code: String, tableSet: String, year: FiscalYear
  ) throws(FormSearchProblem) -> Form {
    let inSet = try forms(in: tableSet)
    let editions = inSet.filter { $0.code == code || $0.name == code }
    guard !editions.isEmpty else {
      var codes: [String] = []
      for form in inSet where !codes.contains(form.code) { codes.append(form.code) }
      throw .unknownForm(code, tableSet: tableSet, known: codes)
    }
    guard let form = editions.first(where: { $0.years.contains(year.number) }) else {
      throw .notValidInYear(
        code, tableSet: tableSet, year: year, validYears: editions.map(\.years),
        setsOfYear: tableSets(for: year))
    }
    return form
  }

  /// The library with the forms of a ledger: in their years they take the place of forms with the
  /// same table set and number. A new table set is made of its forms.
  ///
  /// - Throws: ``InvalidForm`` naming every two of the added forms that are for the same table set,
  ///   number and year: neither could be preferred.
  public func adding(_ added: [Form]) throws(InvalidForm) -> FormLibrary {
    var problems: [FormProblem] = []
    for (index, form) in added.enumerated() {
      if let rival = added[..<index].first(where: { $0.isRival(of: form) }) {
        problems.append(
          FormProblem(
            file: form.fileName, path: "form", subject: nil, column: nil,
            fault: .document(
              .formRepeated(
                form.code, tableSet: form.tableSet, otherFile: rival.fileName))))
      }
    }
    guard problems.isEmpty else { throw InvalidForm(problems: problems) }
    let kept = forms.flatMap { form in
      added.filter { $0.isRival(of: form) }
        .reduce([form]) { parts, rival in parts.flatMap { $0.outside(rival.years) } }
    }
    return FormLibrary(forms: kept + added, tableSets: Array(described.values))
  }
}

extension Form {
  /// Whether both are the same table of the same set in some year.
  fileprivate func isRival(of other: Form) -> Bool {
    tableSet == other.tableSet && code == other.code && years.overlaps(other.years)
  }

  /// The form in the years of it that lie outside `taken`.
  fileprivate func outside(_ taken: ClosedRange<Int>) -> [Form] {
    guard years.overlaps(taken) else { return [self] }
    var parts: [Form] = []
    for (from, to) in [
      (years.lowerBound, taken.lowerBound - 1), (taken.upperBound + 1, years.upperBound),
    ] where from <= to {
      var part = self
      part.years = from...to
      parts.append(part)
    }
    return parts
  }
}
