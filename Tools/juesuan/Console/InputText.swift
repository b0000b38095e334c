// Reads a text for people: UTF-8, and every other kind of file refused by its name.

import BudgetDomain

/// A text that somebody typed, from a file or from standard input.
struct InputText {
  /// The longest text in bytes: a hundred times the longest of a unit.
  static let limitInBytes = 4 << 20

  /// How messages call it.
  let name: String
  let text: String

  /// The text of `path`, without a byte order mark.
  ///
  /// - Throws: ``Failure`` with ``ForeignText`` for what is no text of UTF-8.
  init(reading path: String) throws(Failure) {
    let file = try InputFile(reading: path)
    name = file.name
    if let kind = ForeignText.Kind(recognising: file.bytes) {
      throw Failure(.badInput, ForeignText(kind: kind), place: file.name)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.bytes.starts(with: mark) ? file.bytes.dropFirst(3) : file.bytes[...]
    text = String(decoding: bytes, as: UTF8.self)
  }
}

/// A file that was given as a text and is none.
struct ForeignText: Worded {
  let kind: Kind

  enum Kind: String, CaseIterable {
    case empty = "textEmpty"
    case tooLong = "textTooLong"
    case officeDocument = "textIsOfficeDocument"
    case legacyDocument = "textIsLegacyDocument"
    case portableDocument = "textIsPDF"
    case richText = "textIsRichText"
    case webPage = "textIsWebPage"
    case wideCharacters = "textIsUTF16"
    case chineseNationalCode = "textIsGBK"
    case unknown = "textNotUTF8"

    /// What `bytes` are by their first bytes and by their encoding; `nil` for a text.
    ///
    /// - Complexity: O(n) in the bytes.
    init?(recognising bytes: [UInt8]) {
      let marks: [(Kind, [UInt8])] = [
        (.officeDocument, [0x50, 0x4B, 0x03, 0x04]), (.legacyDocument, [0xD0, 0xCF, 0x11, 0xE0]),
        (.portableDocument, Array("%PDF-".utf8)), (.richText, Array("{\\rtf".utf8)),
        (.wideCharacters, [0xFF, 0xFE]), (.wideCharacters, [0xFE, 0xFF]),
      ]
      if let mark = marks.first(where: { bytes.starts(with: $0.1) }) {
        self = mark.0
      } else if bytes.count > InputText.limitInBytes {
        self = .tooLong
      } else if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if start.isEmpty {
          self = .empty
        } else if ["<!doctype html", "<html"].contains(where: {
          start.prefix($0.count).lowercased() == $0
        }) {
          self = .webPage
        } else {
          return nil
        }
      } else {
        self = Self.isNationalCode(bytes) ? .chineseNationalCode : .unknown
      }
    }

    /// Whether bytes are well-formed in GB18030 (GBK with codes of four bytes) and not only ASCII.
    private static func isNationalCode(_ bytes: [UInt8]) -> Bool {
      var place = 0
      while place < bytes.count {
        func byte(_ offset: Int) -> UInt8 {
          place + offset < bytes.count ? bytes[place + offset] : 0
        }
        switch bytes[place] {
        case 0: return false
        case 0x01..<0x80: place += 1
        case 0x81...0xFE where (0x40...0xFE).contains(byte(1)) && byte(1) != 0x7F: place += 2
        case 0x81...0xFE
        where (0x30...0x39).contains(byte(1)) && (0x81...0xFE).contains(byte(2))
          && (0x30...0x39).contains(byte(3)):
          place += 4
        default: return false
        }
      }
      return true
    }
  }

  var wording: Wording {
    Wording(name: kind.rawValue, what: what, next: next)
  }

  private var what: Phrase {
    switch kind {
    case .empty: Phrase(zh: "没有文字。", en: "There are no words in it.")
    case .tooLong:
      Phrase(
        zh: "文本超过 \(InputText.limitInBytes >> 20) MiB。",
        en: "The text is longer than \(InputText.limitInBytes >> 20) MiB.")
    case .officeDocument:
      Phrase(
        zh: "这是 .docx、.wps 一类的文档（ZIP 容器），不是纯文本。",
        en: "This is a document such as .docx or .odt (a ZIP container), not plain text.")
    case .legacyDocument:
      Phrase(
        zh: "这是 Word 97–2003 的 .doc 一类的文档，不是纯文本。",
        en: "This is a document such as .doc of Word 97–2003, not plain text.")
    case .portableDocument: Phrase(zh: "这是 PDF，不是纯文本。", en: "This is a PDF, not plain text.")
    case .richText: Phrase(zh: "这是 RTF 文档，不是纯文本。", en: "This is RTF, not plain text.")
    case .webPage: Phrase(zh: "这是网页，不是纯文本。", en: "This is a web page, not plain text.")
    case .wideCharacters:
      Phrase(zh: "文本是 UTF-16 编码，不是 UTF-8。", en: "The text is UTF-16, not UTF-8.")
    case .chineseNationalCode:
      Phrase(
        zh: "文本不是 UTF-8，像是 GBK/GB18030；程序不会猜测编码。",
        en: "The text is not UTF-8; it looks like GBK (GB18030). Nothing is guessed.")
    case .unknown:
      Phrase(
        zh: "文件既不是 UTF-8 文本，也不像 GBK。",
        en: "The file is neither text in UTF-8 nor does it look like GBK.")
    }
  }

  private var next: Phrase {
    switch kind {
    case .empty: Phrase(zh: "给一个有正文的文件。", en: "Give a file with the text in it.")
    case .tooLong: Phrase(zh: "只留要查的说明。", en: "Keep only the text that is to be checked.")
    case .officeDocument, .legacyDocument, .richText, .webPage:
      Phrase(
        zh: """
          在 Word/WPS 里另存为“纯文本”并选 UTF-8；或：\
          soffice --headless --convert-to "txt:Text (encoded):UTF8" 文件
          """,
        en: """
          Save it as plain text in UTF-8, or: \
          soffice --headless --convert-to "txt:Text (encoded):UTF8" FILE
          """)
    case .portableDocument:
      Phrase(
        zh: "先取出文字：pdftotext -layout 旧.pdf 新.txt；扫描件先识别成文字。",
        en:
          "Take the words out first: pdftotext -layout OLD.pdf NEW.txt; a scan must be recognised.")
    case .wideCharacters:
      Phrase(
        zh: "先转码：iconv -f UTF-16 -t UTF-8 旧.txt > 新.txt",
        en: "Convert it first: iconv -f UTF-16 -t UTF-8 OLD.txt > NEW.txt")
    case .chineseNationalCode:
      Phrase(
        zh: "先转码：iconv -f GB18030 -t UTF-8 旧.txt > 新.txt",
        en: "Convert it first: iconv -f GB18030 -t UTF-8 OLD.txt > NEW.txt")
    case .unknown:
      Phrase(
        zh: "打开看它是什么文件，另存为 UTF-8 的纯文本。",
        en: "See what file it is, and save it as plain text in UTF-8.")
    }
  }
}
