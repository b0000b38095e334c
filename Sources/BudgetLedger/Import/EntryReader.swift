// Turns the texts of one row, or of the flags of `record`, into a submission or into problems.

public import BudgetDomain

/// The texts of one entry by field, as a row of a file or the flags of a command give them.
public struct EntryTexts: Sendable {
  /// The row in the file, or `nil` for flags.
  public let row: Int?
  private let texts: [EntryField: String]
  private let names: [EntryField: String]

  /// Texts by field; `names` are the headers or flags as the person wrote them.
  public init(
    row: Int?, _ texts: [EntryField: String], names: [EntryField: String] = [:]
  ) {
    self.row = row
    self.texts = texts
    self.names = names
  }

  func text(_ field: EntryField) -> String { texts[field] ?? "" }

  func optional(_ field: EntryField) -> String? {
    text(field).isEmpty ? nil : text(field)
  }

  func name(of field: EntryField) -> String { names[field] ?? field.rawValue }
}

/// Reads ``EntryTexts`` field by field and collects every problem instead of stopping at the first.
struct EntryReader {
  let texts: EntryTexts
  private(set) var problems: [InputProblem] = []

  init(_ texts: EntryTexts) {
    self.texts = texts
  }

  /// The submission, or `nil` with ``problems`` filled.
  mutating func submission(defaultActor: String) -> Submission? {
    let date = read(.date, Self.date) { EffectiveDate(text: $0) ?? Self.slashedDate($0) }
    let kind = read(.kind, Self.words(EntryKind.allCases, \.word, \.officialTerm)) {
      EntryKind(word: $0)
    }
    let year = year(of: date)
    let source = read(.source, Self.words(FundSource.allCases, \.word, \.officialTerm)) {
      FundSource(word: $0)
    }
    let function = read(.function, Self.sevenDigits) { FunctionCode(text: $0) }
    let nature = read(.nature, Self.words(SpendingNature.allCases, \.word, \.officialTerm)) {
      SpendingNature(word: $0)
    }
    var economic: EconomicCode?
    if texts.optional(.economic) != nil {
      economic = read(.economic, Self.fiveDigits) { EconomicCode(text: $0) }
    }
    let amount = amount()
    guard problems.isEmpty, let date, let kind, let year, let source, let function, let nature,
      let amount
    else { return nil }
    let line = BudgetLine(
      year: year, source: source, function: function, nature: nature,
      project: texts.optional(.project).flatMap { ProjectName($0) })
    let entry = Entry(
      line: line, economic: economic, amount: amount, date: date,
      document: texts.optional(.document), payee: texts.optional(.payee),
      memo: texts.optional(.memo))
    return Submission(
      .record(kind, entry), actor: texts.optional(.actor) ?? defaultActor,
      key: texts.optional(.key), reason: texts.optional(.reason))
  }

  private mutating func year(of date: EffectiveDate?) -> FiscalYear? {
    guard texts.optional(.year) == nil else {
      return read(.year, Phrase(zh: "四位年度，如 2018", en: "a year of four digits such as 2018")) {
        FiscalYear(text: $0)
      }
    }
    return date.flatMap { FiscalYear($0.civil.year) }
  }

  private mutating func read<Value>(
    _ field: EntryField, _ expected: @autoclosure () -> Phrase, _ parse: (String) -> Value?
  ) -> Value? {
    let text = texts.text(field)
    if let value = parse(text) { return value }
    let isEmpty = text.isEmpty
    let what =
      isEmpty
      ? Phrase(zh: "“\(field.officialTerm)”为空。", en: "The field \(field.rawValue) is empty.")
      : Phrase(
        zh: "“\(field.officialTerm)”的内容“\(Self.short(text))”无法识别。",
        en: "“\(Self.short(text))” is no \(field.rawValue).")
    report(
      field,
      Wording(
        name: isEmpty ? "fieldMissing" : "\(field.rawValue)NotRecognised", what: what,
        next: Phrase(zh: "应为：\(expected().chinese)。", en: "Expected: \(expected().english).")))
    return nil
  }

  private mutating func amount() -> Amount? {
    do {
      return try Amount(yuanText: texts.text(.amount))
    } catch {
      report(.amount, error.wording(for: Self.short(texts.text(.amount))))
      return nil
    }
  }

  private mutating func report(_ field: EntryField, _ wording: Wording) {
    problems.append(
      InputProblem(
        row: texts.row, column: texts.name(of: field), excerpt: texts.text(field),
        wording: wording))
  }

  private static func short(_ text: String) -> String {
    text.count > 40 ? "\(text.prefix(40))…" : text
  }

  /// `2018/3/5`, the form in which spreadsheets of this country write dates.
  private static func slashedDate(_ text: String) -> EffectiveDate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return EffectiveDate(year: year, month: month, day: day)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static let date = Phrase(
    zh: "存在的日期，写成 2018-03-05", en: "an existing date written 2018-03-05")
  private static let sevenDigits = Phrase(
    zh: "七位的功能科目（项级），如 2010306", en: "a function code of seven digits such as 2010306")
  private static let fiveDigits = Phrase(
    zh: "五位的经济科目（款级），如 30201", en: "an economic code of five digits such as 30201")

  private static func words<Value>(
    _ values: [Value], _ word: (Value) -> String, _ term: (Value) -> String
  ) -> Phrase {
    Phrase(
      zh: values.map { "\(term($0))(\(word($0)))" }.joined(separator: "、"),
      en: values.map { "\(word($0)) (\(term($0)))" }.joined(separator: ", "))
  }
}
