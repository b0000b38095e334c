// What every page says about itself: the place in the log, the state of the year, the language.

public import BudgetDomain

/// How far a year has come: open or closed, and what of it was published.
public struct YearStanding: Hashable, Sendable {
  /// A publication of the year.
  public struct Published: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The day on which it was published.
    public let date: EffectiveDate
    /// How many records its statements were made from.
    public let treeSize: UInt64

    /// A publication made of its parts.
    public init(name: String, date: EffectiveDate, treeSize: UInt64) {
      self.name = name
      self.date = date
      self.treeSize = treeSize
    }
  }

  /// Whether it takes entries.
  public let state: YearState
  /// What was published, in the order of the log.
  public let publications: [Published]

  /// A standing made of its parts.
  public init(state: YearState, publications: [Published]) {
    self.state = state
    self.publications = publications
  }

  /// The standing in words.
  public var words: Phrase {
    let head =
      switch state {
      case .open: Phrase(zh: "未结账", en: "open")
      case .closed(let position): Phrase(zh: "已结账 #\(position)", en: "closed #\(position)")
      case .reopened(let position):
        Phrase(zh: "已反结账 #\(position)", en: "reopened #\(position)")
      }
    return publications.reduce(head) { words, published in
      Phrase(
        zh: "\(words.chinese)；\(published.date.text) 公开“\(published.name)”（前 "
          + "\(published.treeSize) 条）",
        en: "\(words.english); published on \(published.date.text) as “\(published.name)” (the "
          + "first \(published.treeSize) events)")
    }
  }
}

/// What the pages of one answer have in common.
public struct PageContext: Sendable {
  /// The place in the log.
  public let asOf: AsOf
  /// How far the year has come at that place.
  public let standing: YearStanding
  /// The language of everything but official words.
  public let language: Language

  /// A context made of its parts.
  public init(asOf: AsOf, standing: YearStanding, language: Language) {
    self.asOf = asOf
    self.standing = standing
    self.language = language
  }

  /// Words in the language of the page.
  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// The language as HTML names it (BCP 47).
  var languageTag: String { say(Self.officialTag, "en") }

  /// The language of official words.
  static let officialTag = "zh-Hans"

  /// The position and time in words.
  var placeWords: String {
    guard let position = asOf.position else { return say("账中尚无事项", "an empty log") }
    let time = asOf.recordedAtText ?? ""
    return say("第 \(position) 号事项 \(time)", "event \(position), \(time)")
  }

  /// The checkpoint in short.
  var checkpointWords: String {
    say("\(asOf.treeSize) 条 \(asOf.shortRoot)", "\(asOf.treeSize) events \(asOf.shortRoot)")
  }
}
