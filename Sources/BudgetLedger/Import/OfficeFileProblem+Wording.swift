// Why a file is no workbook that can be read, in words.

public import BudgetDomain
public import OfficeOpenXML

extension OfficeFileProblem: Worded {
  /// What to say about it: the fault by its name, and what to do with the file.
  public var wording: Wording {
    let (name, chinese, english) = fault.words
    return Wording(name: name, what: Phrase(zh: chinese, en: english), next: fault.next)
  }
}

extension InputProblem {
  /// A problem of a workbook file as a whole, with the part and byte where it was met.
  init(_ problem: OfficeFileProblem) {
    let byte = problem.offset.map { Phrase(zh: "第 \($0) 字节", en: "byte \($0)") }
    let places = (chinese: [problem.part, byte?.chinese], english: [problem.part, byte?.english])
    self.init(
      place: Phrase(
        zh: places.chinese.compactMap { $0 }.joined(separator: " "),
        en: places.english.compactMap { $0 }.joined(separator: " ")),
      column: nil, excerpt: "", wording: problem.wording)
  }
}

extension OfficeFileProblem.Fault {
  /// The name and what is wrong, in both languages.
  fileprivate var words: (String, String, String) {
    switch self {
    case .foreign(let kind): kind.words
    case .container(let fault): fault.words
    case .beyondLimit(let limit): limit.words
    case .compressedDataDamaged:
      (
        "compressedDataDamaged", "压缩数据已损坏，不符合 DEFLATE（RFC 1951）。",
        "The compressed data is damaged; it is no DEFLATE (RFC 1951)."
      )
    case .markup(let fault): fault.words
    case .workbook(let fault): fault.words
    }
  }

  fileprivate var next: Phrase {
    switch self {
    case .foreign(let kind): kind.next
    case .beyondLimit:
      Phrase(
        zh: "正常的账簿不会这样；向发件人核实来源。文件若属正常，请拆成几个小的再导入。",
        en: "Books do not look so: ask where the file comes from; if it is good, split it.")
    case .container, .compressedDataDamaged, .markup, .workbook:
      Phrase(
        zh: "重新下载或请对方重发；或用 Excel、WPS、LibreOffice 打开后另存为 .xlsx。",
        en: "Fetch the file again, or open it in Excel, WPS or LibreOffice and save it as .xlsx.")
    }
  }
}

extension OfficeFileProblem.ForeignFile {
  fileprivate var words: (String, String, String) {
    switch self {
    case .empty: ("fileIsEmpty", "文件是空的。", "The file is empty.")
    case .legacyWorkbook:
      (
        "fileIsLegacyWorkbook", "这是 Excel 97–2003 的旧格式（.xls），即使改名为 .xlsx 也不是 .xlsx。",
        "This is a workbook of Excel 97–2003 (.xls), whatever its name."
      )
    case .encryptedWorkbook:
      ("fileIsEncrypted", "工作簿设有打开密码，内容已加密。", "The workbook is encrypted with a password.")
    case .binaryWorkbook:
      (
        "fileIsBinaryWorkbook", "这是二进制工作簿（.xlsb），不是 .xlsx。",
        "This is a binary workbook (.xlsb), not .xlsx."
      )
    case .openDocument:
      (
        "fileIsOpenDocument", "这是 OpenDocument 文件（如 .ods），不是 .xlsx。",
        "This is an OpenDocument file such as .ods, not .xlsx."
      )
    case .otherOfficeDocument:
      (
        "fileIsOtherDocument", "这是文字或演示文档，不是工作簿。",
        "This is a text document or a presentation, not a workbook."
      )
    case .pdf: ("fileIsPDF", "这是 PDF，里面没有单元格。", "This is a PDF; it has no cells.")
    case .webPage:
      (
        "fileIsWebPage", "这是网页（HTML），有的系统导出时把它叫作 .xls 或 .xlsx。",
        "This is a web page (HTML), which some systems export under the name of a workbook."
      )
    case .otherContainer:
      ("fileIsOtherContainer", "这是 ZIP 压缩包，里面没有工作簿。", "This is a ZIP file without a workbook.")
    case .unknown: ("fileIsNoWorkbook", "这不是 .xlsx 工作簿。", "This is no .xlsx workbook.")
    }
  }

  fileprivate var next: Phrase {
    switch self {
    case .encryptedWorkbook:
      Phrase(
        zh: "在 Excel 或 WPS 里打开，去掉密码后另存为 .xlsx。",
        en: "Open it in Excel or WPS, remove the password, save it as .xlsx.")
    case .pdf, .otherOfficeDocument, .otherContainer, .empty, .unknown:
      Phrase(
        zh: "换成 .xlsx 工作簿；空白模板：juesuan import --template -o 模板.xlsx",
        en: "Give an .xlsx; an empty one: juesuan import --template -o template.xlsx")
    case .legacyWorkbook, .binaryWorkbook, .openDocument, .webPage:
      Phrase(
        zh: "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 后再来。",
        en: "Open it in Excel, WPS or LibreOffice and save it as .xlsx.")
    }
  }
}

extension OfficeFileProblem.ContainerFault {
  fileprivate var words: (String, String, String) {
    switch self {
    case .endMissing:
      ("containerEndMissing", "文件不完整：找不到结尾。", "The file is cut off: its end is missing.")
    case .trailingBytes:
      ("containerHasTrailingBytes", "文件结尾之后还有多余的字节。", "Bytes follow the end of the file.")
    case .severalDisks:
      (
        "containerOfSeveralDisks", "这是分卷压缩包的一部分。",
        "This is one part of a container of several files."
      )
    case .directoryDamaged:
      (
        "containerDirectoryDamaged", "压缩包的目录自相矛盾。",
        "The directory of the container contradicts itself."
      )
    case .entryOutOfBounds:
      ("containerEntryOutOfBounds", "部件的位置超出文件。", "A part lies outside the file.")
    case .entriesOverlap:
      ("containerEntriesOverlap", "两个部件占用同样的字节。", "Two parts share bytes.")
    case .nameRepeated: ("containerNameRepeated", "两个部件同名。", "Two parts have the same name.")
    case .nameRefused:
      (
        "containerNameRefused", "部件名企图指向别处（绝对路径、.. 或反斜杠）。",
        "The name of a part leads elsewhere: absolute, with .. or backslashes."
      )
    case .entryEncrypted: ("containerEntryEncrypted", "部件已加密。", "A part is encrypted.")
    case .methodUnknown:
      (
        "containerMethodUnknown", "部件的压缩方法不是 DEFLATE。",
        "A part is compressed by another method than DEFLATE."
      )
    case .entryDiffers:
      (
        "containerEntryDiffers", "部件自己的说明与目录不一致。",
        "A part says something else about itself than the directory does."
      )
    case .lengthDiffers:
      ("containerLengthDiffers", "部件的长度与说明不符。", "A part is longer or shorter than it says.")
    case .checkDiffers:
      (
        "containerCheckDiffers", "部件的校验码（CRC-32）不符，内容已损坏。",
        "The CRC-32 of a part does not fit: it is damaged."
      )
    }
  }
}

extension OfficeFileProblem.Limit {
  fileprivate var words: (String, String, String) {
    let limits = ReadingLimits()
    return switch self {
    case .fileSize:
      (
        "workbookTooLarge", "文件超过 \(limits.fileByteCount >> 20) MiB。",
        "The file is larger than \(limits.fileByteCount >> 20) MiB."
      )
    case .entryCount:
      (
        "workbookHasTooManyParts", "部件超过 \(limits.entryCount) 个。",
        "It has more than \(limits.entryCount) parts."
      )
    case .partSize:
      (
        "workbookPartTooLarge", "一个部件解压后超过 \(limits.partByteCount >> 20) MiB。",
        "A part is larger than \(limits.partByteCount >> 20) MiB when decompressed."
      )
    case .totalSize:
      (
        "workbookTooLargeTogether",
        "所有部件解压后合计超过 \(limits.totalByteCount >> 20) MiB。",
        "All parts together are larger than \(limits.totalByteCount >> 20) MiB when decompressed."
      )
    case .compressionRatio:
      (
        "workbookSwells", "一个部件解压后膨胀到 \(limits.compressionRatio) 倍以上（压缩炸弹）。",
        "A part swells to more than \(limits.compressionRatio) times its size (a zip bomb)."
      )
    case .markupDepth:
      (
        "workbookNestedTooDeep", "XML 嵌套超过 \(limits.markupDepth) 层。",
        "Its XML is nested deeper than \(limits.markupDepth) levels."
      )
    case .markupLength:
      (
        "workbookTextTooLong", "一个标记或一格文字超过 \(limits.markupByteCount >> 10) KiB。",
        "A tag or the text of a cell is longer than \(limits.markupByteCount >> 10) KiB."
      )
    case .textCount:
      ("workbookHasTooManyTexts", "文字或格式的数量超出上限。", "It has more texts or formats than are read.")
    case .cellTextSize:
      (
        "sheetTextTooLong", "单元格文字合计超过 \(limits.cellTextByteCount >> 20) MiB。",
        "The texts of the cells are longer than \(limits.cellTextByteCount >> 20) MiB together."
      )
    case .sheetSize:
      (
        "sheetTooLarge", "行列超出工作表的范围（\(CellPlace.rowMax) 行、\(CellPlace.columnMax) 列）。",
        "Cells lie beyond \(CellPlace.rowMax) rows and \(CellPlace.columnMax) columns."
      )
    }
  }
}

extension OfficeFileProblem.MarkupFault {
  fileprivate var words: (String, String, String) {
    switch self {
    case .unexpectedEnd: ("markupEndsEarly", "XML 没有写完。", "The XML ends inside an element.")
    case .tagMalformed: ("markupTagMalformed", "XML 标记不合规范。", "A tag of the XML is malformed.")
    case .endTagDiffers:
      ("markupEndTagDiffers", "XML 的结束标记对不上。", "An end tag of the XML closes another element.")
    case .attributeMalformed:
      (
        "markupAttributeMalformed", "XML 属性不合规范或重复。",
        "An attribute of the XML is malformed or stands twice."
      )
    case .prefixUnknown:
      ("markupPrefixUnknown", "XML 前缀没有对应的名称空间。", "A prefix in the XML names no namespace.")
    case .textOutsideRoot:
      ("markupOutsideRoot", "XML 根元素之外还有内容。", "Something stands outside the root of the XML.")
    case .documentType:
      (
        "markupHasDocumentType", "XML 带有 DOCTYPE，可能夹带外部实体；办公文件不需要它。",
        "The XML has a DOCTYPE, which could bring entities along; office files have none."
      )
    case .entityUnknown:
      (
        "markupEntityUnknown", "XML 引用了不认识的实体。",
        "The XML refers to an unknown entity."
      )
    case .characterRefused:
      (
        "markupCharacterRefused", "XML 含有不允许的字符。",
        "The XML has a character that XML does not allow."
      )
    case .encodingUnknown:
      (
        "markupEncodingUnknown", "XML 的编码不是 UTF-8 或 UTF-16。",
        "The XML is in neither UTF-8 nor UTF-16."
      )
    case .encodingBroken:
      ("markupEncodingBroken", "XML 的字节与其编码不符。", "Bytes of the XML are not in its encoding.")
    }
  }
}

extension OfficeFileProblem.WorkbookFault {
  fileprivate var words: (String, String, String) {
    switch self {
    case .partMissing: ("workbookPartMissing", "工作簿缺少这个部件。", "The workbook lacks this part.")
    case .rootDiffers:
      (
        "workbookRootDiffers", "部件的根元素不是应有的那个。",
        "The root element of a part is not the one it must be."
      )
    case .addressRefused:
      ("cellAddressRefused", "单元格地址不成立。", "The address of a cell is none, or not one of its row.")
    case .orderBroken:
      (
        "cellOrderBroken", "行、列或工作表的顺序错乱，或有重复。",
        "Rows, cells or sheets stand twice or out of order."
      )
    case .textMissing:
      (
        "cellTextMissing", "单元格引用的文字不存在。",
        "A cell refers to a text that the workbook does not have."
      )
    case .formatMissing:
      (
        "cellFormatMissing", "单元格引用的格式不存在。",
        "A cell refers to a format that the workbook does not have."
      )
    case .cellMalformed: ("cellMalformed", "单元格的内容不合规范。", "The content of a cell is malformed.")
    }
  }
}
