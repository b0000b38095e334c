// What the program knows about a command before it runs it: the row type of the command table.

import BudgetDomain
import Statements

/// The commands of the program; the raw value is what is typed.
enum Verb: String, CaseIterable, Sendable {
  case initialize = "init"
  case importEntries = "import"
  case record
  case reverse
  case correct
  case attach
  case importCodes = "codes import"
  case propose
  case approve
  case reject
  case complete
  case withdraw
  case pending
  case close
  case reopen
  case policy
  case setPolicy = "policy set"
  case describeUnit = "unit"
  case projects = "project"
  case registerProject = "project register"
  case completeProject = "project complete"
  case cancelProject = "project cancel"
  case statement
  case statements
  case check
  case explainCheck = "check explain"
  case narrative
  case lint
  case explain
  case compare
  case reconcile
  case indicators
  case scoreIndicator = "indicators score"
  case publish
  case forms
  case showForm = "forms show"
  case checkForm = "forms check"
  case balance
  case history
  case show
  case line
  case blame
  case findings
  case explainFinding = "findings explain"
  case sample
  case codes
  case verify
  case checkpoint
  case prove
  case exportTiles = "export tiles"
  case exportLog = "export jsonl"
  case exportSheet = "export csv"
  case exportHledger = "export hledger"
  case exportBeancount = "export beancount"
  case exportAuditInterface = "export gbt24589"
  case exportEvidence = "export evidence"
  case exportSite = "export site"
  case restore
  case registerActor = "actor register"
  case actors = "actor list"
  case demo
  case help
  case version
}

/// The jobs people come to do; `help` lists the commands by them.
enum Job: CaseIterable, Sendable {
  case record
  case procedures
  case years
  case statements
  case audit
  case takeAlong
  case keep

  var title: Phrase {
    switch self {
    case .record: Phrase(zh: "记账", en: "Record")
    case .procedures: Phrase(zh: "审批", en: "Decide")
    case .years: Phrase(zh: "年度与政策", en: "Years and policy")
    case .statements: Phrase(zh: "出表", en: "Statements")
    case .audit: Phrase(zh: "查账", en: "Audit")
    case .takeAlong: Phrase(zh: "带走", en: "Take along")
    case .keep: Phrase(zh: "管账", en: "Keep")
    }
  }
}

/// A word a command takes by its place.
struct OperandDescription: Sendable {
  /// How help shows it, such as `FILE`.
  let placeholder: String
  /// What it is.
  let summary: Phrase
  /// Whether it may be left out.
  var isOptional = false
}

/// A flag or an option with a value. Two descriptions are the same option when their names are.
struct OptionDescription: Sendable {
  /// The name with its dashes, such as `--for` or `-o`.
  let name: String
  /// How help shows the value, or `nil` for a flag that has none.
  var placeholder: String?
  /// Whether it may be given more than once.
  var isRepeated = false
  /// Whether the command refuses to start without it.
  var isRequired = false
  /// What it does.
  let summary: Phrase

  /// The same option where a command cannot do without it.
  var required: OptionDescription {
    var copy = self
    copy.isRequired = true
    return copy
  }

  /// The same option where a command cannot do without it and where it means this.
  func required(as summary: Phrase) -> OptionDescription {
    OptionDescription(name: name, placeholder: placeholder, isRequired: true, summary: summary)
  }
}

/// Words that may stand in one place, with their official terms; always made from an enumeration.
struct WordList: Sendable {
  let title: Phrase
  private let makeRows: @Sendable () -> [(word: String, officialTerm: String)]

  /// `rows` are made when help is asked for: some words stand in files that nobody else needs read.
  init(
    title: Phrase,
    rows: @escaping @Sendable @autoclosure () -> [(word: String, officialTerm: String)]
  ) {
    self.title = title
    makeRows = rows
  }

  /// The words with their official terms.
  var rows: [(word: String, officialTerm: String)] { makeRows() }

  static let kinds = WordList(
    title: Phrase(zh: "类型 kind", en: "Kinds (类型)"),
    rows: SubmissionKind.allCases.map { ($0.word, $0.officialTerm) })
  static let adjustmentReasons = WordList(
    title: Phrase(
      zh: "年初结转和结余调整的事由 reason", en: "Reasons of prior-year-adjustment (事由)"),
    rows: PriorYearReason.allCases.map { ($0.word, $0.officialTerm) })
  static let metrics = WordList(
    title: Phrase(zh: "统计数的指标 metric", en: "Metrics of fact (指标)"),
    rows: Metric.allCases.map { ($0.word, $0.officialTerm) })
  static let unitTypes = WordList(
    title: Phrase(zh: "单位类型 --type", en: "Types of unit for --type"),
    rows: UnitType.allCases.map { ($0.word, $0.officialTerm) })
  static let roles = WordList(
    title: Phrase(zh: "角色 --role", en: "Roles for --role"),
    rows: ActorRole.allCases.map { ($0.word, $0.officialTerm) })
  static let policySettings = WordList(
    title: Phrase(zh: "政策 KEY 与可取的值 VALUE", en: "Keys and their values"),
    rows: PolicySetting.keys.map { key in
      let values =
        key == PolicySetting.tableSet("").key
        ? FormLibrary.builtInTableSetNames : PolicySetting.values(of: key)
      return (key, values.joined(separator: " · "))
    })
  /// Everything that may stand in a row of an import file or in the flags of `record`.
  static let ofEntries: [WordList] = [.kinds, .sources, .natures, .adjustmentReasons, .metrics]
  static let sources = WordList(
    title: Phrase(zh: "资金来源 source", en: "Sources (资金来源)"),
    rows: FundSource.allCases.map { ($0.word, $0.officialTerm) })
  static let natures = WordList(
    title: Phrase(zh: "支出性质 nature", en: "Natures (支出性质)"),
    rows: SpendingNature.allCases.map { ($0.word, $0.officialTerm) })
  static let eventTypes = WordList(
    title: Phrase(zh: "事件类型 --kind", en: "Types of event for --kind"),
    rows: EventType.allCases.map { ($0.word, $0.officialTerm) })
}

/// One row of the command table: everything help and the argument reader say about a command.
struct CommandDescription: Sendable {
  let verb: Verb
  let job: Job
  let summary: Phrase
  var operands: [OperandDescription] = []
  /// The options of this command, the most used first.
  var options: [OptionDescription] = []
  /// Formats the answer can have; empty where there is nothing to choose.
  var formats: [OutputFormat] = []
  /// What stands on the disk afterwards that did not before.
  let effect: Phrase
  /// Exit codes beyond 0, 64 and 70, which every command has.
  var exitCodes: [ExitCode] = []
  /// Two or more command lines that work as they stand.
  let examples: [String]
  /// Words the command takes, explained at the end of its help.
  var wordLists: [WordList] = []

  /// Every option the command takes, its own and those that come with its nature.
  var allOptions: [OptionDescription] {
    options + (formats.count > 1 ? [Options.format] : [])
      + (formats.isEmpty || options.contains { $0.name == Options.output.name }
        ? [] : [Options.output]) + [Options.language]
  }

  /// The option called `name`, or `nil` when the command has none.
  func option(named name: String) -> OptionDescription? {
    allOptions.first { $0.name == name }
  }
}
