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
    let kind = read(.kind, Self.words(SubmissionKind.allCases, \.word, \.officialTerm)) {
      SubmissionKind(word: $0)
    }
    let command = kind == .fact ? factCommand() : entryCommand(kind)
    if let kind { refuseForeignFields(of: kind) }
    guard problems.isEmpty, let command else { return nil }
    return Submission(
      command, actor: texts.optional(.actor) ?? defaultActor, key: texts.optional(.key),
      reason: texts.optional(.reason))
  }

  private mutating func entryCommand(_ kind: SubmissionKind?) -> Command? {
    let date = date()
    let year = year(of: date)
    let source = source(.source)
    let function = function(.function)
    let nature = nature(.nature)
    let economic = optionalEconomic(.economic)
    let amount = amount()
    guard let date, let year, let source, let function, let nature, let amount else {
      if kind?.hasTarget == true { _ = target(in: nil, from: nil) }
      return nil
    }
    let line = BudgetLine(
      year: year, source: source, function: function, nature: nature,
      project: texts.optional(.project).flatMap { ProjectName($0) })
    let entry = Entry(
      line: line, economic: economic, amount: amount, date: date,
      document: texts.optional(.document), payee: texts.optional(.payee),
      memo: texts.optional(.memo))
    return kind.flatMap { command($0, entry) }
  }

  private mutating func command(_ kind: SubmissionKind, _ entry: Entry) -> Command? {
    switch kind {
    case .openingBalance: return .recordOpeningBalance(entry)
    case .appropriation: return .approveAppropriation(entry)
    case .supplement: return .supplementAppropriation(entry)
    case .reduction: return .reduceAppropriation(entry)
    case .income: return .receiveIncome(entry)
    case .expenditure: return .recordExpenditure(entry)
    case .refund: return .refundExpenditure(entry)
    case .fundBalanceApplied: return .applyFundBalance(entry)
    case .surplusDistribution: return .distributeSurplus(entry)
    case .virement:
      return target(in: entry.line.year, from: entry).map {
        .approveVirement(Virement(entry: entry, target: $0))
      }
    case .priorYearAdjustment:
      let reason = read(
        .reason, Self.words(PriorYearReason.allCases, \.word, \.officialTerm)
      ) { PriorYearReason(word: $0) }
      guard let reason else { return nil }
      let namesTarget = Self.targetFields.contains { texts.optional($0) != nil }
      guard reason == .internalTransfer || namesTarget else {
        return .adjustPriorYear(PriorYearAdjustment(reason: reason, entry: entry))
      }
      return target(in: entry.line.year, from: entry).map {
        .adjustPriorYear(PriorYearAdjustment(reason: reason, entry: entry, target: $0))
      }
    case .fact: return nil
    }
  }

  /// Where a transfer arrives; the source is that of the entry unless another is named.
  private mutating func target(in year: FiscalYear?, from entry: Entry?) -> TransferTarget? {
    let function = function(.toFunction)
    let nature = nature(.toNature)
    let economic = optionalEconomic(.toEconomic)
    var toSource = entry?.line.source
    if texts.optional(.toSource) != nil { toSource = source(.toSource) }
    guard let year, let function, let nature, let toSource else { return nil }
    let line = BudgetLine(
      year: year, source: toSource, function: function, nature: nature,
      project: texts.optional(.toProject).flatMap { ProjectName($0) })
    return TransferTarget(line: line, economic: economic)
  }

  private mutating func factCommand() -> Command? {
    let date = date()
    let year = year(of: date)
    let metric = read(.metric, Self.words(Metric.allCases, \.word, \.officialTerm)) {
      Metric(word: $0)
    }
    let isMoney = metric?.isMoney ?? false
    let expected =
      isMoney
      ? Phrase(zh: "金额（元）", en: "an amount in yuan")
      : Phrase(zh: "零或正整数", en: "a whole number of zero or more")
    let value = read(.value, expected) { text -> Int64? in
      if isMoney { return (try? Amount(yuanText: text))?.fen }
      guard (1...15).contains(text.utf8.count),
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      return Int64(text)
    }
    guard let date, let year, let metric, let value else { return nil }
    return .reportFact(
      FactReport(
        metric: metric, year: year, date: date, value: value,
        project: texts.optional(.project).flatMap { ProjectName($0) }, memo: texts.optional(.memo)))
  }

  /// The fields of the line that receives.
  static let targetFields: [EntryField] = [
    .toFunction, .toEconomic, .toNature, .toProject, .toSource,
  ]

  /// A cell that has no meaning for the kind of its row is a slip, not something to pass over.
  private mutating func refuseForeignFields(of kind: SubmissionKind) {
    let lineFields: [EntryField] = [
      .source, .function, .economic, .nature, .project, .amount, .payee, .document,
    ]
    var foreign: [EntryField] =
      kind == .fact ? lineFields.filter { $0 != .project } + Self.targetFields : [.metric, .value]
    if kind != .fact, !kind.hasTarget { foreign += Self.targetFields }
    for field in foreign where texts.optional(field) != nil {
      report(
        field,
        Wording(
          name: "fieldNotAllowed",
          what: Phrase(
            zh: "“\(kind.officialTerm)”没有“\(field.officialTerm)”。",
            en: "A row of kind \(kind.word) has no \(field.rawValue)."),
          next: Phrase(zh: "清空这一格。", en: "Clear the cell.")))
    }
  }

  private mutating func date() -> EffectiveDate? {
    read(.date, Self.date) { Self.effectiveDate($0) }
  }

  /// The date that a cell spells, or `nil`.
  static func effectiveDate(_ text: String) -> EffectiveDate? {
    EffectiveDate(text: text) ?? slashedDate(text)
  }

  private mutating func source(_ field: EntryField) -> FundSource? {
    read(field, Self.words(FundSource.allCases, \.word, \.officialTerm)) { FundSource(word: $0) }
  }

  private mutating func function(_ field: EntryField) -> FunctionCode? {
    read(field, Self.sevenDigits) { FunctionCode(text: $0) }
  }

  private mutating func nature(_ field: EntryField) -> SpendingNature? {
    read(field, Self.words(SpendingNature.allCases, \.word, \.officialTerm)) {
      SpendingNature(word: $0)
    }
  }

  private mutating func optionalEconomic(_ field: EntryField) -> EconomicCode? {
    guard texts.optional(field) != nil else { return nil }
    return read(field, Self.fiveDigits) { EconomicCode(text: $0) }
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

extension SubmissionKind {
  /// Whether facts of this kind may name a line that receives.
  var hasTarget: Bool { self == .virement || self == .priorYearAdjustment }
}
