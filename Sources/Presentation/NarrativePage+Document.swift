// A narrative text as a document that Word, WPS and LibreOffice open.

public import BudgetDomain
import OfficeOpenXML
import Statements

extension NarrativePage {
  /// The `.docx` file: title, unit, headings and paragraphs, and the evidence as a note at the end.
  /// The same text gives the same bytes.
  public func document(_ language: Language) -> [UInt8] {
    var paragraphs: [TextDocument.Paragraph] = []
    func add(_ style: TextDocument.Style, _ text: String) {
      paragraphs.append(TextDocument.Paragraph(style, Self.writable(text)))
    }
    add(.title, narrative.title)
    add(.subtitle, narrative.unit)
    for section in narrative.sections {
      add(section.level == 1 ? .heading : .subheading, section.heading)
      for paragraph in section.paragraphs { add(.body, narrative.text(of: paragraph)) }
    }
    add(.note, evidence.text(language))
    let document = TextDocument(
      properties: DocumentProperties(
        title: Self.writable(narrative.unit + narrative.title), creator: "juesuan",
        timeText: asOf.recordedAtText.map { "\($0.prefix(19))Z" }),
      paragraphs: paragraphs)
    do throws(OfficeWritingProblem) {
      return try TextDocumentWriter.bytes(of: document)
    } catch {
      preconditionFailure("a text without control characters fits into a document: \(error)")
    }
  }

  /// Words without the characters that XML has no place for.
  private static func writable(_ text: String) -> String {
    let scalars = DisplayWidth.oneLine(text).unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\u{FFFE}" || scalar == "\u{FFFF}" ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
