// Reads a moment that a person wrote.

extension RecordedTime {
  /// A moment written as RFC 3339 with seconds, up to six decimals of them, and a zone:
  /// `2026-11-21T05:57:09Z`, `2026-11-21T13:57:09.123456+08:00`. `nil` when written otherwise.
  public init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"),
      let date = EffectiveDate(text: String(decoding: bytes[..<10], as: UTF8.self)),
      let seconds = Self.secondsOfDay(bytes[11..<19])
    else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...6).contains(digits.count) else { return nil }
      fraction = Self.number(digits)
      for _ in digits.count..<6 { fraction *= 10 }
      rest = rest.dropFirst(digits.count + 1)
    }
    guard let offset = Self.zoneOffsetInSeconds(rest) else { return nil }
    let moment = Int64(date.dayNumber) * 86_400 + seconds - offset
    self.init(microseconds: moment * 1_000_000 + fraction)
  }

  private static func secondsOfDay(_ clock: ArraySlice<UInt8>) -> Int64? {
    let parts = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.count == 2 && isNumber($0) }) else { return nil }
    let numbers = parts.map(number)
    guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }

  private static func zoneOffsetInSeconds(_ zone: ArraySlice<UInt8>) -> Int64? {
    if zone.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
    guard zone.count == 6, zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-")
    else { return nil }
    let clock = zone.dropFirst()
    let parts = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && isNumber($0) }) else { return nil }
    let seconds = number(parts[0]) * 3600 + number(parts[1]) * 60
    guard number(parts[0]) < 24, number(parts[1]) < 60 else { return nil }
    return zone.first == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static func isNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
}
