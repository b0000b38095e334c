// A text document as a value: paragraphs in the few styles that an official text needs.

/// A text of headings and paragraphs, on A4 with numbered pages.
public struct TextDocument: Hashable, Sendable {
  /// What a paragraph is for; how it looks follows from it.
  public enum Style: String, CaseIterable, Hashable, Sendable {
    /// The title of the whole.
    case title = "Title"
    /// Whose text it is, under the title.
    case subtitle = "Subtitle"
    /// A heading of the first level.
    case heading = "Heading1"
    /// A heading of the second level.
    case subheading = "Heading2"
    /// Running text.
    case body = "Normal"
    /// A remark in small letters.
    case note = "Note"
  }

  /// One paragraph.
  public struct Paragraph: Hashable, Sendable {
    /// What it is for.
    public let style: Style
    /// Its words; an indent is a matter of the style.
    public let text: String

    /// A paragraph made of its parts.
    public init(_ style: Style, _ text: String) {
      self.style = style
      self.text = text
    }
  }

  /// What it says about itself.
  public var properties: DocumentProperties
  /// The paragraphs from top to bottom.
  public var paragraphs: [Paragraph]

  /// A document made of its parts.
  public init(properties: DocumentProperties = DocumentProperties(), paragraphs: [Paragraph]) {
    self.properties = properties
    self.paragraphs = paragraphs
  }
}
