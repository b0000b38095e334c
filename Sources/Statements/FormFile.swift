// The shape of a form file: JSON keys and their types, nothing decided yet.

/// A form file as it was written. ``FormReader`` makes a ``Form`` of it or says why not.
struct FormFile: Decodable {
  static let schema = "juesuan/form/1"

  let schema: String
  let form: String
  let name: String
  let number: String
  let title: String
  let tableSet: String
  let edition: Int
  let validFrom: Int
  let validTo: Int
  let money: String
  let decimals: Int
  let unitLabel: String
  let moneyLabel: String
  let header: [[HeaderCell]]
  let columnNumberLabel: String?
  let columns: [Column]
  let rows: [[String]]
  let footnote: String
  let notes: [Note]?
  let checks: [Check]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, form, name, number, title, edition, money, decimals, header, columns, rows
    case footnote, notes, checks
    case tableSet = "table_set"
    case validFrom = "valid_from"
    case validTo = "valid_to"
    case unitLabel = "unit_label"
    case moneyLabel = "money_label"
    case columnNumberLabel = "column_number_label"
  }

  struct HeaderCell: Decodable {
    let text: String
    let span: Int?
    let rows: Int?

    enum CodingKeys: String, CodingKey, CaseIterable { case text, span, rows }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      text = try members.decode(String.self, forKey: .text)
      span = try members.decodeIfPresent(Int.self, forKey: .span)
      rows = try members.decodeIfPresent(Int.self, forKey: .rows)
    }
  }

  struct Column: Decodable {
    let kind: String
    let number: Int?

    enum CodingKeys: String, CodingKey, CaseIterable { case kind, number }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      kind = try members.decode(String.self, forKey: .kind)
      number = try members.decodeIfPresent(Int.self, forKey: .number)
    }
  }

  struct Note: Decodable {
    let cells: [String]
    let chinese: String
    let english: String

    enum CodingKeys: String, CodingKey, CaseIterable {
      case cells
      case chinese = "zh"
      case english = "en"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      cells = try members.decode([String].self, forKey: .cells)
      chinese = try members.decode(String.self, forKey: .chinese)
      english = try members.decode(String.self, forKey: .english)
    }
  }

  struct Check: Decodable {
    let id: String
    let severity: String
    let left: String
    let right: String
    let chinese: String
    let english: String

    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, severity, left, right
      case chinese = "zh"
      case english = "en"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      id = try members.decode(String.self, forKey: .id)
      severity = try members.decode(String.self, forKey: .severity)
      left = try members.decode(String.self, forKey: .left)
      right = try members.decode(String.self, forKey: .right)
      chinese = try members.decode(String.self, forKey: .chinese)
      english = try members.decode(String.self, forKey: .english)
    }
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.members(CodingKeys.self)
    schema = try members.decode(String.self, forKey: .schema)
    form = try members.decode(String.self, forKey: .form)
    name = try members.decode(String.self, forKey: .name)
    number = try members.decode(String.self, forKey: .number)
    title = try members.decode(String.self, forKey: .title)
    tableSet = try members.decode(String.self, forKey: .tableSet)
    edition = try members.decode(Int.self, forKey: .edition)
    validFrom = try members.decode(Int.self, forKey: .validFrom)
    validTo = try members.decode(Int.self, forKey: .validTo)
    money = try members.decode(String.self, forKey: .money)
    decimals = try members.decode(Int.self, forKey: .decimals)
    unitLabel = try members.decode(String.self, forKey: .unitLabel)
    moneyLabel = try members.decode(String.self, forKey: .moneyLabel)
    header = try members.decode([[HeaderCell]].self, forKey: .header)
    columnNumberLabel = try members.decodeIfPresent(String.self, forKey: .columnNumberLabel)
    columns = try members.decode([Column].self, forKey: .columns)
    rows = try members.decode([[String]].self, forKey: .rows)
    footnote = try members.decode(String.self, forKey: .footnote)
    notes = try members.decodeIfPresent([Note].self, forKey: .notes)
    checks = try members.decode([Check].self, forKey: .checks)
  }
}

/// A key that the object it stands in does not have, most likely misspelt.
struct UnknownFormKey: Error {
  let path: [any CodingKey]
  let key: String
  let known: [String]
}

private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The members of an object that has no keys but those of `keys`.
  ///
  /// - Throws: ``UnknownFormKey`` for the first other key; a misspelt key must not be ignored.
  fileprivate func members<Keys: CodingKey & CaseIterable>(
    _ keys: Keys.Type
  ) throws -> KeyedDecodingContainer<Keys> {
    let present = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
    if let key = present.first(where: { Keys(stringValue: $0) == nil }) {
      throw UnknownFormKey(
        path: codingPath, key: key, known: Keys.allCases.map(\.stringValue))
    }
    return try container(keyedBy: keys)
  }
}
