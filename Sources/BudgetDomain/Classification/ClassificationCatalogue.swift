// The code lists a ledger works with: the built-in ones, overlaid by the ledger's own.

/// Both code lists a ledger works with.
///
/// The built-in lists are partly unverified knowledge; a code that the ledger registers for itself
/// (the yearly list of the finance bureau) replaces the built-in meanings of that code.
public struct ClassificationCatalogue: Sendable {
  /// Codes by function (支出功能分类).
  public private(set) var functions: CodeList
  /// Codes by economic kind (部门预算支出经济分类).
  public private(set) var economics: CodeList
  private var registered: Set<UInt64> = []

  /// A catalogue of the two given lists.
  public init(functions: CodeList, economics: CodeList) {
    self.functions = functions
    self.economics = economics
  }

  /// The lists that come with the program.
  public static let builtIn = ClassificationCatalogue(
    functions: embedded(PackageResources.function_codes_csv, .function),
    economics: embedded(PackageResources.economic_codes_csv, .economic))

  /// The list of one system.
  public func list(of system: CodeSystem) -> CodeList {
    system == .function ? functions : economics
  }

  /// Takes over a code that the ledger registered for itself.
  public mutating func register(_ entry: CodeEntry, in system: CodeSystem) {
    let identity = UInt64(system.rawValue) << 32 | UInt64(entry.code)
    let isFirst = registered.insert(identity).inserted
    switch system {
    case .function:
      if isFirst { functions.removeAll(of: entry.code) }
      functions.add(entry)
    case .economic:
      if isFirst { economics.removeAll(of: entry.code) }
      economics.add(entry)
    }
  }

  private static func embedded(_ bytes: [UInt8], _ system: CodeSystem) -> CodeList {
    do {
      return try CodeList(text: String(decoding: bytes, as: UTF8.self), system: system)
    } catch {
      preconditionFailure("the built-in \(system.word) list is broken at line \(error.line)")
    }
  }
}
