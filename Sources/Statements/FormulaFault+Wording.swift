// What to say about a formula that cannot be understood or that refers to what is not there.

import BudgetDomain

extension FormulaFault {
  var wording: Wording {
    switch self {
    case .unexpected(let found, let expected):
      Wording(
        name: "formulaUnexpected",
        what: Phrase(
          zh: found.map { "此处不应有 \($0)" } ?? "公式到此中断",
          en: found.map { "\($0) does not belong here" } ?? "the formula ends too early"),
        next: oneOf(expected))
    case .unknownMeasure(let word, let nearest):
      Wording(
        name: "formulaUnknownMeasure",
        what: Phrase(zh: "未知的取数 \(word)", en: "unknown measure \(word)"), next: oneOf(nearest))
    case .unknownCondition(let word, let nearest):
      Wording(
        name: "formulaUnknownCondition",
        what: Phrase(zh: "未知的条件 \(word)", en: "unknown condition \(word)"),
        next: oneOf(nearest))
    case .unknownValue(let word, let condition, let nearest):
      Wording(
        name: "formulaUnknownValue",
        what: Phrase(
          zh: "条件 \(condition) 没有取值 \(word)", en: "\(condition) has no value \(word)"),
        next: oneOf(nearest))
    case .repeated(let word):
      Wording(
        name: "formulaRepeated", what: Phrase(zh: "\(word) 重复", en: "\(word) is given twice"),
        next: Phrase(zh: "只写一次；多个取值用 | 连接", en: "give it once; join values with |"))
    case .conditionNotAllowed(let word, let measure):
      Wording(
        name: "formulaConditionNotAllowed",
        what: Phrase(zh: "\(measure) 没有条件 \(word)", en: "\(measure) has no condition \(word)"),
        next: Phrase(
          zh: "只有支出和预算带经济科目", en: "only spending and budgets carry economic codes"))
    case .notACode(let word, let digits):
      Wording(
        name: "formulaNotACode", what: Phrase(zh: "\(word) 不是科目", en: "\(word) is no code"),
        next: Phrase(
          zh: "位数：\(digits.map { String($0) }.joined(separator: " "))",
          en: "digits: \(digits.map { String($0) }.joined(separator: " "))"))
    case .figureTyped(let digits):
      Wording(
        name: "formulaFigureTyped",
        what: Phrase(zh: "公式中写了数字 \(digits)", en: "the figure \(digits) was typed"),
        next: Phrase(
          zh: "表样只定义取数，数字来自账；只能写 0",
          en: "figures come from the ledger; only 0 may be written"))
    case .notAnAddress(let text):
      Wording(
        name: "formulaNotAnAddress",
        what: Phrase(zh: "“\(text)”不是单元格地址", en: "“\(text)” is no address of a cell"),
        next: Phrase(zh: "写作 行次:栏次，如 28:2", en: "write ROW:COLUMN, such as 28:2"))
    case .rangeAcrossColumns(let first, let last):
      Wording(
        name: "formulaRangeAcrossColumns",
        what: Phrase(
          zh: "\(first) 与 \(last) 不在同一栏", en: "\(first) and \(last) stand in two columns"),
        next: Phrase(zh: "区间只在一栏之内", en: "a range stays within one column"))
    case .projectMissing:
      Wording(
        name: "formulaProjectMissing",
        what: Phrase(zh: "没有项目名称", en: "the project has no name"),
        next: Phrase(zh: "写作 project: '项目名称'", en: "write project: 'name'"))
    case .rowMissing:
      Wording(
        name: "formulaRowMissing",
        what: Phrase(zh: "此处没有本行", en: "there is no row here to speak of"),
        next: Phrase(
          zh: "@row 只用于带 each 的行或带 rows 的公式，@code 只用于带 each 的行",
          en: "use @row in rows with each and checks with rows, @code in rows with each only"))
    case .leavesForm:
      Wording(
        name: "formulaLeavesForm",
        what: Phrase(
          zh: "公式引用了其他表或上年", en: "the formula names another form or the year before"),
        next: Phrase(
          zh: "表间公式写在套表文件中", en: "write checks between forms in the table set file"))
    case .nestedTooDeep(let limit):
      Wording(
        name: "formulaNestedTooDeep",
        what: Phrase(zh: "括号超过 \(limit) 层", en: "parentheses deeper than \(limit)"),
        next: Phrase(zh: "拆成几个单元格", en: "split the formula into cells"))
    case .tooLong(let limit):
      Wording(
        name: "formulaTooLong",
        what: Phrase(zh: "公式超过 \(limit) 字", en: "longer than \(limit) characters"),
        next: Phrase(zh: "拆成几个单元格", en: "split the formula into cells"))
    }
  }
}

extension ReferenceFault {
  var wording: Wording {
    switch self {
    case .unknownCell(let address, let nearest):
      Wording(
        name: "formUnknownCell",
        what: Phrase(zh: "没有单元格 \(address)", en: "there is no cell \(address)"),
        next: oneOf(nearest))
    case .nothingBelow(let row, let column):
      Wording(
        name: "formNothingBelow",
        what: Phrase(
          zh: "“\(row)”之下第 \(column) 栏没有科目行",
          en: "no row of a code stands below “\(row)” in column \(column)"),
        next: Phrase(
          zh: "[行/:栏] 合计下一级科目；[/:栏] 合计最上级科目",
          en: "[ROW/:COLUMN] adds the codes one level down, [/:COLUMN] the topmost ones"))
    case .rangeReversed(let first, let last):
      Wording(
        name: "formRangeReversed",
        what: Phrase(zh: "\(last) 在 \(first) 之前", en: "\(last) stands before \(first)"),
        next: Phrase(zh: "对调两端：[\(last)..\(first)]", en: "write [\(last)..\(first)]"))
    case .cycle(let addresses):
      Wording(
        name: "formCycle",
        what: Phrase(
          zh: "循环引用：\(addresses.joined(separator: " → "))",
          en: "cells need each other: \(addresses.joined(separator: " → "))"),
        next: Phrase(zh: "其中一格改为按账取数", en: "take one of them from the facts"))
    case .chainTooLong(let limit):
      Wording(
        name: "formChainTooLong",
        what: Phrase(zh: "引用超过 \(limit) 级", en: "references deeper than \(limit) cells"),
        next: Phrase(zh: "改为按账取数", en: "take the figure from the facts"))
    case .tooManySums(let limit):
      Wording(
        name: "formTooManySums",
        what: Phrase(
          zh: "公式合计超过 \(limit) 项，无法保证精确",
          en: "more than \(limit) sums, so that exactness cannot be promised"),
        next: Phrase(zh: "改为按账取数", en: "take the figure from the facts"))
    }
  }
}
