// The shape of a form file: JSON keys and their types, nothing decided yet.

/// A form file as it was written. ``FormReader`` makes a ``Form`` of it or says why not.
struct FormFile: Decodable {
  static let schema = "juesuan/form/1"

  let schema: String
  let form: String
  let name: String
  let number: String
  let title: String
  let tableSets: [String]
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
  let words: [Words]?
  let rows: [Row]
  let footnote: String
  let empty: Empty?
  let uncertain: String?
  let notes: [Note]?
  let checks: [CheckFile]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, form, name, number, title, edition, money, decimals, header, columns, words, rows
    case footnote, empty, uncertain, notes, checks
    case tableSets = "table_sets"
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
    let hidden: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable { case kind, number, hidden }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      kind = try members.decode(String.self, forKey: .kind)
      number = try members.decodeIfPresent(Int.self, forKey: .number)
      hidden = try members.decodeIfPresent(Bool.self, forKey: .hidden)
    }
  }

  /// Words that changed over the years, used in labels as `{name}`.
  struct Words: Decodable {
    let name: String
    let from: Int
    let to: Int
    let text: String

    enum CodingKeys: String, CodingKey, CaseIterable { case name, from, to, text }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      name = try members.decode(String.self, forKey: .name)
      from = try members.decode(Int.self, forKey: .from)
      to = try members.decode(Int.self, forKey: .to)
      text = try members.decode(String.self, forKey: .text)
    }
  }

  /// A row: an array of its cells, or an object where there is more to say.
  struct Row: Decodable {
    let cells: [String]
    let each: Each?
    let uncertain: String?
    /// The path of the cells within the row.
    let cellsPath: String

    enum CodingKeys: String, CodingKey, CaseIterable { case cells, each, uncertain }

    init(from decoder: any Decoder) throws {
      if var list = try? decoder.unkeyedContainer() {
        var cells: [String] = []
        while !list.isAtEnd { cells.append(try list.decode(String.self)) }
        self.cells = cells
        each = nil
        uncertain = nil
        cellsPath = ""
        return
      }
      let members = try decoder.members(CodingKeys.self)
      cells = try members.decode([String].self, forKey: .cells)
      each = try members.decodeIfPresent(Each.self, forKey: .each)
      uncertain = try members.decodeIfPresent(String.self, forKey: .uncertain)
      cellsPath = ".cells"
    }
  }

  /// For which function codes a row is repeated.
  struct Each: Decodable {
    let levels: [Int]
    let indentFrom: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case levels
      case indentFrom = "indent_from"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      levels = try members.decode([Int].self, forKey: .levels)
      indentFrom = try members.decodeIfPresent(Int.self, forKey: .indentFrom)
    }
  }

  /// How the form is printed when there is nothing to show.
  struct Empty: Decodable {
    let sentence: String
    let blankRows: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case sentence
      case blankRows = "blank_rows"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      sentence = try members.decode(String.self, forKey: .sentence)
      blankRows = try members.decodeIfPresent(Int.self, forKey: .blankRows)
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

  init(from decoder: any Decoder) throws {
    let members = try decoder.members(CodingKeys.self)
    schema = try members.decode(String.self, forKey: .schema)
    form = try members.decode(String.self, forKey: .form)
    name = try members.decode(String.self, forKey: .name)
    number = try members.decode(String.self, forKey: .number)
    title = try members.decode(String.self, forKey: .title)
    tableSets = try members.decode([String].self, forKey: .tableSets)
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
    words = try members.decodeIfPresent([Words].self, forKey: .words)
    rows = try members.decode([Row].self, forKey: .rows)
    footnote = try members.decode(String.self, forKey: .footnote)
    empty = try members.decodeIfPresent(Empty.self, forKey: .empty)
    uncertain = try members.decodeIfPresent(String.self, forKey: .uncertain)
    notes = try members.decodeIfPresent([Note].self, forKey: .notes)
    checks = try members.decode([CheckFile].self, forKey: .checks)
  }
}
