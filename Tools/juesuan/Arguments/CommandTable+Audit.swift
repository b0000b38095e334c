// The commands that answer who changed what, and whether it is all still there.

import BudgetDomain

extension CommandTable {
  static let auditCommands: [CommandDescription] = [
    history, show, line, blame, findings, explainFinding, sample, verify, checkpoint, prove,
    exportTiles,
  ]

}
