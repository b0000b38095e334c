// The schemes that come with the program, and how one is found.

public import BudgetDomain

extension IndicatorScheme {
  /// The schemes that come with the program.
  public static let builtIn: [IndicatorScheme] = {
    let files: [(name: String, bytes: [UInt8])] = [
      ("yongzhou-2018-whole.json", PackageResources.yongzhou_2018_whole_json),
      ("yongzhou-2018-project.json", PackageResources.yongzhou_2018_project_json),
      ("jianghua-2023-whole.json", PackageResources.jianghua_2023_whole_json),
      ("junshan-2016-whole.json", PackageResources.junshan_2016_whole_json),
    ]
    do throws(SchemeFault) {
      var schemes: [IndicatorScheme] = []
      for file in files {
        schemes.append(try IndicatorScheme(json: file.bytes, fileName: file.name))
      }
      return schemes
    } catch {
      preconditionFailure("a built-in scheme is broken: \(error.place): \(error.text)")
    }
  }()

  /// The scheme called `id`, in whatever year; without one, the scheme of `kind` valid in `year`.
  ///
  /// - Throws: ``SchemeSearchProblem``.
  public static func scheme(
    _ id: String?, kind: Kind, year: FiscalYear, among schemes: [IndicatorScheme] = builtIn
  ) throws(SchemeSearchProblem) -> IndicatorScheme {
    if let id {
      guard let found = schemes.first(where: { $0.id == id }) else {
        throw .unknown(id, nearest: nearestWords(to: id, among: schemes.map(\.id)))
      }
      return found
    }
    let valid = schemes.filter { $0.kind == kind && $0.years.contains(year.number) }
    guard let found = valid.first else { throw .noneForYear(year, kind) }
    guard valid.count == 1 else { throw .several(year, valid.map(\.id)) }
    return found
  }
}

/// Why no scheme was found.
public enum SchemeSearchProblem: Error, Hashable, Sendable {
  /// No scheme has that name.
  case unknown(String, nearest: [String])
  /// No scheme of the kind is valid in the year.
  case noneForYear(FiscalYear, IndicatorScheme.Kind)
  /// More than one is; one has to be named.
  case several(FiscalYear, [String])
  /// The scheme has no such indicator.
  case unknownIndicator(String, scheme: String, nearest: [String])
  /// The indicator has no points in the source, so it cannot be scored.
  case pointsUnknown(String, scheme: String)
  /// The scheme evaluates the whole unit, so no project can be named.
  case projectNotOfScheme(String)
  /// The scheme has no 基础数据表.
  case noBaseData(String)
}

extension SchemeSearchProblem: Worded {
  /// What to say about it.
  public var wording: Wording {
    let all = IndicatorScheme.builtIn.map(\.id).joined(separator: " ")
    let choose = Phrase(zh: "用 --scheme 指明，可选：\(all)", en: "Name one with --scheme: \(all)")
    switch self {
    case .unknown(let id, let nearest):
      let near = nearest.joined(separator: " ")
      return Wording(
        name: "schemeUnknown",
        what: Phrase(zh: "没有评价指标体系 \(id)。", en: "There is no scheme \(id)."),
        next: Phrase(zh: "最接近的：\(near)", en: "Nearest: \(near)"))
    case .noneForYear(let year, let kind):
      return Wording(
        name: "noSchemeForYear",
        what: Phrase(
          zh: "\(year.number) 年没有\(kind.words.chinese)的评价指标体系。",
          en: "There is no scheme for \(kind.words.english) in \(year.number)."),
        next: choose)
    case .several(let year, let ids):
      let list = ids.joined(separator: " ")
      return Wording(
        name: "severalSchemes",
        what: Phrase(
          zh: "\(year.number) 年有多个评价指标体系：\(list)。",
          en: "There are several schemes for \(year.number): \(list)."), next: choose)
    case .unknownIndicator(let word, let scheme, let nearest):
      let near = nearest.joined(separator: " ")
      return Wording(
        name: "indicatorUnknown",
        what: Phrase(zh: "\(scheme) 没有指标 \(word)。", en: "\(scheme) has no indicator \(word)."),
        next: Phrase(
          zh: "写编号或名称，最接近的：\(near)", en: "Give its number or name; nearest: \(near)"))
    case .pointsUnknown(let indicator, let scheme):
      return Wording(
        name: "indicatorPointsUnknown",
        what: Phrase(
          zh: "\(scheme) 的指标 \(indicator) 在原文中没有分值，不能评分。",
          en: "The source of \(scheme) gives no points for \(indicator)."),
        next: Phrase(zh: "为有分值的指标评分。", en: "Score an indicator that has points."))
    case .projectNotOfScheme(let scheme):
      return Wording(
        name: "schemeHasNoProject",
        what: Phrase(
          zh: "\(scheme) 评价部门整体支出，不分项目。",
          en: "\(scheme) evaluates the whole unit, not a project."),
        next: Phrase(zh: "去掉 --project，或换用项目的指标体系。", en: "Leave --project out."))
    case .noBaseData(let scheme):
      return Wording(
        name: "schemeHasNoBaseData",
        what: Phrase(zh: "\(scheme) 没有基础数据表。", en: "\(scheme) has no base-data table."),
        next: Phrase(
          zh: "换用有基础数据表的指标体系，如 yongzhou-2018-whole。",
          en: "Use a scheme that has one, such as yongzhou-2018-whole."))
    }
  }
}
