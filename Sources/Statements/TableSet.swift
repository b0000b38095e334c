// A set of official tables: which years it is for, and what must hold between its forms.

public import BudgetDomain

/// A set of official tables (套表), such as `hunan-2018`: its forms come from a ``FormLibrary``.
public struct TableSet: Hashable, Sendable {
  /// The name used on the command line.
  public let name: String
  /// The name in words.
  public let title: Phrase
  /// The years for which its forms are the official ones.
  public let years: ClosedRange<Int>
  /// 表间审核公式.
  public let checks: [Check]
  /// What is not known for certain about it, where something is.
  public let uncertain: String?
}

extension TableSet {
  /// The table sets described in the bytes of a table set file.
  ///
  /// - Throws: ``InvalidForm`` with all problems; after a problem of the JSON outline, only that
  ///   one.
  public static func sets(
    json bytes: [UInt8], fileName: String
  ) throws(InvalidForm) -> [TableSet] {
    let file: TableSetFile
    do {
      file = try OutlineProblem.decode(TableSetFile.self, from: bytes)
    } catch {
      throw InvalidForm(problems: [FormProblem(outline: error, file: fileName)])
    }
    var reader = TableSetReader(file: file, fileName: fileName)
    let sets = reader.sets()
    guard reader.problems.isEmpty else { throw InvalidForm(problems: reader.problems) }
    return sets
  }
}

/// Collects problems while it checks a table set file.
struct TableSetReader: ProblemCollecting {
  let file: TableSetFile
  let fileName: String
  var problems: [FormProblem] = []

  init(file: TableSetFile, fileName: String) {
    self.file = file
    self.fileName = fileName
  }

  mutating func sets() -> [TableSet] {
    if file.schema != TableSetFile.schema {
      noteUnknown(file.schema, among: [TableSetFile.schema], at: "schema")
    }
    let checks = readChecks(file.checks, in: .tableSet).map(\.check)
    var sets: [TableSet] = []
    for (index, entry) in file.tableSets.enumerated() {
      let path = "table_sets[\(index)]"
      if entry.name.isEmpty { note(.document(.textMissing), at: "\(path).name") }
      if sets.contains(where: { $0.name == entry.name }) {
        note(.document(.tableSetRepeated(entry.name)), at: "\(path).name")
      }
      let paths = ("\(path).valid_from", "\(path).valid_to")
      guard guardYears(entry.validFrom, entry.validTo, at: paths) else { continue }
      sets.append(
        TableSet(
          name: entry.name, title: Phrase(zh: entry.chinese, en: entry.english),
          years: entry.validFrom...entry.validTo, checks: checks, uncertain: file.uncertain))
    }
    return sets
  }
}
