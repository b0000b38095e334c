// The plan of the house, read from the checkout: who may import whom, and how files must look.

import Foundation
import Testing

/// One Swift file of the checkout.
struct SourceFile: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var testDescription: String { path }

  /// The modules the file imports, whatever the access level of the import.
  var imports: Set<String> {
    Set(
      lines.compactMap { line in
        let words = line.split(separator: " ")
        let access: Set<Substring> = ["public", "internal", "package", "@testable"]
        guard let index = words.firstIndex(of: "import"), words.count > index + 1,
          index == 0 ? line.hasPrefix("import ") : index == 1 && access.contains(words[0])
        else { return nil }
        return String(words[index + 1])
      })
  }
}

/// The checkout this test was built from.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sources: [SourceFile] = ["Sources", "Storage", "Tools", "Tests"].flatMap { top in
    let folder = root.appendingPathComponent(top)
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
    return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      let url = folder.appendingPathComponent($0)
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return SourceFile(path: "\(top)/\($0)", text: text)
    }
  }

  static func sources(in room: String) -> [SourceFile] {
    sources.filter { $0.path.hasPrefix(room + "/") }
  }
}

/// A room of the house: where it stands and which modules it may enter.
struct Room: Sendable, CustomTestStringConvertible {
  let path: String
  let mayImport: Set<String>

  var testDescription: String { path }

  static let all = [
    Room(path: "Storage/Merkle", mayImport: ["CDigest"]),
    Room(path: "Storage/EventStorage", mayImport: ["CDigest", "Merkle", "Glibc"]),
    Room(
      path: "Storage/EventStorageTesting", mayImport: ["Merkle", "EventStorage", "Glibc"]),
    Room(path: "Tools/juesuan-verify", mayImport: ["Merkle", "Glibc"]),
    Room(
      path: "Tools/juesuan-simulate",
      mayImport: [
        "EventStorage", "EventStorageTesting", "OfficeOpenXML", "BudgetDomain",
        "BudgetDomainTesting", "Projections", "Statements", "EventCoding", "BudgetLedger", "Glibc",
        "Synchronization",
      ]),
    Room(
      path: "Tools/juesuan-bench",
      mayImport: [
        "Merkle", "BudgetDomain", "Projections", "EventCoding", "Statements", "BudgetLedger",
        "Glibc",
      ]),
    Room(path: "Sources/BudgetDomain", mayImport: []),
    Room(path: "Sources/BudgetDomainTesting", mayImport: ["BudgetDomain"]),
    Room(path: "Sources/Projections", mayImport: ["BudgetDomain", "Synchronization"]),
    Room(
      path: "Sources/Statements",
      mayImport: ["BudgetDomain", "Projections", "FoundationEssentials"]),
    Room(path: "Sources/OfficeOpenXML", mayImport: []),
    Room(
      path: "Sources/Presentation",
      mayImport: ["OfficeOpenXML", "BudgetDomain", "Projections", "Statements"]),
    Room(path: "Sources/EventCoding", mayImport: ["BudgetDomain", "Projections"]),
    Room(
      path: "Sources/BudgetLedger",
      mayImport: [
        "Merkle", "EventStorage", "OfficeOpenXML", "BudgetDomain", "Projections", "Statements",
        "EventCoding", "Glibc",
      ]),
    Room(
      path: "Tools/juesuan",
      mayImport: [
        "BudgetLedger", "Presentation", "Statements", "Projections", "BudgetDomain",
        "EventStorage", "EventCoding", "Merkle", "Glibc",
      ]),
  ]
}

@Suite struct `The house` {
  @Test(arguments: Room.all)
  func `lets a room enter only the rooms of the plan`(room: Room) {
    let files = Checkout.sources(in: room.path)
    #expect(!files.isEmpty)
    for file in files {
      let foreign = file.imports.subtracting(room.mayImport)
      #expect(foreign.isEmpty, "\(file.path) imports \(foreign.sorted())")
    }
  }

  @Test func `has a plan entry for every room`() {
    let rooms = Room.all.map { $0.path + "/" } + ["Tests/"]
    for file in Checkout.sources {
      #expect(rooms.contains { file.path.hasPrefix($0) }, "\(file.path) stands in no room")
    }
  }

  @Test func `has nothing else on its top level`() throws {
    let allowed: Set = ["Package.swift", "Sources", "Tests", "Storage", "Tools", "README.md"]
    let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path)
    let surplus = Set(names.filter { !$0.hasPrefix(".") }).subtracting(allowed)
    #expect(surplus.subtracting(["Package.resolved"]).isEmpty, "\(surplus)")
  }

  @Test func `depends on no package`() throws {
    let manifest = try String(
      contentsOf: Checkout.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    #expect(manifest.contains("dependencies: [],"))
    #expect(!manifest.contains(".package("))
  }

  @Test(arguments: Room.all)
  func `has a nameplate of at most forty lines on every room`(room: Room) throws {
    let parent = room.path.hasPrefix("Storage/") ? "Storage" : room.path
    let url = Checkout.root.appendingPathComponent("\(parent)/README.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let limit = parent == "Storage" ? 140 : 40
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= limit + 1)
  }

  @Test func `keeps clocks, chance and locales out of the domain and what stands on it`() {
    let pure = ["Sources/BudgetDomain", "Sources/Projections", "Sources/Statements"]
    for file in pure.flatMap({ Checkout.sources(in: $0) }) {
      for banned in ["Date()", ".random(", "ContinuousClock", "Locale", "getenv"] {
        #expect(!file.text.contains(banned), "\(file.path) uses \(banned)")
      }
    }
  }

  @Test func `counts money in integers only`() {
    let rooms = Room.all.map(\.path).filter { !$0.hasPrefix("Storage/") }
    for file in rooms.flatMap({ Checkout.sources(in: $0) }) {
      for banned in ["Double", "Float", "Decimal("] {
        let uses = file.lines.contains { !$0.contains("//") && $0.contains(banned) }
        #expect(!uses, "\(file.path) uses \(banned)")
      }
    }
  }
}

@Suite struct `Every Swift file` {
  @Test(arguments: Checkout.sources)
  func `begins with its purpose and stays within its limits`(file: SourceFile) {
    let first = file.lines.first ?? ""
    let isManifest = first.hasPrefix("// swift-tools-version")
    let isPurpose = first.hasPrefix("// ") && first.hasSuffix(".")
    #expect(isManifest || isPurpose, "\(file.path): \(first)")
    #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
    for (index, line) in file.lines.enumerated() where line.count > 100 {
      let isTestData = file.path.hasPrefix("Tests/")
      #expect(isTestData, "\(file.path):\(index + 1) has \(line.count) columns")
    }
    for banned in ["TO" + "DO", "FIX" + "ME", "try" + "!"] {
      #expect(!file.text.contains(banned), "\(file.path) holds \(banned)")
    }
  }

  @Test(arguments: Checkout.sources)
  func `has functions of at most seventy lines`(file: SourceFile) {
    var start: (line: Int, indent: Int)?
    for (index, line) in file.lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let words = line.split(separator: " ")
      if words.contains(where: { $0 == "func" || $0.hasPrefix("init(") }), !words.isEmpty,
        !line.trimmingCharacters(in: .whitespaces).hasPrefix("//"), start == nil,
        // A requirement of a protocol has no body: a blank line comes before any brace.
        file.lines[index...].prefix(while: { !$0.isEmpty }).contains(where: { $0.hasSuffix("{") })
      {
        start = (index, indent)
      }
      if let begun = start, line == String(repeating: " ", count: begun.indent) + "}" {
        #expect(
          index - begun.line < 70, "\(file.path):\(begun.line + 1) has \(index - begun.line + 1)")
        start = nil
      }
    }
  }

  @Test(arguments: Checkout.sources.filter { $0.text.contains("@unchecked") })
  func `says why where it is unchecked`(file: SourceFile) {
    for (index, line) in file.lines.enumerated() where line.contains("@unchecked") {
      let before = index > 0 ? file.lines[index - 1] : ""
      let isExplained = before.contains("//") || line.contains("//")
      #expect(isExplained || file.path.hasPrefix("Tests/ArchitectureTests"), "\(file.path)")
    }
  }
}
