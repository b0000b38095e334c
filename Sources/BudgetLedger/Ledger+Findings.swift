// What a reviewer should look at: events that stand against a rule somebody let pass.

public import BudgetDomain
import Projections

/// One thing that a reviewer should look at, with the events that show it.
public struct Finding: Hashable, Sendable {
  /// The tests that look for findings.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Recorded against a control rule by permission.
    case override
    /// Recorded for a year that had been closed and was reopened.
    case duringReopening = "during-reopening"
  }

  /// Which test found it.
  public let kind: Kind
  /// Position of the event.
  public let position: UInt64
  /// The fiscal year it counts for.
  public let year: FiscalYear
  /// What was found, with figures and names.
  public let what: Phrase
}

extension Ledger {
  /// The findings of `year`, or of all years, in order of position.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  /// - Complexity: O(n) in the facts, and a read of the log for each finding.
  public func findings(for year: FiscalYear? = nil) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for row in 0..<columns.count {
      let flags = FactFlags(rawValue: columns.flags[row])
      guard !flags.isDisjoint(with: [.overridden, .duringReopening]),
        let line = columns.line(ofRow: row), year == nil || line.year == year,
        findings.last?.position != columns.position[row]
      else { continue }
      let recorded = try event(at: columns.position[row])
      if let override = recorded.event.entry?.override {
        findings.append(
          Finding(
            kind: .override, position: recorded.envelope.position, year: line.year,
            what: recorded.sentence(about: override)))
      }
      if flags.contains(.duringReopening) {
        findings.append(
          Finding(
            kind: .duringReopening, position: recorded.envelope.position, year: line.year,
            what: recorded.sentenceAboutReopening(of: line.year)))
      }
    }
    return findings
  }
}

extension RecordedEvent {
  fileprivate func sentence(about override: Override) -> Phrase {
    let amount = event.entry?.amount.yuanText ?? ""
    let line = event.entry?.line.text ?? ""
    let broken = override.brokenRules.map {
      "\($0.rule.rawValue) \(Amount.yuanText(fen: $0.missingInFen))"
    }
    .joined(separator: ", ")
    return Phrase(
      zh: "\(line) 支出 \(amount) 元越权记录：\(override.allowedBy) 批准（\(override.reason)）；违反 \(broken) 元",
      en: "\(amount) yuan spent on \(line) against the rules, allowed by \(override.allowedBy) "
        + "(\(override.reason)); broken: \(broken) yuan")
  }

  fileprivate func sentenceAboutReopening(of year: FiscalYear) -> Phrase {
    Phrase(
      zh: "\(year.number) 年反结账期间由 \(envelope.actor) 记录的“\(event.type.officialTerm)”",
      en: "\(event.type.word) recorded by \(envelope.actor) while \(year.number) was reopened")
  }
}
