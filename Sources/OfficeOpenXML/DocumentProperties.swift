// What a document says about itself: title, maker and times, given by the caller.

/// The core properties of an office document (ECMA-376 part 2, 11). No clock is asked.
public struct DocumentProperties: Hashable, Sendable {
  /// The title; empty for none.
  public var title: String
  /// Who or what made it; empty for none.
  public var creator: String
  /// When it was made and last changed, as `YYYY-MM-DDThh:mm:ssZ`; `nil` leaves both out.
  public var timeText: String?

  /// Properties made of their parts.
  public init(title: String = "", creator: String = "", timeText: String? = nil) {
    self.title = title
    self.creator = creator
    self.timeText = timeText
  }

  /// Whether the time is written as W3CDTF with seconds in UTC, as office programs want it.
  var hasValidTime: Bool {
    guard let timeText else { return true }
    let pattern = Array("0000-00-00T00:00:00Z".utf8)
    return timeText.utf8.count == pattern.count
      && zip(timeText.utf8, pattern).allSatisfy { byte, model in
        model == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == model
      }
  }

  var bytes: [UInt8] {
    get throws(XMLWritingProblem) {
      var xml = XMLWriter()
      xml.element(
        "cp:coreProperties",
        [
          "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
          "xmlns:dc": "http://purl.org/dc/elements/1.1/",
          "xmlns:dcterms": "http://purl.org/dc/terms/",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        ]
      ) { xml in
        if !title.isEmpty { xml.element("dc:title", text: title) }
        if !creator.isEmpty {
          xml.element("dc:creator", text: creator)
          xml.element("cp:lastModifiedBy", text: creator)
        }
        if let timeText {
          xml.element("dcterms:created", ["xsi:type": "dcterms:W3CDTF"], text: timeText)
          xml.element("dcterms:modified", ["xsi:type": "dcterms:W3CDTF"], text: timeText)
        }
      }
      return try xml.finished()
    }
  }
}
