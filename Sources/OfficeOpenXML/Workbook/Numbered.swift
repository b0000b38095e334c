// Numbers for values that a workbook writes once and refers to by number.

/// Values, each once, in the order in which they were first seen.
struct Numbered<Value: Hashable> {
  private(set) var ordered: [Value] = []
  private var numbers: [Value: Int] = [:]

  /// The number of `value`, given now if it is new.
  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = ordered.count
    ordered.append(value)
    return ordered.count - 1
  }

  /// The number that `value` has been given.
  func known(_ value: Value) -> Int {
    guard let number = numbers[value] else { preconditionFailure("a value is numbered before") }
    return number
  }
}
