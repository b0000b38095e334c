// Four eyes: what one person prepares and another decides.

/// An event that was prepared and waits for a second person.
public struct Proposal: Hashable, Sendable {
  /// The event as it will be recorded when it is approved and no rule forbids it then.
  public indirect enum Content: Hashable, Sendable {
    /// That event.
    case event(Event)
  }

  /// What is proposed.
  public let content: Content

  /// A proposal to record `event`.
  public init(_ event: Event) {
    content = .event(event)
  }

  /// What is proposed.
  public var event: Event {
    switch content {
    case .event(let event): event
    }
  }
}

/// The decision about a proposal.
public struct ProposalDecision: Hashable, Sendable {
  /// Position of the ``Event/proposalSubmitted(_:)``.
  public let proposal: UInt64
  /// Who prepared it; never the one who decides.
  public let preparer: String

  /// A decision made of its parts.
  public init(proposal: UInt64, preparer: String) {
    self.proposal = proposal
    self.preparer = preparer
  }
}

/// An attempt that a rule refused: recorded so that it can be asked about, without any effect.
public struct RefusedCommand: Hashable, Sendable {
  /// What would have been recorded.
  public let type: EventType
  /// The name of the rule that said no.
  public let rule: String
  /// The line it was about, as text, where it was about one.
  public let line: String?
  /// How much was asked for, in fen, where it was about money.
  public let amountInFen: Int64?
  /// The refusal in words, as it was shown.
  public let sentence: String

  /// A refused command made of its parts.
  public init(
    type: EventType, rule: String, line: String?, amountInFen: Int64?, sentence: String
  ) {
    self.type = type
    self.rule = rule
    self.line = line
    self.amountInFen = amountInFen
    self.sentence = sentence
  }
}
