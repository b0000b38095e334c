// How a refusal or an error speaks to people: what is wrong and what to do next, in two languages.

/// The languages the program speaks.
public enum Language: String, CaseIterable, Sendable {
  /// 简体中文.
  case chinese = "zh"
  /// English.
  case english = "en"
}

/// A sentence or phrase in both languages.
public struct Phrase: Hashable, Sendable {
  /// 简体中文.
  public let chinese: String
  /// English.
  public let english: String

  /// A phrase in both languages.
  public init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The phrase in one language.
  public func text(_ language: Language) -> String {
    language == .chinese ? chinese : english
  }
}

/// The words of an error: the searchable name of the rule, what is wrong, what to do next.
///
/// Where it happened and the excerpt come from whoever knows them: a file's row, a command line,
/// the log.
public struct Wording: Hashable, Sendable {
  /// The name of the rule or fault, as searchable in the manual, such as `exceedsFreeAuthority`.
  public let name: String
  /// What is wrong, with the figures.
  public let what: Phrase
  /// What to do next.
  public let next: Phrase

  /// Words made of their parts.
  public init(name: String, what: Phrase, next: Phrase) {
    self.name = name
    self.what = what
    self.next = next
  }
}

/// An error that can explain itself to people.
public protocol Worded: Error {
  /// What to say about it.
  var wording: Wording { get }
}
