// All figures of a run: a table for people, JSON for programs.

import Glibc

/// The figures of a run and under which conditions they were taken.
struct FigureTable {
  let eventCount: Int
  let appendCount: Int
  let runCount: Int
  let seed: UInt64
  let rowCount: Int
  private(set) var figures: [Figure] = []

  init(_ request: Request, rowCount: Int) {
    eventCount = request.eventCount
    appendCount = request.appendCount
    runCount = request.runCount
    seed = request.seed
    self.rowCount = rowCount
  }

  mutating func add(_ new: [Figure]) { figures += new }

  /// A table: benchmark, figure, median, smallest and largest of the runs, remark.
  var text: String {
    let head = ["benchmark", "figure", "median", "min", "max", "remark"]
    let lines =
      [head]
      + figures.map { figure in
        [figure.benchmark, figure.name]
          + [figure.median, figure.samples.min(), figure.samples.max()].map {
            $0.map(figure.unit.text) ?? "-"
          } + [figure.remark]
      }
    let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let rows = lines.map { line in
      let cells = line.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return (2...4).contains(column) ? blanks + cell : cell + blanks
      }
      return Self.withoutTrailingBlanks(cells.joined(separator: "  "))
    }
    return "\(conditions)\n" + rows.joined(separator: "\n") + "\n"
  }

  private var conditions: String {
    "W(\(eventCount))\(rowCount == 0 ? "" : ", \(rowCount) rows with the prologue"), seed \(seed); "
      + "\(appendCount) events appended; \(runCount) runs; \(Self.processorCount) processors"
  }

  private static var processorCount: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    let end = line.lastIndex { $0 != " " }
    return end.map { String(line[...$0]) } ?? ""
  }

  /// One object: the conditions and, for each figure, its unit and all its samples.
  var json: String {
    var json = JSONText()
    json.object {
      $0.member("events", eventCount)
      $0.member("rows", rowCount)
      $0.member("seed", Int(seed))
      $0.member("appended", appendCount)
      $0.member("runs", runCount)
      $0.member("processors", Self.processorCount)
      $0.member("figures", figures) { json, figure in
        json.member("benchmark", figure.benchmark)
        json.member("figure", figure.name)
        json.member("unit", figure.unit.rawValue)
        json.member("samples", figure.samples)
        if let median = figure.median { json.member("median", median) }
        if !figure.remark.isEmpty { json.member("remark", figure.remark) }
      }
    }
    return json.text + "\n"
  }
}
