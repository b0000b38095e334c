// What to say about a problem of a form file: what is wrong, and what would be right.

public import BudgetDomain

extension FormProblem {
  /// Where it is: file, path, cell or check, and column, as far as they are known.
  public var place: String {
    var parts = [file]
    if !path.isEmpty { parts.append(path) }
    if let subject { parts.append("(\(subject))") }
    if let column { parts.append("@\(column)") }
    return parts.joined(separator: " ")
  }
}

extension FormProblem: Worded {
  /// What is wrong and what would be right; ``place`` says where.
  public var wording: Wording {
    switch fault {
    case .document(let fault): fault.wording
    case .layout(let fault): fault.wording
    case .formula(let fault): fault.wording
    case .reference(let fault): fault.wording
    }
  }
}

extension InvalidForm: Worded {
  /// The first problem with its place, and how many there are.
  public var wording: Wording {
    guard let first = problems.first else {
      preconditionFailure("no form is refused without a problem")
    }
    let what = first.wording.what
    let place = first.place
    return Wording(
      name: "invalidForm",
      what: Phrase(
        zh: "表样有 \(problems.count) 处错误；第一处 \(place)：\(what.chinese)",
        en: "problems in the form: \(problems.count); the first at \(place): \(what.english)"),
      next: first.wording.next)
  }
}

func oneOf(_ choices: [String]) -> Phrase {
  let list = choices.joined(separator: "  ")
  return Phrase(zh: "可用：\(list)", en: "valid: \(list)")
}

extension DocumentFault {
  var wording: Wording {
    switch self {
    case .notJSON(let detail):
      Wording(
        name: "formNotJSON", what: Phrase(zh: "不是 JSON：\(detail)", en: "not JSON: \(detail)"),
        next: Phrase(zh: "改正 JSON 语法", en: "correct the JSON"))
    case .keyMissing(let key):
      Wording(
        name: "formKeyMissing", what: Phrase(zh: "缺少键 \(key)", en: "the key \(key) is missing"),
        next: Phrase(zh: "补上 \(key)", en: "add \(key)"))
    case .wrongType(let expected):
      Wording(
        name: "formWrongType",
        what: Phrase(zh: "值的类型不对", en: "the value has the wrong type"),
        next: Phrase(
          zh: "此处应为\(expected.words.chinese)", en: "write \(expected.words.english)"))
    case .unknownKey(let key, let nearest):
      Wording(
        name: "formUnknownKey", what: Phrase(zh: "未知的键 \(key)", en: "unknown key \(key)"),
        next: oneOf(nearest))
    case .unknownWord(let word, let nearest):
      Wording(
        name: "formUnknownWord", what: Phrase(zh: "未知的词 \(word)", en: "unknown word \(word)"),
        next: oneOf(nearest))
    case .textMissing:
      Wording(
        name: "formTextMissing", what: Phrase(zh: "文字为空", en: "the text is empty"),
        next: Phrase(zh: "填写文字", en: "write a text"))
    case .numberOutOfRange(let number, let range):
      Wording(
        name: "formNumberOutOfRange",
        what: Phrase(zh: "\(number) 超出范围", en: "\(number) is out of range"),
        next: Phrase(
          zh: "范围：\(range.lowerBound) 至 \(range.upperBound)",
          en: "range: \(range.lowerBound) to \(range.upperBound)"))
    case .yearsReversed(let from, let to):
      Wording(
        name: "formYearsReversed",
        what: Phrase(zh: "\(to) 早于 \(from)", en: "\(to) lies before \(from)"),
        next: Phrase(
          zh: "valid_to 不得早于 valid_from", en: "valid_to must not lie before valid_from"))
    case .checkRepeated(let id):
      Wording(
        name: "formCheckRepeated",
        what: Phrase(zh: "审核公式 \(id) 重复", en: "the check \(id) exists twice"),
        next: Phrase(zh: "每条公式用不同编号", en: "give each check a name of its own"))
    case .checkForm:
      Wording(
        name: "formCheckForm",
        what: Phrase(
          zh: "form 与 rows 须在套表公式中同时出现",
          en: "form and rows go together, in checks of a table set"),
        next: Phrase(zh: "两者都写，或都不写", en: "write both or neither"))
    case .tableSetRepeated(let name):
      Wording(
        name: "formTableSetRepeated",
        what: Phrase(zh: "套表 \(name) 重复", en: "the table set \(name) is described twice"),
        next: Phrase(zh: "每个套表只说明一次", en: "describe each table set once"))
    case .formRepeated(let code, let tableSet, let otherFile):
      Wording(
        name: "formRepeated",
        what: Phrase(
          zh: "套表 \(tableSet) 的表 \(code) 在 \(otherFile) 中已有，适用年度重叠",
          en: "\(otherFile) already has form \(code) of \(tableSet) for some of these years"),
        next: Phrase(
          zh: "改表号、套表或适用年度", en: "change the number, the table set or the years"))
    }
  }
}

extension JSONKind {
  fileprivate var words: Phrase {
    switch self {
    case .text: Phrase(zh: "文字", en: "a text")
    case .wholeNumber: Phrase(zh: "整数", en: "a whole number")
    case .truth: Phrase(zh: "true 或 false", en: "true or false")
    case .array: Phrase(zh: "数组", en: "an array")
    case .object: Phrase(zh: "对象", en: "an object")
    }
  }
}

extension LayoutFault {
  var wording: Wording {
    switch self {
    case .headerWidth(let covered, let columns):
      Wording(
        name: "formHeaderWidth",
        what: Phrase(
          zh: "表头占 \(covered) 列，而表有 \(columns) 列",
          en: "the header covers \(covered) of \(columns) columns"),
        next: Phrase(
          zh: "每一级表头须恰好覆盖每一列", en: "each level must cover each column exactly once"))
    case .headerDepth(let rows, let levels):
      Wording(
        name: "formHeaderDepth",
        what: Phrase(
          zh: "单元格占 \(rows) 级，表头只有 \(levels) 级",
          en: "the cell covers \(rows) levels of a header of \(levels)"),
        next: Phrase(zh: "rows 不得伸出表头", en: "rows must not reach below the header"))
    case .columnNumber:
      Wording(
        name: "formColumnNumber",
        what: Phrase(zh: "栏次与列的种类不符", en: "the number does not fit the kind of column"),
        next: Phrase(
          zh: "amount 列须有 number，其他列没有", en: "an amount column has a number, others have none"))
    case .hiddenColumn:
      Wording(
        name: "formHiddenColumn",
        what: Phrase(zh: "只有 line 列可以不印", en: "only a line column may be hidden"),
        next: Phrase(zh: "去掉 hidden", en: "remove hidden"))
    case .mergedFirst:
      Wording(
        name: "formMergedFirst",
        what: Phrase(zh: "行首没有可合并的左格", en: "the first cell has none to its left"),
        next: Phrase(zh: "\"<\" 只写在第二格以后", en: "write \"<\" from the second cell on"))
    case .levels(let levels):
      Wording(
        name: "formLevels",
        what: Phrase(zh: "科目级次 \(levels) 不对", en: "\(levels) are no levels of codes"),
        next: Phrase(zh: "可用：3（类） 5（款） 7（项）", en: "valid: 3, 5 and 7 digits, each once"))
    case .unknownName(let name, let nearest):
      Wording(
        name: "formUnknownName",
        what: Phrase(zh: "花括号中的 \(name) 无从取名", en: "nothing fills {\(name)}"),
        next: oneOf(nearest.map { "{\($0)}" }))
    case .rowWidth(let found, let columns):
      Wording(
        name: "formRowWidth",
        what: Phrase(
          zh: "该行有 \(found) 格，表有 \(columns) 列",
          en: "the row has \(found) cells for \(columns) columns"),
        next: Phrase(zh: "空格写作 \"\"", en: "write \"\" for a blank cell"))
    case .notAFormula(let text):
      Wording(
        name: "formNotAFormula",
        what: Phrase(zh: "金额列中有文字 \(text)", en: "an amount column holds the text \(text)"),
        next: Phrase(zh: "公式以 = 开头，空格写作 \"\"", en: "begin a formula with =, or write \"\""))
    case .formulaOutsideAmounts(let text):
      Wording(
        name: "formFormulaOutsideAmounts",
        what: Phrase(
          zh: "文字列中有公式 \(text)", en: "a column of words holds the formula \(text)"),
        next: Phrase(zh: "公式只写在 amount 列", en: "write formulas in amount columns only"))
    case .amountWithoutLine:
      Wording(
        name: "formAmountWithoutLine",
        what: Phrase(zh: "金额左侧没有行次", en: "no line to the left names the row of the amount"),
        next: Phrase(zh: "在 line 列填写行次", en: "fill the line column of this row"))
    case .lineNotAddressable(let text):
      Wording(
        name: "formLineNotAddressable",
        what: Phrase(
          zh: "行次“\(text)”不能写成地址", en: "the line “\(text)” cannot be part of an address"),
        next: Phrase(
          zh: "行次中不得有空白、[]:/! 或两个连续的点；逐码列示的行须以 {code} 为行次",
          en: "a line has no blank, none of []:/! and no two full stops; a repeated row has {code}")
      )
    case .addressRepeated(let address):
      Wording(
        name: "formAddressRepeated",
        what: Phrase(zh: "地址 \(address) 重复", en: "two amounts have the address \(address)"),
        next: Phrase(zh: "每行用不同行次", en: "number the lines differently"))
    }
  }
}
