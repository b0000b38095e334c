// The sentences of a narrative text as data: read from a file, checked as a whole, then filled.

public import BudgetDomain

/// The sentences of 部门决算情况说明 for one or several table sets.
///
/// Whatever a year or a region wants said otherwise is another file; no sentence is written in
/// Swift, and no figure in a sentence.
public struct NarrativeTemplate: Hashable, Sendable {
  /// The name of the file it was read from.
  public let fileName: String
  /// Counts changes of the file from 1.
  public let edition: Int
  /// The table sets it is for.
  public let tableSets: [String]
  let title: [Piece]
  let figures: [Figure]
  let sections: [Section]

  /// A figure that sentences name.
  struct Figure: Hashable, Sendable {
    let name: String
    let formula: NarrativeFormula
  }

  struct Section: Hashable, Sendable {
    /// 1 for 一、, 2 for （一）.
    let level: Int
    let heading: [Piece]
    let paragraphs: [[Sentence]]
  }

  /// A sentence, or one for each of something.
  struct Sentence: Hashable, Sendable {
    let conditions: [Condition]
    let each: Repetition?
    let separator: String
    let pieces: [Piece]
  }

  /// What a sentence is repeated for.
  enum Repetition: Hashable, Sendable {
    /// The rows of a form whose code has so many digits.
    case rows(form: String, digits: Int)
    /// What the budget was changed for, and by how much.
    case changes(EntryKind)
    /// The projects with the largest initial budgets.
    case projects
    /// 出错说明.
    case explanations
  }

  enum Piece: Hashable, Sendable {
    case text(String)
    case figure(name: String?, NarrativeFormula)
    case year(offset: Int)
    case unit
    case item
    case itemAmount
  }

  struct Condition: Hashable, Sendable {
    enum Relation: String, CaseIterable, Sendable {
      case equal = " = "
      case different = " != "
      case above = " > "
      case below = " < "
      case known = " known"
      case unknown = " unknown"
    }
    let left: NarrativeFormula
    let relation: Relation
    let right: NarrativeFormula?
  }
}

/// A template file that was refused, with everything that is wrong with it.
public struct InvalidNarrative: Worded, Hashable {
  /// The name of the file.
  public let file: String
  /// What is wrong: the place as a path of JSON, and the text that is not understood.
  public let problems: [String]

  /// Names the file and lists its problems.
  public var wording: Wording {
    let list = problems.joined(separator: "; ")
    return Wording(
      name: "invalidNarrative",
      what: Phrase(
        zh: "说明模板 \(file) 有 \(problems.count) 处错误：\(list)",
        en: "problems in the template \(file): \(problems.count): \(list)"),
      next: Phrase(
        zh: "改正后再用；写法见 Sources/Statements/Narrative/README.md",
        en: "Correct them; Sources/Statements/Narrative/README.md has the grammar."))
  }
}

extension NarrativeTemplate {
  /// The templates described in the bytes of a file, one for each of its variants.
  ///
  /// - Throws: ``InvalidNarrative`` with everything that is wrong.
  public static func templates(
    json bytes: [UInt8], fileName: String
  ) throws(InvalidNarrative) -> [NarrativeTemplate] {
    let file: NarrativeFile
    do throws(OutlineProblem) {
      file = try OutlineProblem.decode(NarrativeFile.self, from: bytes)
    } catch {
      let detail = FormProblem(
        file: fileName, path: error.path, subject: nil, column: nil, fault: .document(error.fault))
      throw InvalidNarrative(
        file: fileName, problems: ["\(error.path): \(detail.wording.what.english)"])
    }
    var reader = NarrativeReader(file: file, fileName: fileName)
    let templates = file.variants.indices.map { reader.template(variant: $0) }
    guard reader.problems.isEmpty else {
      throw InvalidNarrative(file: fileName, problems: reader.problems)
    }
    return templates
  }
}
