// Which styles of a workbook write numbers as days.

/// The cell formats of a workbook (`styles.xml`), as far as they tell days from other numbers.
struct DateFormats: Sendable {
  /// For each cell format, whether it writes days.
  private var areDays: [Bool] = []

  /// A workbook without styles: no number is a day.
  init() {}

  /// The formats in the part `name` of `container`.
  init(_ name: String, in container: Container) throws(OfficeFileProblem) {
    guard let stream = container.stream(of: name) else {
      throw OfficeFileProblem(.workbook(.partMissing), part: name)
    }
    var reader = try XMLReader(.entry(stream), limits: container.limits)
    guard try reader.next() == .start, reader.name.isSpreadsheet("styleSheet") else {
      throw reader.problem(.rootDiffers)
    }
    var custom: [Int: Bool] = [:]
    var isInCellFormats = false
    while let token = try reader.next() {
      if reader.name.isSpreadsheet("cellXfs") { isInCellFormats = token == .start }
      guard token == .start else { continue }
      if reader.name.isSpreadsheet("numFmt"),
        let id = reader.attribute("numFmtId").flatMap({ Int($0) }),
        let code = reader.attribute("formatCode")
      {
        custom[id] = Self.writesDays(code)
      } else if isInCellFormats, reader.name.isSpreadsheet("xf") {
        let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
        areDays.append(custom[id] ?? Self.builtInDays.contains(id))
      }
      guard areDays.count + custom.count <= Self.countMax else { throw reader.beyond(.textCount) }
    }
  }

  /// Whether the cell format `number` writes days; `nil` where there is no such format.
  func isDay(_ number: Int) -> Bool? {
    if areDays.isEmpty, number == 0 { return false }
    return areDays.indices.contains(number) ? areDays[number] : nil
  }

  /// Formats that the specification numbers (ECMA-376 part 1, 18.8.30): those of every language,
  /// then those that Chinese, Japanese and Korean have besides. 18 to 21 and 45 to 47 are times.
  private static let builtInDays: Set<Int> = Set(14...17).union([22]).union(27...31)
    .union([36]).union(50...54).union([57, 58])

  /// Whether a format code writes a day: it has a year, a day of the month or of the week, or a
  /// month that is no minute. Words in quotation marks and brackets, and escaped characters, are
  /// none of its codes.
  static func writesDays(_ code: String) -> Bool {
    var letters = ""
    var rest = code.lowercased().unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case ";": if !letters.isEmpty { rest = rest.dropFirst(rest.count) }
      default: letters.unicodeScalars.append(scalar)
      }
    }
    if letters.contains("general") { return false }
    if letters.contains("y") || letters.contains("d") || letters.contains("aaa") { return true }
    return letters.contains("m") && !letters.contains("h") && !letters.contains("s")
  }

  private static let countMax = 100_000
}
