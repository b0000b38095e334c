// Finds the cells of one row after another in comma-separated bytes.

/// Reads rows of RFC 4180 text. A quoted cell may hold commas, line breaks and doubled quotes.
struct RowSplitter {
  /// What can be wrong with the quotes of a row.
  enum Fault: Hashable {
    /// The text ended inside quotes.
    case unterminatedQuote
    /// Something other than a comma or the end of the row follows a closing quote.
    case textAfterQuote
    /// A quote in a cell that does not begin with one.
    case quoteInsideText
  }

  /// One row: its number as spreadsheets count, its cells, and what is wrong with it.
  struct Row {
    let number: Int
    var cells: [String] = []
    var fault: Fault?
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var number = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  private let comma = UInt8(ascii: ",")
  private let quote = UInt8(ascii: "\"")
  private let lineFeed = UInt8(ascii: "\n")
  private let carriageReturn = UInt8(ascii: "\r")

  mutating func next() -> Row? {
    guard index < bytes.endIndex else { return nil }
    number += 1
    var row = Row(number: number)
    while true {
      row.cells.append(cell(&row.fault))
      guard index < bytes.endIndex else { return row }
      let byte = bytes[index]
      index += 1
      if byte == comma { continue }
      if byte == carriageReturn, index < bytes.endIndex { index += 1 }
      return row
    }
  }

  /// Reads one cell and stops at the comma or line ending behind it.
  private mutating func cell(_ fault: inout Fault?) -> String {
    guard index < bytes.endIndex, bytes[index] == quote else {
      let start = index
      while index < bytes.endIndex, !isEnd(at: index) {
        if bytes[index] == quote { fault = fault ?? .quoteInsideText }
        index += 1
      }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    index += 1
    var text: [UInt8] = []
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == quote else {
        text.append(byte)
        continue
      }
      guard index < bytes.endIndex, bytes[index] == quote else {
        while index < bytes.endIndex, !isEnd(at: index) {
          fault = fault ?? .textAfterQuote
          index += 1
        }
        return String(decoding: text, as: UTF8.self)
      }
      text.append(quote)
      index += 1
    }
    fault = fault ?? .unterminatedQuote
    return String(decoding: text, as: UTF8.self)
  }

  private func isEnd(at place: Int) -> Bool {
    let byte = bytes[place]
    if byte == comma || byte == lineFeed { return true }
    return byte == carriageReturn
      && (place + 1 == bytes.endIndex || bytes[place + 1] == lineFeed)
  }
}
