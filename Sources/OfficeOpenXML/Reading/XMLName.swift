// Names of elements and attributes with the namespaces that office files use.

/// A namespace as far as this room tells them apart.
enum XMLNamespace: Hashable, Sendable {
  /// No namespace.
  case none
  /// SpreadsheetML, as Excel writes it and in its strict form (ISO/IEC 29500-1).
  case spreadsheet
  /// Relations inside office documents: the attribute `r:id`.
  case officeRelations
  /// The parts that list relations.
  case packageRelations
  /// `xml:space` and the like.
  case xml
  /// Any other.
  case other

  /// The namespace called `address`.
  init(_ address: String) {
    switch address {
    case "": self = .none
    case "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main":
      self = .spreadsheet
    case "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships":
      self = .officeRelations
    case "http://schemas.openxmlformats.org/package/2006/relationships": self = .packageRelations
    case "http://www.w3.org/XML/1998/namespace": self = .xml
    default: self = .other
    }
  }
}

/// The name of an element or attribute: its namespace, whatever the prefix, and its own name.
struct XMLName: Hashable, Sendable {
  let namespace: XMLNamespace
  let local: String

  /// Whether it is the element `local` of SpreadsheetML.
  func isSpreadsheet(_ local: String) -> Bool {
    namespace == .spreadsheet && self.local == local
  }
}

/// An attribute of an element.
struct XMLAttribute: Hashable, Sendable {
  let name: XMLName
  let value: String
}
