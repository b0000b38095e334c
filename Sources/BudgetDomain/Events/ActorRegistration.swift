// Who may act in the books, and as what: the register of actors.

/// What a person in the register may do. Whoever is in no role does nothing.
///
/// ``auditor`` is in the register so that questions can name who asked; the role records nothing.
public enum ActorRole: String, CaseIterable, Hashable, Sendable {
  /// 会计: records, prepares, corrects, closes.
  case preparer
  /// 审核: decides what others prepared.
  case approver
  /// 负责人: decides, sets the policy, publishes, keeps the register, lets rules be passed over.
  case head
  /// 财政: issues and decides changes of the budget, and nothing else.
  case reviewer
  /// 审计: reads only.
  case auditor

  /// The word used in the log and on the command line.
  public var word: String { rawValue }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .preparer: "会计"
    case .approver: "审核"
    case .head: "负责人"
    case .reviewer: "财政"
    case .auditor: "审计"
    }
  }

  /// The role named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}

/// A person with a role; registering a name again gives it another role.
public struct ActorRegistration: Hashable, Sendable {
  /// The name exactly as commands give it (经办人).
  public let name: String
  /// What the person may do from now on.
  public let role: ActorRole

  /// A registration made of its parts.
  public init(name: String, role: ActorRole) {
    self.name = name
    self.role = role
  }
}
