// Reads XML element by element, without ever holding the document.

/// A pull parser for the XML of office files (XML 1.0 and namespaces): elements, attributes, texts,
/// CDATA; comments and processing instructions are passed over. A document type is refused, so
/// there are no entities but the five of XML, and nothing outside the document is ever fetched.
struct XMLReader: Sendable {
  /// What comes next in a document.
  enum Token: Hashable, Sendable {
    /// An element begins; ``name`` and ``attributes`` say which.
    case start
    /// An element ends; ``name`` says which.
    case end
    /// A piece of text in an element: ``text``.
    case text
  }

  private struct Open: Sendable {
    let written: String
    let name: XMLName
    let scopeCount: Int
  }

  /// The element of the last token.
  private(set) var name = XMLName(namespace: .none, local: "")
  /// The attributes of the element that began last.
  private(set) var attributes: [XMLAttribute] = []
  /// The text of the last token, where it was one.
  private(set) var text = ""
  /// How many elements are open; one that has just begun is among them.
  var depth: Int { open.count }

  private var source: MarkupSource
  private let limits: ReadingLimits
  private var open: [Open] = []
  private var scopes: [(prefix: String, namespace: XMLNamespace)] = [("xml", .xml)]
  private var endsAtOnce = false
  private var hasRoot = false

  /// A reader of the bytes of `origin`.
  init(
    _ origin: MarkupSource.Origin, limits: ReadingLimits = ReadingLimits()
  ) throws(OfficeFileProblem) {
    source = try MarkupSource(origin)
    self.limits = limits
  }

  /// The value of the attribute `local` without a namespace, or `nil`.
  func attribute(_ local: String, in namespace: XMLNamespace = .none) -> String? {
    attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
  }

  /// The next token, or `nil` after the root element.
  ///
  /// - Throws: ``OfficeFileProblem`` where the document is not well-formed or beyond limits.
  mutating func next() throws(OfficeFileProblem) -> Token? {
    if endsAtOnce {
      endsAtOnce = false
      return close()
    }
    while true {
      var hasMore = source.index < source.buffer.count
      if !hasMore { hasMore = try source.refill() }
      guard hasMore else {
        guard open.isEmpty, hasRoot else { throw problem(.unexpectedEnd) }
        return nil
      }
      if source.buffer[source.index] != UInt8(ascii: "<") {
        if try readText() { return .text }
      } else if let token = try readMarkup() {
        return token
      }
    }
  }

  /// Passes over everything until the element that began last has ended.
  mutating func skipElement() throws(OfficeFileProblem) {
    let depth = open.count
    while open.count >= depth { guard try next() != nil else { return } }
  }

  /// All text inside the element that began last, which ends with it.
  mutating func elementText() throws(OfficeFileProblem) -> String {
    let depth = open.count
    var whole = ""
    while let token = try next(), token != .end || open.count >= depth {
      guard token == .text else { continue }
      whole += text
      if whole.utf8.count > limits.markupByteCount { throw beyond(.markupLength) }
    }
    return whole
  }

  /// A problem of this document at the place that was reached.
  func problem(_ fault: OfficeFileProblem.MarkupFault) -> OfficeFileProblem {
    OfficeFileProblem(.markup(fault), part: source.part, offset: source.offset)
  }

  /// A problem of the workbook at the place that was reached, perhaps in the cell `place`.
  func problem(
    _ fault: OfficeFileProblem.WorkbookFault, at place: String? = nil
  ) -> OfficeFileProblem {
    let part = [source.part, place].compactMap { $0 }.joined(separator: " ")
    return OfficeFileProblem(
      .workbook(fault), part: part.isEmpty ? nil : part, offset: source.offset)
  }

  /// A problem of size at the place that was reached.
  func beyond(_ limit: OfficeFileProblem.Limit) -> OfficeFileProblem {
    OfficeFileProblem(.beyondLimit(limit), part: source.part, offset: source.offset)
  }

  private mutating func close() -> Token {
    let closed = open.removeLast()
    name = closed.name
    scopes.removeLast(scopes.count - closed.scopeCount)
    return .end
  }
}

extension XMLReader {
  /// Reads up to the next markup; `false` where that is nothing but blanks outside the root.
  private mutating func readText() throws(OfficeFileProblem) -> Bool {
    let length = try length { $0 == UInt8(ascii: "<") } ?? source.buffer.count - source.index
    let bytes = source.buffer[source.index..<(source.index + length)]
    if open.isEmpty {
      guard bytes.allSatisfy(MarkupText.isBlank) else { throw problem(.textOutsideRoot) }
      source.index += length
      return false
    }
    text = try string(bytes, hasReferences: true)
    source.index += length
    return true
  }

  /// Reads what begins with `<`; `nil` where it is passed over.
  private mutating func readMarkup() throws(OfficeFileProblem) -> Token? {
    for (mark, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
      guard try begins(mark) else { continue }
      return try readSpecial(after: mark, until: end)
    }
    guard try !begins("<!DOCTYPE") else { throw problem(.documentType) }
    guard try !begins("<!") else { throw problem(.tagMalformed) }
    var quote: UInt8?
    let length = try length { byte in
      if let open = quote {
        if byte == open { quote = nil }
        return false
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      return byte == UInt8(ascii: ">")
    }
    guard let length else { throw problem(.unexpectedEnd) }
    let tag = source.buffer[(source.index + 1)..<(source.index + length)]
    let token = tag.first == UInt8(ascii: "/") ? try readEnd(tag.dropFirst()) : try readStart(tag)
    source.index += length + 1
    return token
  }

  private mutating func readSpecial(
    after mark: String, until end: String
  ) throws(OfficeFileProblem) -> Token? {
    let marks = Array(end.utf8)
    let start = source.index + mark.utf8.count
    var place = start
    while true {
      while place + marks.count <= source.buffer.count {
        if source.buffer[place] == marks[0],
          source.buffer[place..<(place + marks.count)].elementsEqual(marks)
        {
          return try readSpecial(mark, start..<place, next: place + marks.count)
        }
        place += 1
      }
      guard place - source.index <= limits.markupByteCount else { throw beyond(.markupLength) }
      let before = source.index
      guard try source.refill() else { throw problem(.unexpectedEnd) }
      // The bytes that are done are gone from the buffer: every place moves with them.
      if source.index < before {
        return try readSpecial(after: mark, until: end)
      }
    }
  }

  private mutating func readSpecial(
    _ mark: String, _ content: Range<Int>, next: Int
  ) throws(OfficeFileProblem) -> Token? {
    let bytes = source.buffer[content]
    if mark == "<![CDATA[" {
      guard !open.isEmpty else { throw problem(.textOutsideRoot) }
      text = try string(bytes, hasReferences: false)
      source.index = next
      return .text
    }
    if mark == "<?", bytes.starts(with: "xml ".utf8) {
      guard source.offset == 0 else { throw problem(.tagMalformed) }
      let declared = MarkupText.declaredEncoding(bytes)
      guard declared == nil || declared == "utf-8" || declared == "utf-16" || declared == "us-ascii"
      else { throw problem(.encodingUnknown) }
      guard declared == nil || (declared == "utf-16") == source.isUTF16 else {
        throw problem(.encodingBroken)
      }
    }
    source.index = next
    return nil
  }

  private mutating func readEnd(_ tag: ArraySlice<UInt8>) throws(OfficeFileProblem) -> Token {
    let end = (tag.lastIndex { !MarkupText.isBlank($0) } ?? tag.startIndex - 1) + 1
    guard let last = open.last, tag[..<end].elementsEqual(last.written.utf8) else {
      throw problem(.endTagDiffers)
    }
    return close()
  }

  private mutating func readStart(_ tag: ArraySlice<UInt8>) throws(OfficeFileProblem) -> Token {
    guard !open.isEmpty || !hasRoot else { throw problem(.textOutsideRoot) }
    guard open.count < limits.markupDepth else { throw beyond(.markupDepth) }
    let isWhole = tag.last == UInt8(ascii: "/")
    var pieces = TagPieces(isWhole ? tag.dropLast() : tag)
    guard let written = pieces.name() else { throw problem(.tagMalformed) }
    let scopeCount = scopes.count
    var named: [(written: String, value: String)] = []
    while let piece = pieces.attribute() {
      guard named.count < Self.attributeCountMax else { throw beyond(.markupLength) }
      let value = try string(piece.value, hasReferences: true)
      if piece.name == "xmlns" {
        scopes.append(("", XMLNamespace(value)))
      } else if piece.name.hasPrefix("xmlns:") {
        scopes.append((String(piece.name.dropFirst(6)), XMLNamespace(value)))
      } else {
        named.append((piece.name, value))
      }
    }
    guard pieces.isAtEnd else { throw problem(.attributeMalformed) }
    attributes.removeAll(keepingCapacity: true)
    for one in named {
      let name = try resolve(one.written, isAttribute: true)
      guard !attributes.contains(where: { $0.name == name }) || name.namespace == .other else {
        throw problem(.attributeMalformed)
      }
      attributes.append(XMLAttribute(name: name, value: one.value))
    }
    name = try resolve(written, isAttribute: false)
    open.append(Open(written: written, name: name, scopeCount: scopeCount))
    hasRoot = true
    endsAtOnce = isWhole
    return .start
  }

  /// The name behind a prefix; an attribute without a prefix has no namespace.
  private func resolve(
    _ written: String, isAttribute: Bool
  ) throws(OfficeFileProblem) -> XMLName {
    guard let colon = written.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      let namespace = isAttribute ? nil : scopes.last { $0.prefix.isEmpty }?.namespace
      return XMLName(namespace: namespace ?? .none, local: written)
    }
    let prefix = written[..<colon]
    guard let scope = scopes.last(where: { $0.prefix == prefix }) else {
      throw problem(.prefixUnknown)
    }
    return XMLName(
      namespace: scope.namespace, local: String(written[written.utf8.index(after: colon)...]))
  }

  private func string(
    _ bytes: ArraySlice<UInt8>, hasReferences: Bool
  ) throws(OfficeFileProblem) -> String {
    do throws(OfficeFileProblem.MarkupFault) {
      return try MarkupText.string(bytes, hasReferences: hasReferences)
    } catch {
      throw problem(error)
    }
  }

  /// How many bytes stand before the first one that `isEnd`; `nil` where the document ends first.
  private mutating func length(
    until isEnd: (UInt8) -> Bool
  ) throws(OfficeFileProblem) -> Int? {
    var length = 0
    while true {
      while source.index + length < source.buffer.count {
        if isEnd(source.buffer[source.index + length]) { return length }
        length += 1
      }
      guard length <= limits.markupByteCount else { throw beyond(.markupLength) }
      guard try source.refill() else { return nil }
    }
  }

  private mutating func begins(_ mark: String) throws(OfficeFileProblem) -> Bool {
    // Nothing that is looked for begins like a plain tag, which is what nearly everything is.
    if source.index + 1 < source.buffer.count {
      let second = source.buffer[source.index + 1]
      if second != UInt8(ascii: "!"), second != UInt8(ascii: "?") { return false }
    }
    while source.buffer.count - source.index < mark.utf8.count {
      guard try source.refill() else { break }
    }
    return source.buffer[source.index...].starts(with: mark.utf8)
  }

  private static let attributeCountMax = 256
}
