// Every rule can be broken, and says so by a name of its own, in two languages, with the figures.

import BudgetDomain
import Foundation
import Testing

@Suite struct `Every rejection` {
  static let reproducers = Reproducer.all

  @Test(arguments: reproducers.indices)
  func `has a way to happen, and explains itself with the figures`(index: Int) throws {
    let reproducer = Self.reproducers[index]
    let outcome = try reproducer.outcome()
    let wording = try #require(outcome.rejection?.wording, "\(reproducer.rule): \(outcome)")
    #expect(wording.name == reproducer.rule)
    for figure in reproducer.figures {
      #expect(wording.what.chinese.contains(figure), "\(reproducer.rule): \(figure)")
      #expect(wording.what.english.contains(figure), "\(reproducer.rule): \(figure)")
    }
    for phrase in [wording.what, wording.next] {
      #expect(!phrase.chinese.isEmpty && !phrase.english.isEmpty)
      #expect(phrase.chinese != phrase.english)
      let hasHan = phrase.chinese.unicodeScalars.contains {
        (0x4E00...0x9FFF).contains($0.value)
      }
      #expect(hasHan, "\(reproducer.rule): \(phrase.chinese)")
    }
  }

  @Test func `is in the table of ways to happen`() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/BudgetDomain/Rejection.swift")
    let source = try String(contentsOf: url, encoding: .utf8)
    let declaration = try #require(source.split(separator: "\n}\n").first)
    let declared = declaration.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("  case ") else { return nil }
      return String(line.dropFirst(7).prefix { $0.isLetter })
    }
    let reproduced = try Self.reproducers.map { reproducer in
      let rejection = try #require(try reproducer.outcome().rejection)
      return Mirror(reflecting: rejection).children.first?.label ?? "\(rejection)"
    }
    #expect(declared.count > 60)
    #expect(Set(declared) == Set(reproduced))
  }

  @Test func `has a name that no other rule has`() {
    let names = Self.reproducers.map(\.rule)
    #expect(Set(names).count == names.count)
  }
}
