// Writes a package of the Open Packaging Conventions: parts, their content types, their relations.

/// The parts of an office file and how they refer to each other (ECMA-376 part 2).
///
/// Content types come first in the container, as readers that look at the beginning expect.
struct PackageWriter {
  private var parts: [(name: String, contentType: String, bytes: [UInt8])] = []
  private var relations: [(source: String, type: String, target: String)] = []

  private static let packageSchema = "http://schemas.openxmlformats.org/package/2006"
  private static let contentTypes = "application/vnd.openxmlformats-package"

  /// Adds a part called `name` (`xl/workbook.xml`).
  mutating func add(_ name: String, contentType: String, _ bytes: [UInt8]) {
    parts.append((name, contentType, bytes))
  }

  /// Adds the properties of the document.
  mutating func add(_ properties: DocumentProperties) throws(XMLWritingProblem) {
    add(
      "docProps/core.xml", contentType: "\(Self.contentTypes).core-properties+xml",
      try properties.bytes)
    relate(
      "", to: "docProps/core.xml",
      type: "\(Self.packageSchema)/relationships/metadata/core-properties")
  }

  /// Relates the part `source`, or the package where it is empty, to the part `target`.
  ///
  /// - Returns: the name of the relation within its source, `rId1` for the first one.
  @discardableResult
  mutating func relate(_ source: String, to target: String, type: String) -> String {
    relations.append((source, type, target))
    return "rId\(relations.filter { $0.source == source }.count)"
  }

  /// The container with all parts.
  func bytes() throws(OfficeWritingProblem) -> [UInt8] {
    var archive = ZIPArchiveWriter()
    do {
      try archive.add("[Content_Types].xml", try contentTypes.finished())
      try archive.add("_rels/.rels", try relationsDocument(of: "").finished())
      for part in parts {
        try archive.add(part.name, part.bytes)
        guard relations.contains(where: { $0.source == part.name }) else { continue }
        let slash = part.name.lastIndex(of: "/") ?? part.name.startIndex
        let file = part.name[part.name.index(after: slash)...]
        try archive.add(
          "\(part.name[..<slash])/_rels/\(file).rels",
          try relationsDocument(of: part.name).finished())
      }
    } catch let problem as ContainerProblem {
      throw .container(problem)
    } catch let problem as XMLWritingProblem {
      throw .text(problem)
    } catch {
      preconditionFailure("nothing else is thrown: \(error)")
    }
    return archive.bytes
  }

  private var contentTypes: XMLWriter {
    var xml = XMLWriter()
    xml.element("Types", ["xmlns": "\(Self.packageSchema)/content-types"]) { xml in
      xml.element(
        "Default",
        ["Extension": "rels", "ContentType": "\(Self.contentTypes).relationships+xml"])
      xml.element("Default", ["Extension": "xml", "ContentType": "application/xml"])
      for part in parts {
        xml.element("Override", ["PartName": "/\(part.name)", "ContentType": part.contentType])
      }
    }
    return xml
  }

  /// Targets are named from the root of the package.
  private func relationsDocument(of source: String) -> XMLWriter {
    var xml = XMLWriter()
    xml.element("Relationships", ["xmlns": "\(Self.packageSchema)/relationships"]) { xml in
      for (index, relation) in relations.filter({ $0.source == source }).enumerated() {
        xml.element(
          "Relationship",
          ["Id": "rId\(index + 1)", "Type": relation.type, "Target": "/\(relation.target)"])
      }
    }
    return xml
  }
}

/// Why an office file cannot be written.
public enum OfficeWritingProblem: Error, Hashable, Sendable {
  /// The container cannot hold it.
  case container(ContainerProblem)
  /// A text that XML has no place for.
  case text(XMLWritingProblem)
  /// A workbook that office programs would refuse or repair.
  case workbook(WorkbookProblem)
}
