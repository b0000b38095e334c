// The texts of a workbook that cells refer to by number.

/// The texts of `sharedStrings.xml` in one run of bytes, so that a million of them take little
/// more memory than their characters.
struct SharedTextList: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// No texts.
  init() {}

  /// The texts in the part `name` of `container`.
  ///
  /// - Throws: ``OfficeFileProblem`` where the part is missing, damaged or beyond limits.
  init(_ name: String, in container: Container) throws(OfficeFileProblem) {
    guard let stream = container.stream(of: name) else {
      throw OfficeFileProblem(.workbook(.partMissing), part: name)
    }
    var reader = try XMLReader(.entry(stream), limits: container.limits)
    guard try reader.next() == .start, reader.name.isSpreadsheet("sst") else {
      throw reader.problem(.rootDiffers)
    }
    while let token = try reader.next() {
      guard token == .start, reader.name.isSpreadsheet("si") else { continue }
      let text = try reader.richText()
      bytes += text.utf8
      ends.append(bytes.count)
      guard ends.count <= container.limits.textCount, bytes.count <= container.limits.textByteCount
      else { throw reader.beyond(.textCount) }
    }
  }

  /// The text with this number, or `nil`.
  func text(_ number: Int) -> String? {
    guard ends.indices.contains(number) else { return nil }
    let start = number == 0 ? 0 : ends[number - 1]
    return String(decoding: bytes[start..<ends[number]], as: UTF8.self)
  }
}

extension XMLReader {
  /// The text inside the element that began last (`si` or `is`), with all its runs joined; what
  /// says how it is pronounced (`rPh`) is no part of it.
  mutating func richText() throws(OfficeFileProblem) -> String {
    let depth = depth
    var text = ""
    while let token = try next(), token != .end || self.depth >= depth {
      guard token == .start else { continue }
      if name.isSpreadsheet("rPh") {
        try skipElement()
      } else if name.isSpreadsheet("t") {
        text += try elementText()
      }
    }
    return SheetText.unescaped(text)
  }
}

extension SheetText {
  /// `text` with the escapes of SpreadsheetML in it resolved: the inverse of ``escaped(_:)``.
  public static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let meant = escapedScalar(rest) {
        result.append(meant)
        rest = rest.dropFirst(7)
      } else {
        result.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  /// The character that the escape at the beginning of `text` stands for, or `nil`.
  private static func escapedScalar(_ text: Substring.UnicodeScalarView) -> Unicode.Scalar? {
    guard looksEscaped(text), let value = UInt32(String(text.dropFirst(2).prefix(4)), radix: 16)
    else { return nil }
    return Unicode.Scalar(value)
  }
}
