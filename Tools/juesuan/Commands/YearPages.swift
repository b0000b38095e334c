// What pages and workbooks say about the year they show.

import BudgetDomain
import BudgetLedger
import Merkle
import Presentation
import Projections

extension OpenLedger {
  /// What the pages and sheets about `year` as of `moment` have in common.
  func pageContext(
    _ year: FiscalYear, at moment: Moment, _ language: Language
  ) throws(Failure) -> PageContext {
    let standing = try use { (ledger) throws(LedgerError) in
      let past = try ledger.past(at: moment)
      return YearStanding(
        state: past.yearState(of: year),
        publications: try past.publications(of: year).map {
          YearStanding.Published(
            name: $0.publication.name, date: $0.recordedAt.beijingDate,
            treeSize: $0.publication.treeSize)
        })
    }
    return PageContext(asOf: try asOf(moment), standing: standing, language: language)
  }
  /// The checkpoint of the records that an answer was made from (C2SP tlog-checkpoint).
  func checkpointText(_ asOf: AsOf) throws(Failure) -> String {
    try use { (ledger) throws(LedgerError) in
      try ledger.checkpoint(ofSize: asOf.treeSize).text
    }
  }
}
