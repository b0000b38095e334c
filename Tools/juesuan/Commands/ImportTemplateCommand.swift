// `juesuan import --template -o FILE.xlsx`.

import BudgetDomain
import Presentation

enum ImportTemplateCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try readingArguments { () throws(UsageProblem) in
      if let surplus = invocation.operands.first {
        throw .operandNotTaken(surplus, .importEntries)
      }
      for option in [CommandTable.sheet, CommandTable.equalRows, Options.dryRun]
      where invocation.has(option) {
        throw .optionNotWith(option.name, given: CommandTable.template.name)
      }
    }
    let template = ImportTemplate(console.language)
    try console.deliverWorkbook(to: invocation.value(Options.output)) {
      () throws(WorkbookImpossible) in try template.bytes
    }
    return .done
  }
}
