// Rules for the beginning of a ledger, its code lists, its policy, projects, facts and documents.

func guardOpening(_ opening: LedgerOpening, _ state: BudgetState) throws(Rejection) {
  guard state.opening == nil else { throw .ledgerAlreadyOpened }
  guard !opening.unit.isEmpty else { throw .textMissing(field: .unit) }
  guard !opening.origin.isEmpty else { throw .textMissing(field: .origin) }
  guard !opening.tableSet.isEmpty else { throw .textMissing(field: .tableSet) }
  try guardSingleLine(opening.unit, .unit)
  try guardSingleLine(opening.origin, .origin)
  try guardSingleLine(opening.tableSet, .tableSet)
  try guardSingleLine(opening.unitCode, .unitCode)
}

func guardRegistration(_ registration: CodeRegistration) throws(Rejection) {
  let entry = registration.entry
  let ranges: [ClosedRange<UInt32>] =
    registration.system == .function
    ? [100...999, 10_000...99_999, 1_000_000...9_999_999] : [100...999, 10_000...99_999]
  guard ranges.contains(where: { $0.contains(entry.code) }) else {
    throw .codeDigitsWrong(entry, registration.system)
  }
  guard !entry.name.isEmpty else { throw .textMissing(field: .codeName) }
  try guardText(entry.name, .codeName)
  for year in [entry.validFromYear, entry.validToYear].compactMap({ $0 }) {
    guard FiscalYear(year) != nil else { throw .codeYearsReversed(entry) }
  }
  if let first = entry.validFromYear, let last = entry.validToYear, last < first {
    throw .codeYearsReversed(entry)
  }
}

/// Income is recognised in one way for a whole year, or its statements would mix two meanings.
func guardPolicy(_ change: PolicyChange, _ state: BudgetState) throws(Rejection) {
  precondition(
    PolicySetting(key: change.setting.key, value: change.setting.value) == change.setting,
    "whoever makes a setting makes it of texts, so that the log can be read again")
  if let year = change.year { try guardYearOpen(year, state) }
  guard case .incomeRecognition = change.setting else { return }
  for kind in [EntryKind.income, .expenditure] {
    for moved in state.volumes.years(of: kind) {
      guard let year = change.year else { throw .recognitionChangedInYear(moved) }
      if moved == year { throw .recognitionChangedInYear(year) }
    }
  }
}

func projectEvent(
  _ step: ProjectStep, to wanted: ProjectState, _ state: BudgetState
) throws(Rejection) -> Event {
  try guardText(step.project.text, .project)
  try guardText(step.title, .memo)
  let present = state.projects[step.project]
  guard present != wanted else { throw .projectAlready(step.project, wanted) }
  switch wanted {
  case .running: return .projectRegistered(step)
  case .completed, .cancelled:
    guard state.knows(step.project) else { throw .projectUnknown(step.project) }
    return wanted == .completed ? .projectCompleted(step) : .projectCancelled(step)
  }
}

func guardFact(_ report: FactReport, _ state: BudgetState) throws(Rejection) {
  try guardYearOpen(report.year, state)
  guard report.value >= 0, report.value <= Amount.limitInFen else {
    throw .factOutOfRange(report.metric, report.value)
  }
  guard report.year.contains(report.date) else {
    throw .dateOutsideYear(report.date, report.year)
  }
  guard (report.project != nil) == report.metric.isOfProject else {
    throw .factProjectWrong(report.metric, report.project)
  }
  if let project = report.project {
    try guardText(project.text, .project)
    guard state.knows(project) else { throw .projectUnknown(project) }
  }
  try guardText(report.memo, .memo)
}

/// A name is asked for where moments are asked for, so it must not look like any other moment.
func guardPublication(_ publication: Publication, _ state: BudgetState) throws(Rejection) {
  try guardSingleLine(publication.name, .name)
  guard let first = publication.name.unicodeScalars.first else { throw .textMissing(field: .name) }
  guard !("0"..."9").contains(first), first != "-" else {
    throw .publicationNameAmbiguous(publication.name)
  }
  if let earlier = state.publications[publication.name] {
    throw .publicationNameTaken(publication.name, position: earlier.position)
  }
  guard publication.treeSize == state.nextPosition else {
    throw .positionUnknown(publication.treeSize, size: state.nextPosition)
  }
}

func guardAttachment(
  _ attachment: DocumentAttachment, _ state: BudgetState
) throws(Rejection) {
  guard attachment.position < state.nextPosition else {
    throw .positionUnknown(attachment.position, size: state.nextPosition)
  }
  try guardText(attachment.fileName, .document)
  let digits = attachment.digest.utf8
  precondition(
    digits.count == 64
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) },
    "whoever stores a document gives the SHA-256 of its bytes")
}
