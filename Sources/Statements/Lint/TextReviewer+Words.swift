// Names of other units, dates of other years, left-overs of templates.

import BudgetDomain

extension TextReviewer {
  mutating func reviewWords(of sentence: PrintedSentence) {
    checkUnitLabel(sentence)
    checkActingUnit(sentence)
    checkSelfWords(sentence)
    checkDates(sentence)
    checkYears(sentence)
    checkPlaceholders(sentence)
  }

  // MARK: Units

  /// What the names of units end with.
  static let organEndings = ["中心", "局", "委员会", "办公室", "厅", "院", "所", "站", "馆", "校", "处"]
  /// What only the unit that the text is of does in it.
  private static let ownDeeds = [
    "制定了", "建立了", "完善了", "修订了", "成立了", "制订了", "严格执行", "年初预算", "部门预算", "支出决算", "收入决算",
    "部门决算",
  ]

  /// Whether two names are of one unit: one is the other with characters left out, as short names
  /// are.
  func isOwnName(_ name: String) -> Bool {
    Self.isSubsequence(name, of: account.unit) || Self.isSubsequence(account.unit, of: name)
  }

  /// Whether `short` is `long` with characters left out.
  static func isSubsequence(_ short: String, of long: String) -> Bool {
    var rest = long[...]
    for character in short {
      guard let place = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }

  /// 部门：…, 填报单位：… name the unit of the text.
  private mutating func checkUnitLabel(_ sentence: PrintedSentence) {
    guard let name = Self.labelledUnit(sentence.text), !isOwnName(name) else { return }
    noteForeign(name, sentence, 0..<sentence.characters.count)
  }

  /// The name after a label for the unit of a table or text.
  static func labelledUnit(_ text: String) -> String? {
    let text = text.trimmedBlanks
    for label in ["部门：", "填报单位：", "编制单位：", "单位名称：", "部门:", "填报单位:"] where text.hasPrefix(label) {
      let name = text.dropFirst(label.count).drop(while: \.isWhitespace)
        .prefix { !$0.isWhitespace }
      let hasEnding = organEndings.contains { name.hasSuffix($0) }
      return name.count > 3 && hasEnding ? String(name) : nil
    }
    return nil
  }

  /// A name with the place of the unit's own that does what only the unit of the text does.
  private mutating func checkActingUnit(_ sentence: PrintedSentence) {
    let clauses = sentence.text.split { PrintedSentence.clauseMarks.contains($0) && $0 != "、" }
    guard let place = placeName else { return }
    for clause in clauses {
      let words = Self.bare(String(clause))
      guard words.hasPrefix(place),
        let deed = Self.ownDeeds.compactMap({ words.firstRange(of: $0)?.lowerBound }).min()
      else { continue }
      let name = String(words[..<deed])
      guard Self.organEndings.contains(where: { name.hasSuffix($0) }), !name.contains("、"),
        !isOwnName(name)
      else { continue }
      noteForeign(name, sentence, 0..<sentence.characters.count)
    }
  }

  /// The beginning of the unit's name up to 省, 市, 州, 县 or 区.
  private var placeName: String? {
    let unit = account.unit
    guard let end = unit.dropFirst().firstIndex(where: { "省市州县区".contains($0) }) else { return nil }
    return String(unit[...end])
  }

  private mutating func noteForeign(
    _ name: String, _ sentence: PrintedSentence, _ range: Range<Int>
  ) {
    note(
      .foreignUnit, sentence, range,
      what: Phrase(
        zh: "这里是“\(name)”，账本的单位是“\(account.unit)”。",
        en: "This names \(name); the ledger is of \(account.unit)."),
      next: Phrase(
        zh: "多半是从别的单位的文本复制来的：改名，并核对这一段。",
        en: "Most likely copied from another unit: correct the name and read the passage again."))
  }

  /// 我局, 全所: the unit speaks of itself by an ending that its name does not have.
  private mutating func checkSelfWords(_ sentence: PrintedSentence) {
    let pairs: [(word: String, ending: String)] =
      ["局", "所", "院", "委", "厅", "校", "站", "馆"].flatMap { ending in
        ["我", "本"].map { ($0 + ending, ending) }
          + (["所", "院", "校", "站", "厅", "馆"].contains(ending) ? [("全" + ending, ending)] : [])
      }
    let words = sentence.text
    for (word, ending) in pairs {
      guard let range = words.firstRange(of: word), !account.unit.hasSuffix(ending),
        !(ending == "委" && account.unit.hasSuffix("委员会")),
        !words[range.upperBound...].hasPrefix("部")
      else { continue }
      let start = words.distance(from: words.startIndex, to: range.lowerBound)
      note(
        .foreignUnit, sentence, start..<(start + word.count), severity: .warning,
        what: Phrase(
          zh: "“\(word)”与单位名称“\(account.unit)”不符。",
          en: "“\(word)” does not go with the name of the unit, \(account.unit)."),
        next: Phrase(
          zh: "改为“本单位”，并看这一段是不是复制来的。",
          en: "Write 本单位, and see whether the passage was copied."))
    }
  }

  // MARK: Years

  /// 截至 a date must be in the year; in a budget text it may be the end of the year before.
  private mutating func checkDates(_ sentence: PrintedSentence) {
    let characters = sentence.characters.filter { !$0.isWhitespace }
    let words = String(characters)
    for mark in ["截止", "截至"] {
      for range in words.ranges(of: mark) {
        let rest = words[range.upperBound...].drop { $0 == "到" || $0 == "至" }
        guard let date = Self.date(rest), date.year != year else { continue }
        let isOpening = date.year == year - 1 && date.month == 12 && date.day == 31
        if isOpening, !isFinalAccount { continue }
        let text = "\(date.year)年\(date.month)月\(date.day)日"
        note(
          .foreignYear, sentence, 0..<sentence.characters.count,
          what: Phrase(
            zh: "“\(mark)\(text)”不在 \(year) 年度内。",
            en: "“\(mark)\(text)” does not lie in \(year)."),
          next: Phrase(
            zh: "应为\(year)年12月31日；并核对这个数是哪一年的。",
            en: "It should be \(year)-12-31; check of which year the figure is."))
      }
    }
  }

  private static func date(_ text: Substring) -> (year: Int, month: Int, day: Int)? {
    var numbers: [Int] = []
    var rest = text
    for mark: Character in ["年", "月", "日"] {
      let digits = rest.prefix(while: \.isASCIIDigit)
      guard digits.count <= 4, let number = Int(digits) else { return nil }
      rest = rest[digits.endIndex...]
      guard rest.first == mark else { return nil }
      rest.removeFirst()
      numbers.append(number)
    }
    return (numbers[0], numbers[1], numbers[2])
  }

  /// A year of five digits, or of three: a slip, or a template that was not filled.
  private mutating func checkYears(_ sentence: PrintedSentence) {
    let characters = sentence.characters
    for (index, character) in characters.enumerated() where character == "年" {
      var end = index
      while end > 0, characters[end - 1] == " " { end -= 1 }
      var start = end
      while start > 0, characters[start - 1].isASCIIDigit { start -= 1 }
      let digits = String(characters[start..<end])
      let isCut = digits == "202" || digits == "201"
      let isLong = digits.count == 5 && (digits.hasSuffix(String(year)))
      let before = start > 0 ? characters[start - 1] : " "
      guard isCut || isLong, before != "." else { continue }
      note(
        .templateLeftover, sentence, start..<(index + 1), severity: isCut ? .error : .warning,
        what: Phrase(
          zh: "“\(digits)年”不是一个年份。", en: "“\(digits)年” is no year."),
        next: Phrase(zh: "写全年份，如 \(year) 年。", en: "Write the year out, such as \(year)."))
    }
  }

  // MARK: Templates

  private static let placeholders = [
    "××", "XX年", "xx年", "XXX", "〇〇", "（此处", "(此处", "请填写", "填写说明", "（填写", "待补充", "待填",
    "___", "＿＿",
  ]

  private mutating func checkPlaceholders(_ sentence: PrintedSentence) {
    let words = sentence.text
    for mark in Self.placeholders {
      guard let range = words.firstRange(of: mark) else { continue }
      let start = words.distance(from: words.startIndex, to: range.lowerBound)
      note(
        .templateLeftover, sentence, start..<(start + mark.count),
        what: Phrase(zh: "“\(mark)”是模板的占位或说明。", en: "“\(mark)” is a left-over of a template."),
        next: Phrase(zh: "填上内容，或删去。", en: "Fill it in, or take it out."))
      return
    }
  }
}
