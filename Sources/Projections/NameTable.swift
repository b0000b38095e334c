// Texts that occur again and again, kept once and named by small integers.

/// Interned texts: each distinct text has one number, given in order of first sight.
public struct NameTable: Sendable {
  private var numbers: [String: UInt32] = [:]
  /// The texts by number.
  public private(set) var texts: [String] = []

  /// A table without texts.
  public init() {}

  /// The number of `text`, given now if it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    if let number = numbers[text] { return number }
    let number = UInt32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The number of `text`, or `nil` when it was never seen.
  public func number(of text: String) -> UInt32? { numbers[text] }

  /// The text with this number.
  public subscript(number: UInt32) -> String { texts[Int(number)] }
}
