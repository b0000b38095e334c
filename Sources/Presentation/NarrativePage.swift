// A narrative text as plain text, as a page of HTML and as JSON with the trace of every figure.

public import BudgetDomain
public import Statements

/// 部门决算情况说明, ready to print. The text is Chinese in every language; evidence follows it.
public struct NarrativePage: Sendable {
  let narrative: Narrative
  let asOf: AsOf

  /// The page of `narrative`, made from the log at `asOf`.
  public init(_ narrative: Narrative, asOf: AsOf) {
    self.narrative = narrative
    self.asOf = asOf
  }

  /// Headings and paragraphs, one a line, and under them the evidence.
  public func text(_ language: Language) -> String {
    var lines = [narrative.title, narrative.unit, ""]
    for section in narrative.sections {
      lines.append(section.heading)
      lines += section.paragraphs.map { "    " + narrative.text(of: $0) }
      lines.append("")
    }
    lines.append(evidence.text(language))
    return lines.map { DisplayWidth.oneLine($0) + "\n" }.joined()
  }

  /// What the text was made from.
  var evidence: Phrase {
    Phrase(
      zh: """
        由账本自动生成：\(narrative.figures.count) 个数，日志 \(asOf.treeSize) 条，\
        根 \(asOf.shortRoot)，报表套 \(narrative.tableSet)，模板第 \(narrative.edition) 版
        """,
      en: """
        made from the ledger: \(narrative.figures.count) figures, log of \(asOf.treeSize) events, \
        root \(asOf.shortRoot), table set \(narrative.tableSet), edition \(narrative.edition)
        """)
  }

  /// One page that needs nothing else: each figure tells its formula when it is pointed at.
  public func html(_ language: Language) -> String {
    var page = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(narrative.unit + narrative.title))</title>
      <style>
      body{max-width:42em;margin:2em auto;padding:0 1em;line-height:1.9}
      body{font-family:FangSong,"仿宋",serif}
      h1,h2,h3{font-family:SimHei,"黑体",sans-serif}h1,.unit{text-align:center}
      p{text-indent:2em;margin:.3em 0}data{border-bottom:1px dotted}
      footer{margin-top:2em;font-size:.8em}
      @media print{data{border:0}@page{size:A4;margin:2.5cm}}
      </style>
      </head>
      <body>
      <h1>\(Self.escaped(narrative.title))</h1>
      <p class="unit">\(Self.escaped(narrative.unit))</p>

      """
    for section in narrative.sections {
      let tag = section.level == 1 ? "h2" : "h3"
      page += "<\(tag)>\(Self.escaped(section.heading))</\(tag)>\n"
      for paragraph in section.paragraphs {
        page += "<p>" + paragraph.map { markup($0) }.joined() + "</p>\n"
      }
    }
    page += "<footer>\(Self.escaped(evidence.text(language)))</footer>\n</body>\n</html>\n"
    return page
  }

  private func markup(_ piece: Narrative.Piece) -> String {
    switch piece {
    case .text(let text): return Self.escaped(text)
    case .figure(let number):
      let figure = narrative.figures[number]
      let trace = Self.escaped(figure.formula)
      let exact = Self.escaped(Self.exact(figure.value))
      return "<data value=\"\(exact)\" title=\"\(trace)\">\(Self.escaped(figure.text))</data>"
    }
  }

  /// The exact value in few characters: fen, a count, or a fraction.
  private static func exact(_ value: Narrative.Value) -> String {
    switch value {
    case .money(let fen): String(fen)
    case .count(let number): String(number)
    case .percentage(let percentage): "\(percentage.numerator)/\(percentage.denominator)"
    case .noBase, .unknown: ""
    }
  }

  private static func escaped(_ text: String) -> String {
    XMLText.escaped(text).replacing("\"", with: "&quot;")
  }

  /// The schema `juesuan/narrative/1`: the paragraphs, and every figure with its formula, value,
  /// amounts and the positions of their events. Amounts are integers in fen.
  public var json: JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/narrative/1"),
      JSONValue.Member("title", .string(narrative.title)),
      JSONValue.Member("unit", .string(narrative.unit)),
      JSONValue.Member("year", .integer(Int64(narrative.year.number))),
      JSONValue.Member("table_set", .string(narrative.tableSet)),
      JSONValue.Member("template", .string(narrative.template)),
      JSONValue.Member("edition", .integer(Int64(narrative.edition))),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("sections", .array(narrative.sections.map(json))),
      JSONValue.Member("figures", .array(narrative.figures.enumerated().map(json))),
    ])
  }

  private func json(_ section: Narrative.Section) -> JSONValue {
    .object([
      JSONValue.Member("level", .integer(Int64(section.level))),
      JSONValue.Member("heading", .string(section.heading)),
      JSONValue.Member(
        "paragraphs",
        .array(
          section.paragraphs.map { paragraph in
            let numbers = paragraph.compactMap { piece -> JSONValue? in
              if case .figure(let number) = piece { .integer(Int64(number)) } else { nil }
            }
            return .object([
              JSONValue.Member("text", .string(narrative.text(of: paragraph))),
              JSONValue.Member("figures", .array(numbers)),
            ])
          })),
    ])
  }

  private func json(_ number: Int, _ figure: Narrative.Figure) -> JSONValue {
    var members = [
      JSONValue.Member("number", .integer(Int64(number))),
      JSONValue.Member("name", JSONValue(figure.name)),
      JSONValue.Member("text", .string(figure.text)),
      JSONValue.Member("formula", .string(figure.formula)),
    ]
    switch figure.value {
    case .money(let fen): members.append(JSONValue.Member("fen", .integer(fen)))
    case .count(let count): members.append(JSONValue.Member("count", .integer(count)))
    case .percentage(let percentage):
      members.append(JSONValue.Member("numerator", .integer(percentage.numerator)))
      members.append(JSONValue.Member("denominator", .integer(percentage.denominator)))
    case .noBase: members.append(JSONValue.Member("denominator", 0))
    case .unknown: members.append(JSONValue.Member("fen", nil))
    }
    members.append(JSONValue.Member("operands", .array(figure.operands.map(json))))
    return .object(members)
  }

  private func json(_ operand: Narrative.Operand) -> JSONValue {
    .object([
      JSONValue.Member("formula", .string(operand.formula)),
      JSONValue.Member("form", JSONValue(operand.cell?.form)),
      JSONValue.Member("address", JSONValue(operand.cell?.address)),
      JSONValue.Member("value", .integer(operand.value)),
      JSONValue.Member("events", .array(operand.events.map { JSONValue($0) })),
    ])
  }
}
