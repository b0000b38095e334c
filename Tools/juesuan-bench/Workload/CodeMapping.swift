// Gives each drawn code a code of our lists that is valid in every year of the workload.

import BudgetDomain

/// The codes of the lists in place of those that the workload draws.
///
/// A drawn code stays where the lists hold it. Any other becomes the next valid code above it that
/// is not taken, from the beginning again after the last, so that different codes stay different.
struct CodeMapping {
  let functions: [FunctionCode]
  let economics: [EconomicCode]

  init(_ setting: WorkloadSetting, _ catalogue: ClassificationCatalogue = .builtIn) {
    functions = Self.map(setting.functions, onto: catalogue.functions).compactMap {
      FunctionCode(number: $0)
    }
    economics = Self.map(WorkloadVocabulary.economics, onto: catalogue.economics).compactMap {
      EconomicCode(number: $0)
    }
    precondition(functions.count == setting.functions.count, "a code of the list has seven digits")
  }

  private static func map(_ drawn: [Int], onto list: CodeList) -> [UInt32] {
    let years = (0..<5).compactMap { FiscalYear(WorkloadStream.firstYear + $0) }
    let digits = drawn.first.map { String($0).count } ?? 0
    let valid = Set(list.sortedEntries.map(\.code)).sorted().filter { code in
      String(code).count == digits && years.allSatisfy { list.entry(for: code, in: $0) != nil }
    }
    precondition(valid.count >= drawn.count, "the lists hold fewer codes than the workload draws")
    var taken = Set(drawn.map { UInt32($0) }).intersection(valid)
    return drawn.map { number in
      let code = UInt32(number)
      if valid.contains(code) { return code }
      let free = valid.first { $0 > code && !taken.contains($0) }
      guard let found = free ?? valid.first(where: { !taken.contains($0) }) else {
        preconditionFailure("counted above: there are enough codes")
      }
      taken.insert(found)
      return found
    }
  }
}
