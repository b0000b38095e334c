// A little JSON: objects of texts, whole numbers, lists of numbers and objects.

/// JSON while it is being written, members in the order they are added.
struct JSONText {
  private(set) var text = ""
  private var needsComma = false

  /// An object with the members that `body` adds.
  mutating func object(_ body: (inout JSONText) -> Void) {
    separate()
    text += "{"
    needsComma = false
    body(&self)
    text += "}"
    needsComma = true
  }

  mutating func member(_ name: String, _ number: Int) { raw(name, String(number)) }

  mutating func member(_ name: String, _ value: String) { raw(name, Self.quoted(value)) }

  mutating func member(_ name: String, _ numbers: [Int]) {
    raw(name, "[" + numbers.map(String.init).joined(separator: ",") + "]")
  }

  /// An object of numbers, its members sorted.
  mutating func member(_ name: String, _ numbers: [String: Int]) {
    let members = numbers.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\($0.value)" }
    raw(name, "{" + members.joined(separator: ",") + "}")
  }

  /// A list of objects, each with the members that `body` adds for one element.
  mutating func member<Element>(
    _ name: String, _ elements: [Element], _ body: (inout JSONText, Element) -> Void
  ) {
    separate()
    text += Self.quoted(name) + ":["
    needsComma = false
    for element in elements { object { body(&$0, element) } }
    text += "]"
    needsComma = true
  }

  private mutating func raw(_ name: String, _ value: String) {
    separate()
    text += Self.quoted(name) + ":" + value
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text += "," }
  }

  private static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
