// The shape of a table set file: the sets, their years, and the checks between their forms.

/// A table set file as it was written. ``TableSetReader`` makes table sets of it or says why not.
struct TableSetFile: Decodable {
  static let schema = "juesuan/table-set/1"

  let schema: String
  let tableSets: [NamedSet]
  let uncertain: String?
  let checks: [CheckFile]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, uncertain, checks
    case tableSets = "table_sets"
  }

  /// One of the sets that share the checks of the file.
  struct NamedSet: Decodable {
    let name: String
    let validFrom: Int
    let validTo: Int
    let chinese: String
    let english: String

    enum CodingKeys: String, CodingKey, CaseIterable {
      case name
      case validFrom = "valid_from"
      case validTo = "valid_to"
      case chinese = "zh"
      case english = "en"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      name = try members.decode(String.self, forKey: .name)
      validFrom = try members.decode(Int.self, forKey: .validFrom)
      validTo = try members.decode(Int.self, forKey: .validTo)
      chinese = try members.decode(String.self, forKey: .chinese)
      english = try members.decode(String.self, forKey: .english)
    }
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.members(CodingKeys.self)
    schema = try members.decode(String.self, forKey: .schema)
    tableSets = try members.decode([NamedSet].self, forKey: .tableSets)
    uncertain = try members.decodeIfPresent(String.self, forKey: .uncertain)
    checks = try members.decode([CheckFile].self, forKey: .checks)
  }
}

/// A check as it was written in a form file or a table set file.
struct CheckFile: Decodable {
  let id: String
  let severity: String
  let relation: String?
  let rows: String?
  let form: String?
  /// Each of these makes one check, its texts standing for `$1`, `$2`, … in both sides.
  let each: [[String]]?
  let left: String
  let right: String
  let chinese: String
  let english: String

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, severity, relation, rows, form, each, left, right
    case chinese = "zh"
    case english = "en"
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.members(CodingKeys.self)
    id = try members.decode(String.self, forKey: .id)
    severity = try members.decode(String.self, forKey: .severity)
    relation = try members.decodeIfPresent(String.self, forKey: .relation)
    rows = try members.decodeIfPresent(String.self, forKey: .rows)
    form = try members.decodeIfPresent(String.self, forKey: .form)
    each = try members.decodeIfPresent([[String]].self, forKey: .each)
    left = try members.decode(String.self, forKey: .left)
    right = try members.decode(String.self, forKey: .right)
    chinese = try members.decode(String.self, forKey: .chinese)
    english = try members.decode(String.self, forKey: .english)
  }
}
