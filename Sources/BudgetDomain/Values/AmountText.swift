// Reads an amount that a person or a spreadsheet wrote in yuan; refuses whatever is ambiguous.

/// Why a text is not an amount in yuan.
public enum AmountTextProblem: Error, Hashable, Sendable {
  /// Nothing was written.
  case empty
  /// A character that belongs in no amount: a letter, an exponent, a currency sign, a full-width
  /// digit.
  case notANumber
  /// A minus sign; the kind of the entry says whether money comes or goes.
  case negative
  /// More than two digits after the decimal point: the ledger does not round money.
  case moreThanTwoDecimals
  /// Thousands separators that are not every three digits, such as `1,23,4.0`.
  case misplacedSeparator
  /// Beyond ``Amount/limitInFen``.
  case tooLarge
}

extension Amount {
  /// Reads an amount in yuan: digits, optionally grouped by commas every three digits, and up to
  /// two decimals. Blanks around it are ignored.
  ///
  /// - Throws: ``AmountTextProblem`` naming what is wrong; nothing is guessed or rounded.
  public init(yuanText text: some StringProtocol) throws(AmountTextProblem) {
    let bytes = Array(text.utf8.drop { $0 == 0x20 || $0 == 0x09 })
    let end = (bytes.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? -1) + 1
    guard end > 0 else { throw .empty }
    let trimmed = bytes[..<end]
    guard trimmed.first != UInt8(ascii: "-") else {
      throw Self.isPlainNumber(trimmed.dropFirst()) ? .negative : .notANumber
    }
    let point = trimmed.firstIndex(of: UInt8(ascii: "."))
    let whole = trimmed[..<(point ?? end)]
    let decimals = point.map { trimmed[($0 + 1)...] } ?? []
    guard !whole.isEmpty, point == nil || !decimals.isEmpty, decimals.allSatisfy(Self.isDigit),
      whole.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: ",") })
    else { throw .notANumber }
    guard Self.separatorsAreEveryThreeDigits(whole) else { throw .misplacedSeparator }
    guard decimals.count <= 2 else { throw .moreThanTwoDecimals }
    var fen: Int64 = 0
    let padding = repeatElement(UInt8(ascii: "0"), count: 2 - decimals.count)
    for digit in Array(whole) + Array(decimals) + Array(padding) where digit != UInt8(ascii: ",") {
      let shifted = fen.multipliedReportingOverflow(by: 10)
      let added = shifted.partialValue.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      guard !shifted.overflow, !added.overflow else { throw .tooLarge }
      fen = added.partialValue
    }
    guard let amount = Amount(fen: fen) else { throw .tooLarge }
    self = amount
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isPlainNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy {
        isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
      }
  }

  private static func separatorsAreEveryThreeDigits(_ whole: ArraySlice<UInt8>) -> Bool {
    let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first else { return true }
    return (1...3).contains(first.count) && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
