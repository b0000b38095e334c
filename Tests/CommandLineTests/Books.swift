// Ledgers for the tests: an empty one, a small one, and the year of a real unit.

import Foundation
import Testing

/// A ledger of one test, in a directory of its own.
struct Books {
  let directory: TemporaryDirectory
  let ledger: String

  /// Ledgers made at most once and copied for every test that needs one like it; a failure is
  /// repeated to every test that asks.
  private static let emptyTemplate = template("empty") { books in
    try books.run(["init", books.ledger, "--unit", "测试单位"])
  }
  private static let smallTemplate = template("small") { books in
    try books.run(["init", books.ledger, "--unit", "测试单位"])
    try books.run(["import", "-"], input: Array(smallImport.utf8))
  }
  private static let yearTemplate = template("year") { books in
    try books.run(["demo", books.ledger])
  }

  private static func template(
    _ name: String, prepare: (Books) throws -> Void
  ) -> Result<TemporaryDirectory, any Error> {
    Result {
      let directory = try TemporaryDirectory(removedAtExit: true)
      try prepare(Books(directory: directory, ledger: directory.path("books")))
      return directory
    }
  }

  /// What the small ledger holds: 20,000.00 granted and received, 12,300.00 spent.
  static let smallImport = """
    date,kind,source,function,economic,nature,amount,memo
    2018-01-05,appropriation,general-budget,2010301,,basic,"20,000.00",年初预算
    2018-01-06,income,general-budget,2010301,,basic,"20,000.00",一月拨款
    2018-01-08,expenditure,general-budget,2010301,30201,basic,"12,300.00",办公用品

    """

  private init(directory: TemporaryDirectory, ledger: String) {
    self.directory = directory
    self.ledger = ledger
  }

  private init(copying template: Result<TemporaryDirectory, any Error>) throws {
    directory = try TemporaryDirectory()
    ledger = directory.path("books")
    try FileManager.default.copyItem(
      atPath: template.get().path("books"), toPath: ledger)
  }

  /// A copy of the ledger in the directory `path`.
  static func copy(of path: String) throws -> Books {
    let directory = try TemporaryDirectory()
    let books = Books(directory: directory, ledger: directory.path("books"))
    try FileManager.default.copyItem(atPath: path, toPath: books.ledger)
    return books
  }

  /// A ledger with its opening and nothing else.
  static func opened() throws -> Books { try Books(copying: emptyTemplate) }

  /// A ledger with the facts of ``smallImport`` at #1 to #3.
  static func small() throws -> Books { try Books(copying: smallTemplate) }

  /// The 252 events of the demonstration.
  static func ofAYear() throws -> Books { try Books(copying: yearTemplate) }

  /// Runs the program on this ledger.
  @discardableResult
  func run(
    _ arguments: [String], variables: [String: String] = [:], input: [UInt8] = [],
    directory: String? = nil
  ) throws -> Run {
    var variables = variables
    if variables["JUESUAN_LEDGER"] == nil { variables["JUESUAN_LEDGER"] = ledger }
    return try Program.run(
      arguments, variables: variables, input: input, directory: directory ?? self.directory.path)
  }

  /// How many events the ledger holds, counted by the lines of its log.
  func size() throws -> Int {
    let log = try directory.text("books/log/00000000000000000000.jsonl")
    return log.utf8.count { $0 == UInt8(ascii: "\n") }
  }
}

/// The flags of an expenditure on the line of the small ledger.
func expenditure(_ amount: String, _ more: String...) -> [String] {
  [
    "record", "expenditure", "--date", "2018-03-02", "--amount", amount, "--source",
    "general-budget", "--function", "2010301", "--economic", "30201", "--nature", "basic",
  ] + more
}
