// The relations of a part to others, by which a reader finds its way through an office file.

/// The relations listed in one `.rels` part (ECMA-376 part 2, 9.3).
struct Relations {
  /// One relation.
  struct Relation {
    let id: String
    /// The last word of its type: `worksheet`, `styles`, `sharedStrings`.
    let kind: String
    /// The part it leads to, as the container names it.
    let target: String
  }

  private(set) var all: [Relation] = []

  /// The relations of `part`, or of the package where it is empty; none where no list is there.
  init(of part: String, in container: Container) throws(OfficeFileProblem) {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
    guard let stream = container.stream(of: "\(folder)_rels/\(file).rels") else { return }
    var reader = try XMLReader(.entry(stream), limits: container.limits)
    while let token = try reader.next() {
      guard token == .start, reader.name.local == "Relationship",
        reader.name.namespace == .packageRelations, let id = reader.attribute("Id"),
        let type = reader.attribute("Type"), let target = reader.attribute("Target"),
        reader.attribute("TargetMode") != "External"
      else { continue }
      guard all.count < container.limits.entryCount else { throw reader.beyond(.entryCount) }
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      all.append(Relation(id: id, kind: kind, target: Self.resolved(target, from: folder)))
    }
  }

  /// The first relation of this kind.
  func first(_ kind: String) -> Relation? { all.first { $0.kind == kind } }

  /// A target seen from `folder` as a name in the container. It is looked up there and nowhere
  /// else; what leads out of the container finds nothing.
  private static func resolved(_ target: String, from folder: String) -> String {
    let isAbsolute = target.hasPrefix("/")
    var steps = isAbsolute ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}
