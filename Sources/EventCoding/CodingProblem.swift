// What is wrong with a record that cannot be read as an event.

public import BudgetDomain

/// Why the members of a record are not an event: the reason and the byte where it shows.
public struct CodingProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// Other bytes than canonical JSON demands here.
    case unexpectedBytes(expected: String)
    /// A member that must be there is missing; `found` stands in its place.
    case missingKey(String, found: String)
    /// A member occurs twice.
    case duplicateKey(String)
    /// A member that this type of event does not have.
    case unknownKey(String)
    /// A string is not UTF-8.
    case invalidUTF8
    /// A string holds an escape that the canonical form does not use.
    case needlessEscape
    /// A number is out of range or written with a leading zero.
    case numberOutOfRange(key: String)
    /// A word or code that is none.
    case invalidValue(key: String)
    /// A type of event that this version does not know.
    case unknownType(String)
    /// Events inside events inside events, deeper than any procedure goes.
    case nestedTooDeep
  }

  /// What is wrong.
  public let reason: Reason
  /// Offset in bytes from the beginning of the members.
  public let offset: Int
}

extension CodingProblem: Worded {
  /// What to say about it.
  public var wording: Wording {
    let (name, chinese, english) = description
    return Wording(
      name: name,
      what: Phrase(
        zh: "记录内容第 \(offset) 字节处\(chinese)。", en: "At byte \(offset) of its members \(english)."),
      next: Phrase(
        zh: "账本的这一条记录不是本程序写出的样子：请用备份比对，或用能识别它的新版本打开；程序不会自行修改。",
        en: "This record is not what the program writes: compare it with a back-up, or open it "
          + "with a newer version that knows it; nothing is repaired silently."))
  }

  private var description: (name: String, chinese: String, english: String) {
    switch reason {
    case .unexpectedBytes(let expected):
      ("recordUnexpectedBytes", "应为 \(expected)", "\(expected) was expected")
    case .missingKey(let key, let found):
      (
        "recordMissingKey", "缺少成员 \(key)（此处是 \(found)）",
        "the member \(key) is missing (\(found) stands there)"
      )
    case .duplicateKey(let key):
      ("recordDuplicateKey", "成员 \(key) 重复", "the member \(key) occurs twice")
    case .unknownKey(let key):
      ("recordUnknownKey", "有不认识的成员 \(key)", "the member \(key) is unknown")
    case .invalidUTF8:
      ("recordInvalidUTF8", "不是合法的 UTF-8", "the text is not UTF-8")
    case .needlessEscape:
      ("recordNeedlessEscape", "有规范写法不用的转义", "an escape that is not canonical stands")
    case .numberOutOfRange(let key):
      ("recordNumberOutOfRange", "\(key) 的数值越界", "the number of \(key) is out of range")
    case .invalidValue(let key):
      ("recordInvalidValue", "\(key) 的取值无效", "the value of \(key) is none of the known ones")
    case .nestedTooDeep:
      ("recordNestedTooDeep", "事件嵌套过深", "events stand too deep inside each other")
    case .unknownType(let type):
      ("recordUnknownType", "是不认识的事件类型 \(type)", "the event type \(type) is unknown")
    }
  }
}
