// The shape of a scheme file, and how a scheme is made of it.

import BudgetDomain

/// A scheme file as it was written.
struct IndicatorSchemeFile: Decodable {
  static let schema = "juesuan/indicator-scheme/1"

  let schema: String
  let id: String
  let title: String
  let region: String
  let kind: String
  let from: Int
  let to: Int
  let source: String
  let uncertain: String?
  let groups: [Group]
  let baseData: BaseData?

  enum CodingKeys: String, CodingKey {
    case schema, id, title, region, kind, from, to, source, uncertain, groups
    case baseData = "base_data"
  }

  struct Group: Decodable {
    let name: String
    let points: String?
    let indicators: [Entry]
  }

  struct Entry: Decodable {
    let id: String
    let name: String
    let points: String?
    let formula: String?
    let rule: String?
    let uncertain: String?
    let readings: [Reading]?
  }

  struct Reading: Decodable {
    let words: String?
    let numerator: [[String]]
    let denominator: [[String]]
    let scoring: Scoring?
    let empty: String?
  }

  struct Scoring: Decodable {
    let bands: [Band]?
    let bound: String?
    let side: String?
    let step: String?
    let points: String?
    let counting: String?
    let share: Bool?
  }

  struct Band: Decodable {
    let through: String?
    let score: String
  }

  struct BaseData: Decodable {
    let title: String
    let columns: [String]
    let rows: [Row]
  }

  struct Row: Decodable {
    let label: String
    let cells: [[String]?]
    let base: [String]?
  }
}

/// What is wrong with a scheme file: the place and the text that does not fit.
struct SchemeFault: Error, Hashable {
  let place: String
  let text: String
}

extension IndicatorScheme {
  /// The scheme written in `json`.
  ///
  /// - Throws: ``SchemeFault`` for the first thing that does not fit.
  init(json: [UInt8], fileName: String) throws(SchemeFault) {
    let file: IndicatorSchemeFile
    do {
      file = try OutlineProblem.decode(IndicatorSchemeFile.self, from: json)
    } catch {
      throw SchemeFault(place: "\(fileName) \(error.path)", text: "\(error.fault)")
    }
    let reader = SchemeReader(fileName: fileName)
    guard file.schema == IndicatorSchemeFile.schema else {
      throw reader.fault("schema", file.schema)
    }
    guard let kind = Kind(rawValue: file.kind) else { throw reader.fault("kind", file.kind) }
    guard file.from <= file.to else { throw reader.fault("to", "\(file.to)") }
    id = file.id
    title = file.title
    region = file.region
    self.kind = kind
    years = file.from...file.to
    source = file.source
    uncertain = file.uncertain
    var groups: [Group] = []
    for group in file.groups { groups.append(try reader.group(group)) }
    self.groups = groups
    baseData = try reader.baseData(file.baseData)
  }
}

/// Reads the parts of a scheme file.
private struct SchemeReader {
  let fileName: String

  func fault(_ place: String, _ text: String) -> SchemeFault {
    SchemeFault(place: "\(fileName) \(place)", text: text)
  }

  func group(_ file: IndicatorSchemeFile.Group) throws(SchemeFault) -> IndicatorScheme.Group {
    var indicators: [Indicator] = []
    for entry in file.indicators { indicators.append(try indicator(entry)) }
    return IndicatorScheme.Group(
      name: file.name, points: try points(file.points, file.name), indicators: indicators)
  }

  private func indicator(
    _ entry: IndicatorSchemeFile.Entry
  ) throws(SchemeFault) -> Indicator {
    var readings: [Indicator.Reading] = []
    for reading in entry.readings ?? [] {
      guard reading.empty == nil || reading.empty == "full" else {
        throw fault("\(entry.id) empty", reading.empty ?? "")
      }
      readings.append(
        Indicator.Reading(
          words: reading.words, numerator: try terms(reading.numerator, entry.id),
          denominator: try terms(reading.denominator, entry.id),
          scoring: try scoring(reading.scoring, entry.id), isFullWhenEmpty: reading.empty != nil))
    }
    return Indicator(
      id: entry.id, name: entry.name, points: try points(entry.points, entry.id),
      formulaText: entry.formula, ruleText: entry.rule, uncertain: entry.uncertain,
      readings: readings)
  }

  /// Each term is a label and a value; a value with a minus before it is taken away.
  private func terms(
    _ texts: [[String]], _ place: String
  ) throws(SchemeFault) -> [Indicator.Term] {
    var terms: [Indicator.Term] = []
    for pair in texts {
      guard pair.count == 2 else { throw fault(place, pair.joined(separator: " ")) }
      terms.append(try term(pair[0], pair[1], place))
    }
    return terms
  }

  private func term(
    _ label: String, _ text: String, _ place: String
  ) throws(SchemeFault) -> Indicator.Term {
    let isSubtracted = text.hasPrefix("-")
    let bare = isSubtracted ? String(text.dropFirst()) : text
    return Indicator.Term(
      label: label, isSubtracted: isSubtracted, value: try value(bare, place))
  }

  private func value(_ text: String, _ place: String) throws(SchemeFault) -> Indicator.Value {
    func inner(_ name: String) -> String? {
      guard text.hasPrefix("\(name)("), text.hasSuffix(")") else { return nil }
      return String(text.dropFirst(name.count + 1).dropLast())
    }
    if let word = inner("fact") {
      guard let metric = Metric(rawValue: word) else { throw fault(place, text) }
      return .fact(metric)
    }
    if let digits = inner("constant") {
      guard let number = Int64(digits), number > 0 else { throw fault(place, text) }
      return .constant(number)
    }
    do {
      let expression = try ExpressionParser.expression(in: text)
      guard !expression.isTemplate else { throw fault(place, text) }
      return .formula(expression)
    } catch {
      throw fault(place, text)
    }
  }

  private func scoring(
    _ file: IndicatorSchemeFile.Scoring?, _ place: String
  ) throws(SchemeFault) -> ScoringRule? {
    guard let file else { return nil }
    if file.share == true { return .share }
    if let bands = file.bands {
      var read: [ScoringRule.Band] = []
      for band in bands {
        read.append(
          ScoringRule.Band(
            through: try band.through.map { (text) throws(SchemeFault) in
              try hundredths(text, place)
            }, score: try score(band.score, place)))
      }
      let bounds = read.compactMap(\.through)
      guard bounds == bounds.sorted(), read.last?.through == nil, bounds.count == read.count - 1
      else { throw fault(place, "bands") }
      return .bands(read)
    }
    guard let bound = file.bound, let side = ScoringRule.Side(rawValue: file.side ?? ""),
      let step = file.step, let points = file.points,
      let counting = ScoringRule.Counting(rawValue: file.counting ?? "")
    else { throw fault(place, "scoring") }
    let width = try hundredths(step, place)
    guard width > 0 else { throw fault(place, step) }
    return .deduction(
      ScoringRule.Deduction(
        bound: try hundredths(bound, place), side: side, step: width,
        points: try score(points, place), counting: counting))
  }

  func baseData(_ file: IndicatorSchemeFile.BaseData?) throws(SchemeFault) -> BaseDataForm? {
    guard let file else { return nil }
    var rows: [BaseDataForm.Row] = []
    for row in file.rows {
      guard row.cells.count == file.columns.count else { throw fault("base_data", row.label) }
      var base: [Indicator.Term] = []
      for text in row.base ?? [] { base.append(try term(row.label, text, row.label)) }
      var cells: [BaseDataForm.Cell?] = []
      for texts in row.cells {
        guard let texts else {
          cells.append(nil)
          continue
        }
        var terms: [Indicator.Term] = []
        for text in texts { terms.append(try term(row.label, text, row.label)) }
        cells.append(BaseDataForm.Cell(terms: terms, base: base))
      }
      rows.append(BaseDataForm.Row(label: row.label, cells: cells))
    }
    return BaseDataForm(title: file.title, columns: file.columns, rows: rows)
  }

  private func points(_ text: String?, _ place: String) throws(SchemeFault) -> Score? {
    guard let text else { return nil }
    return try score(text, place)
  }

  private func score(_ text: String, _ place: String) throws(SchemeFault) -> Score {
    guard let score = Score(text: text) else { throw fault(place, text) }
    return score
  }

  /// Percent with up to two decimals are written as scores are, and mean hundredths as well.
  private func hundredths(_ text: String, _ place: String) throws(SchemeFault) -> Int64 {
    try score(text, place).hundredths
  }
}
