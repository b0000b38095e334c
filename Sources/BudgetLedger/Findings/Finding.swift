// What a reviewer should look at, with its reason, its events and what was said about it.

public import BudgetDomain

/// One thing that a reviewer should look at.
///
/// A finding is no verdict: it says what a named test saw. It is answered by an event and then
/// shows as answered, for as long as no later event adds to it.
public struct Finding: Hashable, Sendable {
  /// How much it weighs.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// A rule of budget execution was broken.
    case error
    /// Somebody has to look at the vouchers.
    case warning
    /// Worth knowing; no sign of anything wrong by itself.
    case notice
  }

  /// Which test found it.
  public let kind: Kind
  /// The fiscal year it is about.
  public let year: FiscalYear
  /// What it is about within the year: a position, a code, a name; part of ``id``.
  public let subject: String
  /// The positions of the events that show it, in order; empty where a whole year shows it.
  public let positions: [UInt64]
  /// What was found, with figures and names.
  public let what: Phrase
  /// What somebody said about it, where somebody did.
  public internal(set) var answer: FindingAnswer?

  /// The first of ``positions``, or `nil` where a whole year shows it.
  public var position: UInt64? { positions.first }

  /// The name under which it is answered, such as `override/2018/6`.
  public var id: String { "\(kind.rawValue)/\(year.number)/\(subject)" }

  /// Whether it needs somebody's attention: no notice, and not answered.
  public var isOpen: Bool {
    kind.severity != .notice && !(answer?.isCurrent ?? false)
  }

  init(
    _ kind: Kind, _ year: FiscalYear, subject: String, positions: [UInt64], what: Phrase
  ) {
    self.kind = kind
    self.year = year
    self.subject = subject
    self.positions = positions
    self.what = what
  }
}

/// What somebody said about a finding.
public struct FindingAnswer: Hashable, Sendable {
  /// Position of the event that says it.
  public let position: UInt64
  /// Who said it.
  public let actor: String
  /// What was said.
  public let text: String
  /// Whether nothing that the finding is about was recorded after it.
  public let isCurrent: Bool
}
