// Every way a command line can be wrong, with what to say about it.

import BudgetDomain
import Statements

/// Why a command line was not understood.
enum UsageProblem: Worded {
  /// Nothing was asked.
  case commandMissing
  case commandUnknown(String)
  /// No command has such an option.
  case optionUnknown(String, choices: [String])
  /// Other commands have the option; here it would have no effect.
  case optionWithoutEffect(String, Verb, choices: [String])
  case optionGivenTwice(String)
  case optionMissing(String, Verb)
  /// An option that facts of this kind cannot do without.
  case fieldMissing(EntryField, SubmissionKind, Verb)
  /// An option that would have no effect on facts of this kind.
  case optionNotForKind(String, SubmissionKind)
  /// An option that would have no effect on answers in this format.
  case optionNotForFormat(String, OutputFormat)
  /// Two options that go together, one of which is missing.
  case pairIncomplete(missing: String, given: String)
  /// An option that would have no effect beside another.
  case optionNotWith(String, given: String)
  case valueMissing(String)
  /// A flag was given a value.
  case valueNotTaken(String)
  case operandMissing(String, Verb)
  case operandNotTaken(String, Verb)
  /// A word or number that is none of those the place takes.
  case valueUnknown(String, place: String, choices: [String])
  /// Two ends of a range, the first behind the second.
  case rangeReversed(from: String, to: String)
  case formatUnclear(path: String)
  case ledgerMissing
  case actorMissing

  var wording: Wording {
    Wording(name: name, what: what, next: next)
  }

  private var name: String {
    switch self {
    case .commandMissing: "commandMissing"
    case .commandUnknown: "commandUnknown"
    case .optionUnknown: "optionUnknown"
    case .optionWithoutEffect: "optionWithoutEffect"
    case .optionGivenTwice: "optionGivenTwice"
    case .optionMissing, .fieldMissing, .pairIncomplete: "optionMissing"
    case .optionNotForKind, .optionNotForFormat, .optionNotWith: "optionWithoutEffect"
    case .valueMissing: "valueMissing"
    case .valueNotTaken: "valueNotTaken"
    case .operandMissing: "operandMissing"
    case .operandNotTaken: "operandNotTaken"
    case .valueUnknown: "valueUnknown"
    case .rangeReversed: "rangeReversed"
    case .formatUnclear: "formatUnclear"
    case .ledgerMissing: "ledgerMissing"
    case .actorMissing: "actorMissing"
    }
  }

  private var what: Phrase {
    switch self {
    case .commandMissing:
      Phrase(zh: "没有写命令。", en: "No command was given.")
    case .commandUnknown(let word):
      Phrase(zh: "没有“\(word)”这个命令。", en: "There is no command “\(word)”.")
    case .optionUnknown(let name, _):
      Phrase(zh: "没有 \(name) 这个选项。", en: "There is no option \(name).")
    case .optionWithoutEffect(let name, let verb, _):
      Phrase(
        zh: "\(name) 对 \(verb.rawValue) 不起作用。", en: "\(name) has no effect on \(verb.rawValue).")
    case .optionGivenTwice(let name):
      Phrase(zh: "\(name) 写了不止一次。", en: "\(name) is given more than once.")
    case .optionMissing(let name, let verb):
      Phrase(zh: "\(verb.rawValue) 必须写 \(name)。", en: "\(verb.rawValue) needs \(name).")
    case .fieldMissing(let field, let kind, _):
      Phrase(
        zh: "“\(kind.officialTerm)”必须写 --\(field.flagName)。",
        en: "\(kind.word) needs --\(field.flagName).")
    case .optionNotForKind(let name, let kind):
      Phrase(
        zh: "\(name) 对“\(kind.officialTerm)”不起作用。", en: "\(name) has no effect on \(kind.word).")
    case .optionNotForFormat(let name, let format):
      Phrase(
        zh: "\(name) 对 \(format.rawValue) 不起作用。",
        en: "\(name) has no effect on \(format.rawValue).")
    case .optionNotWith(let name, let given):
      Phrase(
        zh: "写了 \(given)，\(name) 就不起作用。", en: "\(name) has no effect beside \(given).")
    case .pairIncomplete(let missing, let given):
      Phrase(zh: "写了 \(given)，没有写 \(missing)。", en: "\(given) is given without \(missing).")
    case .valueMissing(let name):
      Phrase(zh: "\(name) 后面缺少内容。", en: "\(name) needs a value.")
    case .valueNotTaken(let name):
      Phrase(zh: "\(name) 后面不带内容。", en: "\(name) takes no value.")
    case .operandMissing(let placeholder, let verb):
      Phrase(
        zh: "\(verb.rawValue) 后面缺少 \(placeholder)。", en: "\(verb.rawValue) needs \(placeholder).")
    case .operandNotTaken(let word, let verb):
      Phrase(
        zh: "\(verb.rawValue) 后面多了“\(word)”。", en: "\(verb.rawValue) has no place for “\(word)”.")
    case .valueUnknown(let word, let place, _):
      Phrase(zh: "\(place) 不能是“\(word)”。", en: "\(place) cannot be “\(word)”.")
    case .rangeReversed(let from, let to):
      Phrase(zh: "\(from) 在 \(to) 之后，什么也选不中。", en: "\(from) lies behind \(to): nothing fits.")
    case .formatUnclear(let path):
      Phrase(
        zh: "从文件名“\(path)”看不出格式。", en: "The file name “\(path)” does not tell the format.")
    case .ledgerMissing:
      Phrase(zh: "没有指明账本。", en: "No ledger was named.")
    case .actorMissing:
      Phrase(zh: "没有指明经办人。", en: "Nobody was named as the one who records.")
    }
  }

  private var next: Phrase {
    switch self {
    case .commandMissing: Phrase(zh: "命令一览：juesuan help", en: "All commands: juesuan help")
    case .commandUnknown(let word):
      Self.suggestion(
        word, CommandTable.commands.map(\.verb.rawValue), otherwise: "juesuan help")
    case .optionUnknown(let name, let choices):
      Self.suggestion(name, choices, otherwise: "juesuan help")
    case .optionWithoutEffect(let name, let verb, let choices):
      Self.suggestion(name, choices, otherwise: "juesuan help \(verb.rawValue)")
    case .optionGivenTwice(let name):
      Phrase(zh: "\(name) 只留一处。", en: "Keep one \(name).")
    case .optionMissing(_, let verb), .operandMissing(_, let verb), .operandNotTaken(_, let verb):
      Phrase(zh: "写法：\(verb.usage)", en: "Usage: \(verb.usage)")
    case .fieldMissing(let field, _, let verb):
      Phrase(
        zh: "加上 --\(field.flagName) \(field.placeholder)；全部选项：juesuan help \(verb.rawValue)",
        en: "Add --\(field.flagName) \(field.placeholder); all: juesuan help \(verb.rawValue)")
    case .optionNotForKind(let name, _), .optionNotForFormat(let name, _),
      .optionNotWith(let name, _):
      Phrase(zh: "去掉 \(name)。", en: "Leave out \(name).")
    case .pairIncomplete(let missing, let given):
      Phrase(
        zh: "\(given) 和 \(missing) 要么都写，要么都不写。",
        en: "Give both \(given) and \(missing), or neither.")
    case .valueMissing(let name):
      Phrase(
        zh: "写作 \(name) 内容；内容以 -- 开头时写作 \(name)=内容。",
        en: "Write \(name) VALUE, or \(name)=VALUE where the value begins with --.")
    case .valueNotTaken(let name): Phrase(zh: "只写 \(name)。", en: "Write \(name) alone.")
    case .valueUnknown(let word, _, let choices): Self.choice(word, choices)
    case .rangeReversed(let from, let to):
      Phrase(zh: "对调：\(Self.swapped(from, to))", en: "Swap them: \(Self.swapped(from, to))")
    case .formatUnclear:
      Phrase(
        zh: "扩展名用 .txt、.csv 或 .json，或加 --format。",
        en: "Use the extension .txt, .csv or .json, or add --format.")
    case .ledgerMissing:
      Phrase(
        zh: "加 --ledger DIR，或设环境变量 JUESUAN_LEDGER；新建账本：juesuan init DIR --unit 单位名称",
        en: "Add --ledger DIR or set JUESUAN_LEDGER; to begin one: juesuan init DIR --unit NAME")
    case .actorMissing:
      Phrase(
        zh: "加 --actor 姓名，或设环境变量 JUESUAN_ACTOR。", en: "Add --actor NAME or set JUESUAN_ACTOR.")
    }
  }

  /// The ends `--since 2018-12-01` and `--until 2018-01-01`, each with the value of the other.
  private static func swapped(_ from: String, _ to: String) -> String {
    let ends = [from, to].map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    return "\(ends[0][0]) \(ends[1].last ?? "") \(ends[1][0]) \(ends[0].last ?? "")"
  }

  /// The nearest choices, or all of them when none is near.
  private static func choice(_ word: String, _ choices: [String]) -> Phrase {
    // Names that a ledger gives, such as those of publications, may not be given yet.
    guard !choices.isEmpty else {
      return Phrase(zh: "账上还没有可用的名称。", en: "The ledger has no such names yet.")
    }
    let near = nearestWords(to: word, among: choices, onlySimilar: true)
    let list = (near.isEmpty ? choices : near).joined(separator: " ")
    return near.isEmpty
      ? Phrase(zh: "可用：\(list)", en: "Valid: \(list)")
      : Phrase(zh: "是否想写：\(list)", en: "Did you mean: \(list)")
  }

  /// The nearest choices, or where to find them when none is near.
  private static func suggestion(_ word: String, _ choices: [String], otherwise: String) -> Phrase {
    let near = nearestWords(to: word, among: choices, onlySimilar: true)
    let list = near.joined(separator: " ")
    return near.isEmpty
      ? Phrase(zh: "请看：\(otherwise)", en: "See: \(otherwise)")
      : Phrase(zh: "是否想写：\(list)", en: "Did you mean: \(list)")
  }
}
