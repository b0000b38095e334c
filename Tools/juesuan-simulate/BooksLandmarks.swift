// Everything that a simulated life of books can reach, so that what no life reached is seen.

import BudgetDomain
import EventStorageTesting

extension BooksSimulation {
  static func failure(_ call: String, _ name: String) -> String { "\(name) in \(call)" }
  static func refusal(_ rule: String) -> String { "refused: \(rule)" }
  static func recorded(_ type: EventType) -> String { "recorded: \(type.word)" }
  static func crash(_ outcome: CrashOutcome) -> String { "power failure: \(outcome)" }

  /// Every landmark there is, in the order in which they are listed.
  static let landmarks: [String] = {
    let calls = [
      "fdatasync", "flock", "fsync", "fstat", "ftruncate", "mkdir", "mmap", "open", "pread",
      "pwrite", "readdir", "rename", "unlink",
    ]
    let failures = calls.flatMap { call in
      ["EIO", "ENOSPC", "EDQUOT"].map { failure(call, $0) }
    }
    return failures + CrashOutcome.ofAtomicDevice.map(crash) + others
      + EventType.allCases.map(recorded) + rules.map(refusal)
  }()

  private static let others = [
    "power failure: each file for itself", "power failure: the index outlives the log",
    "restart of all processes", "clock set back",
    "attempt in doubt", "attempt in doubt kept", "attempt in doubt gone",
    "writer went on after a fault", "poisoned writer refuses", "torn tail set aside",
    "another wrote in between", "position moved", "reader during a write",
    "reader saw a batch in doubt", "reader met a fault", "reader refused a log that was taken back",
    "index missing", "index damaged", "index foreign", "index deleted", "index file deleted",
    "index truncated", "index bit flipped", "index of another ledger", "index of a diverged copy",
    "stale index put back", "index garbled", "index of another time, file by file",
    "opened by index", "opened without index", "opened for the newest state",
    "long open with index", "long open without index",
    "import", "import again: nothing", "import of plain rows", "import equal to recorded",
    "bad input",
    "same key again: nothing", "same key, other content", "rows skipped",
    "document attached", "checkpoint published", "no form to publish", "verified", "cells compared",
    "history compared", "balances compared", "keys compared", "decisions compared",
    "disk full for a while", "disk full: goes on afterwards",
    "lock held: busy", "lock held: waited for",
  ]

  /// The rules by the names of their refusals.
  static let rules = [
    "adjustmentExceedsOpening", "adjustmentNotPending", "adjustmentsPending",
    "amountNotPositive", "approverIsPreparer", "checksFail", "codeDigitsWrong",
    "codeYearsReversed", "completionBeforeSubmission", "correctionChangesKindOrYear",
    "correctionChangesNothing", "dateOutsideYear", "distributionExceedsMoney", "earlierYearOpen",
    "economicCodeNotAllowed", "economicCodeNotValidInYear", "economicCodeRequired",
    "economicCodeUnknown", "entryAlreadyReversed", "entryNotReversible", "exceedsAvailableMoney",
    "exceedsFreeAuthority", "exceedsLedgerCapacity", "exceedsThreePublicCeiling",
    "factOutOfRange", "functionCodeNotValidInYear", "functionCodeUnknown",
    "incomeFollowsPayment", "keyUsedForOtherContent", "laterYearClosed",
    "leavesLessAuthorityThanUsed", "leavesLessMoneyThanUsed", "ledgerAlreadyOpened",
    "ledgerNotOpened", "linesNegative", "needsSecondPerson", "noSuchPosition",
    "notForFiscalMoney", "notProposable", "onlyForInstitutions", "openingBalanceAfterFirstYear",
    "overrideIncomplete", "projectAlready", "projectEnded", "projectNotAllowed",
    "projectRequired", "projectUnknown", "proposalNotPending", "proposalsPending",
    "publicationNameAmbiguous", "publicationNameTaken", "recognitionChangedInYear",
    "reductionExceedsFreeAuthority", "refundExceedsExpenditure", "reversalBeforeEntry",
    "textHasControlCharacter", "textMissing", "textTooLong", "transferAcrossYears",
    "transferTargetMissing", "transferTargetNotAllowed", "transferToItself",
    "virementAcrossSourcesNeedsDocument", "virementExceedsFreeAuthority", "yearBeforeFirst",
    "yearClosed", "yearHasNoEntries", "yearNotClosed",
  ]
}
