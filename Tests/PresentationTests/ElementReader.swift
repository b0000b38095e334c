// Reads the tags of a page by itself, to see whether they close and what their attributes say.

import Testing

/// The elements of a page, read strictly: every tag closes, every attribute is quoted.
struct ElementReader {
  /// One element.
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  /// A page that is not well formed.
  struct Fault: Error { let near: String }

  private(set) var elements: [Element] = []
  /// The texts between the tags, in order, as they are written.
  private(set) var texts: [String] = []

  init(_ page: String) throws {
    var rest = page[...]
    var open: [String] = []
    while let start = rest.firstIndex(of: "<") {
      let text = String(rest[..<start])
      try Self.refuse(marksIn: text)
      texts.append(text)
      guard let end = rest[start...].firstIndex(of: ">") else { throw Fault(near: text) }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!DOCTYPE") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { throw Fault(near: String(tag)) }
        continue
      }
      let element = try Self.element(tag.hasSuffix(" /") ? tag.dropLast(2) : tag)
      elements.append(element)
      if !tag.hasSuffix(" /") { open.append(element.name) }
    }
    guard open.isEmpty else { throw Fault(near: open.joined(separator: " ")) }
  }

  /// The values of an attribute, in order.
  func values(_ attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

  private static func element(_ tag: Substring) throws -> Element {
    let name = tag.prefix { $0 != " " }
    var attributes: [String: String] = [:]
    var rest = tag[name.endIndex...]
    while !rest.isEmpty {
      guard let found = rest.prefixMatch(of: /[ ]([a-zA-Z0-9-]+)="([^"<]*)"/) else {
        throw Fault(near: String(rest))
      }
      try refuse(marksIn: String(found.2))
      let isNew = attributes.updateValue(String(found.2), forKey: String(found.1)) == nil
      guard isNew else { throw Fault(near: String(tag)) }
      rest = rest[found.range.upperBound...]
    }
    return Element(name: String(name), attributes: attributes)
  }

  /// A mark in a text is one of the five that XML names.
  private static func refuse(marksIn text: String) throws {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      guard ["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: { part.hasPrefix($0) }) else {
        throw Fault(near: String(part))
      }
    }
  }
}
