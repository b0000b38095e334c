// The printed message of each rejection, in Chinese and English.

extension Rejection: Worded {
  /// What to say about it. Adding a rejection does not compile until its words are here.
  public var wording: Wording {
    switch self {
    case .ledgerNotOpened, .ledgerAlreadyOpened, .positionUnknown, .publicationNameTaken,
      .publicationNameAmbiguous:
      ledgerWording
    case .textMissing, .textTooLong, .textHasControlCharacter, .amountNotPositive: textWording
    case .functionCodeUnknown, .functionCodeNotValidInYear, .economicCodeUnknown,
      .economicCodeNotValidInYear, .economicCodeRequired, .economicCodeNotAllowed:
      codeWording
    case .codeYearsReversed, .codeDigitsWrong: registrationWording
    case .projectRequired, .projectNotAllowed, .dateOutsideYear, .exceedsLedgerCapacity,
      .keyUsedForOtherContent, .factOutOfRange:
      entryWording
    case .exceedsFreeAuthority, .exceedsAvailableMoney, .reductionExceedsFreeAuthority,
      .virementExceedsFreeAuthority, .refundExceedsExpenditure, .adjustmentExceedsOpening,
      .distributionExceedsMoney, .leavesLessThanUsed, .exceedsThreePublicCeiling:
      shortfallWording
    case .entryNotReversible, .entryAlreadyReversed, .reversalBeforeEntry,
      .correctionChangesNothing, .correctionChangesKindOrYear:
      reversalWording
    case .virementAcrossSourcesNeedsDocument, .transferAcrossYears, .transferToItself,
      .transferTargetMissing, .transferTargetNotAllowed, .onlyForInstitutions,
      .notForFiscalMoney, .adjustmentNotPending, .completionBeforeSubmission:
      transferWording
    case .openingBalanceAfterFirstYear, .yearBeforeFirst, .yearClosed, .yearHasNoEntries,
      .earlierYearOpen, .proposalsPending, .adjustmentsPending, .linesNegative, .checksFail,
      .yearNotClosed, .laterYearClosed:
      yearWording
    case .projectEnded, .projectAlready, .projectUnknown, .recognitionChangedInYear,
      .incomeFollowsPayment, .overrideIncomplete, .needsSecondPerson, .notProposable,
      .proposalNotPending, .approverIsPreparer:
      controlWording
    case .scoreOutOfRange, .scoreAlready, .yearNotScorable, .factProjectWrong:
      performanceWording
    case .actorNotRegistered, .roleMayNot, .overrideNotByHead, .firstActorNotHead, .lastHead,
      .actorAlready:
      roleWording
    }
  }

  /// The column or flag at fault, where there is one; such a rejection means the input is wrong
  /// (exit code 65), any other that a rule says no (exit code 2).
  public var field: EntryField? {
    switch self {
    case .textMissing(let field), .textTooLong(let field, _, _),
      .textHasControlCharacter(let field, _):
      field
    case .amountNotPositive, .exceedsLedgerCapacity: .amount
    case .factOutOfRange: .value
    case .scoreOutOfRange: .score
    case .publicationNameAmbiguous: .name
    case .virementAcrossSourcesNeedsDocument: .document
    case .transferTargetMissing, .transferToItself: .toFunction
    case .functionCodeUnknown, .functionCodeNotValidInYear: .function
    case .economicCodeUnknown, .economicCodeNotValidInYear, .economicCodeRequired,
      .economicCodeNotAllowed:
      .economic
    case .projectRequired, .projectNotAllowed, .factProjectWrong: .project
    case .dateOutsideYear, .reversalBeforeEntry, .completionBeforeSubmission: .date
    default: nil
    }
  }
}

extension Rejection {
  private var ledgerWording: Wording {
    if case .publicationNameTaken(let name, let position) = self {
      return Wording(
        name: "publicationNameTaken",
        what: Phrase(
          zh: "名称“\(name)”已在 #\(position) 用过。",
          en: "The name \(name) was used at #\(position)."),
        next: Phrase(zh: "换一个名称，例如加上日期。", en: "Give another name, such as with the date."))
    }
    if case .publicationNameAmbiguous(let name) = self {
      return Wording(
        name: "publicationNameAmbiguous",
        what: Phrase(
          zh: "名称“\(name)”会与记录数或日期混淆。",
          en: "The name \(name) could be taken for a position or a date."),
        next: Phrase(zh: "以文字开头，例如“公开2018”。", en: "Begin it with a letter or a word."))
    }
    if case .positionUnknown(let position, let size) = self {
      return Wording(
        name: "noSuchPosition",
        what: Phrase(
          zh: "没有 #\(position)：账本共有 \(size) 条记录（从 #0 起）。",
          en: "There is no #\(position): the ledger has \(size) records, counted from #0."),
        next: Phrase(zh: "用 juesuan history 查找。", en: "Look it up with juesuan history."))
    }
    if case .ledgerAlreadyOpened = self {
      return Wording(
        name: "ledgerAlreadyOpened",
        what: Phrase(zh: "账本已经建立，不能再次建账。", en: "The ledger is open already."),
        next: Phrase(zh: "直接记账即可；另一个单位请另建目录。", en: "Record on it, or begin another directory."))
    }
    return Wording(
      name: "ledgerNotOpened",
      what: Phrase(zh: "账本还没有建账事件。", en: "The ledger has no opening event."),
      next: Phrase(zh: "先运行 juesuan init。", en: "Run juesuan init first."))
  }

  private var textWording: Wording {
    switch self {
    case .textMissing(let field):
      return Wording(
        name: "textMissing",
        what: Phrase(
          zh: "“\(field.officialTerm)”不能为空。", en: "The field \(field.rawValue) must not be empty."),
        next: Phrase(
          zh: "填写\(field.officialTerm)后重试。", en: "Fill in \(field.rawValue) and try again."))
    case .textTooLong(let field, let bytes, let limit):
      return Wording(
        name: "textTooLong",
        what: Phrase(
          zh: "“\(field.officialTerm)”有 \(bytes) 字节，最多 \(limit) 字节。",
          en: "The field \(field.rawValue) has \(bytes) bytes; at most \(limit) fit."),
        next: Phrase(
          zh: "缩短文字，长文件请作为附件保存。", en: "Shorten it; keep long texts as a document."))
    case .textHasControlCharacter(let field, let scalar):
      let code = String(scalar, radix: 16, uppercase: true)
      return Wording(
        name: "textHasControlCharacter",
        what: Phrase(
          zh: "“\(field.officialTerm)”含有控制字符 U+\(code)。",
          en: "The field \(field.rawValue) holds the control character U+\(code)."),
        next: Phrase(zh: "删去该字符后重试。", en: "Remove the character and try again."))
    case .amountNotPositive(let amount):
      return Wording(
        name: "amountNotPositive",
        what: Phrase(
          zh: "金额必须大于零，现为 \(amount.yuanText) 元。",
          en: "An amount must be above zero; this is \(amount.yuanText) yuan."),
        next: Phrase(
          zh: "冲减请用红字冲销（reverse）或追减（reduction），不要用负数。",
          en: "To take money back use reverse or a reduction, not a negative amount."))
    default: preconditionFailure("not about a text")
    }
  }

  private var registrationWording: Wording {
    switch self {
    case .codeYearsReversed(let entry):
      return Wording(
        name: "codeYearsReversed",
        what: Phrase(
          zh: "科目 \(entry.code) 的终止年度早于起始年度。",
          en: "Code \(entry.code) ends before it begins."),
        next: Phrase(zh: "改正两个年度。", en: "Correct the two years."))
    case .codeDigitsWrong(let entry, let system):
      let digits = system == .function ? "3、5、7" : "3、5"
      let digitsInEnglish = system == .function ? "3, 5 or 7" : "3 or 5"
      return Wording(
        name: "codeDigitsWrong",
        what: Phrase(
          zh: "科目 \(entry.code) 的位数不对，应为 \(digits) 位。",
          en: "Code \(entry.code) must have \(digitsInEnglish) digits."),
        next: Phrase(zh: "核对科目表。", en: "Check the list."))
    default: preconditionFailure("not about a registration")
    }
  }

  private var entryWording: Wording {
    switch self {
    case .projectRequired:
      return Wording(
        name: "projectRequired",
        what: Phrase(zh: "项目支出必须写明项目。", en: "The nature project must name its project."),
        next: Phrase(zh: "填写“项目”。", en: "Fill in project."))
    case .projectNotAllowed(let nature):
      return Wording(
        name: "projectNotAllowed",
        what: Phrase(
          zh: "\(nature.officialTerm)不带项目，只有项目支出才写项目。",
          en: "The nature \(nature.word) has no project; only project has."),
        next: Phrase(
          zh: "清空“项目”，或把支出性质改为项目支出。", en: "Clear project, or set the nature to project."))
    case .dateOutsideYear(let date, let year):
      return Wording(
        name: "dateOutsideYear",
        what: Phrase(
          zh: "日期 \(date.text) 不在 \(year.number) 年度内。",
          en: "The date \(date.text) does not lie in fiscal year \(year.number)."),
        next: Phrase(
          zh: "改正日期或年度；年度从 1 月 1 日到 12 月 31 日。",
          en: "Correct the date or the year; a year runs from 1 January to 31 December."))
    case .exceedsLedgerCapacity(let kind, let year):
      return Wording(
        name: "exceedsLedgerCapacity",
        what: Phrase(
          zh: "\(year.number) 年“\(kind.officialTerm)”累计将超过 \(Amount.limitInFen) 分，超出精确表示的范围。",
          en: "The sum of \(kind.word) in \(year.number) would pass \(Amount.limitInFen) fen, the "
            + "range of exact amounts."),
        next: Phrase(zh: "核对金额单位是不是写错了。", en: "Check the unit of the amount."))
    case .keyUsedForOtherContent(let key, let position):
      return Wording(
        name: "keyUsedForOtherContent",
        what: Phrase(
          zh: "流水号 \(key) 已在 #\(position) 用于另一笔内容。",
          en: "The key \(key) was used for something else at #\(position)."),
        next: Phrase(
          zh: "核对 #\(position)（juesuan show \(position)）；确是另一笔时换一个流水号。",
          en: "Compare with juesuan show \(position); if it is another fact, give it another key."))
    case .factOutOfRange(let metric, let value):
      return Wording(
        name: "factOutOfRange",
        what: Phrase(
          zh: "“\(metric.officialTerm)”的数值 \(value) 超出范围。",
          en: "The value \(value) of \(metric.word) is out of range."),
        next: Phrase(zh: "填写零或正数。", en: "Give zero or a positive number."))
    default: preconditionFailure("not about an entry")
    }
  }
}
