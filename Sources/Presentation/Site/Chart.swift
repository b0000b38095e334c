// Drawings of tables: bars, steps and lines as SVG without script, readable without being seen.

import BudgetDomain
import Projections

/// A drawing in a field of whole units; everything in it comes from the table that stands beside.
struct Chart {
  /// What it is called, and what it shows in a sentence.
  let title: String
  let about: String
  /// The id of the title, which only this chart has on the page.
  let id: String
  private var pieces: [Markup] = []

  /// The field in which figures are drawn.
  static let left: Int64 = 56
  static let right: Int64 = 704
  static let top: Int64 = 16
  static let bottom: Int64 = 240
  private static let height = 302

  init(id: String, title: String, about: String) {
    self.id = id
    self.title = title
    self.about = about
  }

  /// The chart as it is put into a page.
  var markup: Markup {
    .element(
      "svg",
      [
        "viewBox": "0 0 720 \(Self.height)", "role": "img", "aria-labelledby": "\(id)-t \(id)-d",
      ],
      contents: [
        .element("title", ["id": "\(id)-t"], .words(title)),
        .element("desc", ["id": "\(id)-d"], .words(about)),
      ] + pieces)
  }

  /// Where the middle of place `index` of `count` lies, from left to right.
  static func middle(_ index: Int, of count: Int) -> Int64 {
    left + (right - left) * Int64(2 * index + 1) / Int64(2 * max(1, count))
  }

  /// A rule from side to side.
  mutating func rule(_ y: Int64) {
    line(Self.left, y, Self.right, y, "axis")
  }

  /// A line.
  mutating func line(_ x1: Int64, _ y1: Int64, _ x2: Int64, _ y2: Int64, _ style: String) {
    pieces.append(
      .element(
        "line", ["class": style, "x1": "\(x1)", "y1": "\(y1)", "x2": "\(x2)", "y2": "\(y2)"]))
  }

  /// A line through points.
  mutating func polyline(_ points: [(Int64, Int64)], _ style: String) {
    let text = points.map { "\($0.0),\($0.1)" }.joined(separator: " ")
    pieces.append(.element("polyline", ["class": style, "points": text]))
  }

  /// A bar between two heights, wherever they lie; never thinner than a unit.
  mutating func bar(_ x: Int64, _ width: Int64, from: Int64, to: Int64, _ style: String) {
    pieces.append(
      .element(
        "rect",
        [
          "class": style, "x": "\(x)", "y": "\(min(from, to))", "width": "\(width)",
          "height": "\(max(1, max(from, to) - min(from, to)))",
        ]))
  }

  /// Words whose place is given by `anchor`: start, middle or end.
  mutating func words(_ text: String, _ x: Int64, _ y: Int64, anchor: String = "middle") {
    pieces.append(
      .element("text", ["x": "\(x)", "y": "\(y)", "text-anchor": anchor], .words(text)))
  }

  /// A sample of a style with its words, at the foot of the drawing.
  mutating func legend(_ text: String, _ x: Int64, _ style: String) {
    pieces.append(
      .element(
        "rect",
        [
          "class": style, "x": "\(x)", "y": "\(Self.height - 14)", "width": "10", "height": "10",
        ]))
    words(text, x + 16, Int64(Self.height) - 5, anchor: "start")
  }
}

/// Heights for amounts: from the least to the greatest, nothing among them.
struct ChartScale {
  private let least: Int64
  private let whole: Int64

  init(_ values: [Int64]) {
    least = min(0, values.min() ?? 0)
    whole = max(1, max(0, values.max() ?? 0) - least)
  }

  /// How high `value` lies.
  func y(_ value: Int64) -> Int64 {
    let share = LineTotals.basisPoints(value - least, of: whole) ?? 0
    return Chart.bottom - share * (Chart.bottom - Chart.top) / 10_000
  }
}
