// Facts about statements that left the office: what was published, and what was said about checks.

/// A set of statements that was published (批复 / 公开) under a name.
///
/// It fixes the log, the forms and the figures: anyone can make the same statements again from the
/// first ``treeSize`` records and compare the digests.
public struct Publication: Hashable, Sendable {
  /// The name under which the moment can be asked for again.
  public let name: String
  /// The year of the statements.
  public let year: FiscalYear
  /// The table set they were made with.
  public let tableSet: String
  /// How many records of the log they were made from.
  public let treeSize: UInt64
  /// The Merkle root over those records, 64 lower-case hexadecimal digits.
  public let root: String
  /// The tables, with the edition of their form and the digest of their figures.
  public let tables: [PublishedTable]

  /// A publication made of its parts.
  public init(
    name: String, year: FiscalYear, tableSet: String, treeSize: UInt64, root: String,
    tables: [PublishedTable]
  ) {
    self.name = name
    self.year = year
    self.tableSet = tableSet
    self.treeSize = treeSize
    self.root = root
    self.tables = tables
  }
}

/// One table of a publication.
public struct PublishedTable: Hashable, Sendable {
  /// The number of the form, such as `01`.
  public let form: String
  /// The edition of the form file.
  public let edition: Int
  /// SHA-256 over the table's cells, 64 lower-case hexadecimal digits.
  public let digest: String

  /// A table made of its parts.
  public init(form: String, edition: Int, digest: String) {
    self.form = form
    self.edition = edition
    self.digest = digest
  }
}

/// Why an audit formula fails and may (出错说明).
public struct CheckExplanation: Hashable, Sendable {
  /// The year of the statements.
  public let year: FiscalYear
  /// The name of the check, such as `X3`.
  public let check: String
  /// The explanation.
  public let text: String

  /// An explanation made of its parts.
  public init(year: FiscalYear, check: String, text: String) {
    self.year = year
    self.check = check
    self.text = text
  }
}
