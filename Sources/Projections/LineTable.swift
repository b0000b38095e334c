// The budget lines that occur in the columns, each named by a small integer.

/// Interned budget lines: each distinct line has one number, given in order of first sight, from 1.
package struct LineTable: Sendable {
  /// A line as columns hold it.
  package struct Key: Hashable, Sendable {
    /// Year, source, nature and function in one word.
    let purpose: UInt64
    /// 1 + number of the project; 0 where there is none.
    let project: UInt32

    /// A line made of its parts; `project` is 1 + its number, or 0.
    package init(year: UInt16, source: UInt8, nature: UInt8, function: UInt32, project: UInt32) {
      purpose =
        UInt64(year) << 48 | UInt64(source) << 40 | UInt64(nature) << 32 | UInt64(function)
      self.project = project
    }

    init(purpose: UInt64, project: UInt32) {
      self.purpose = purpose
      self.project = project
    }
  }

  private(set) var keys: [Key] = []
  /// A line and its number in sixteen bytes, so that a look-up touches one place in memory.
  private struct Place {
    var purpose: UInt64 = 0
    var project: UInt32 = 0
    /// 0 marks a free place.
    var number: UInt32 = 0
  }

  /// Lines by hash, open addressing. Its size is a power of two.
  private var places: [Place] = []

  /// A table without lines.
  package init() {}

  /// The table of `keys`, numbered in their order; the places are made when one is looked up to be
  /// added.
  init(_ keys: [Key]) {
    self.keys = keys
  }

  /// How many lines there are; the largest number.
  var count: Int { keys.count }

  /// The number of the line, given now if it is new.
  package mutating func intern(_ key: Key) -> UInt32 {
    if places.isEmpty, !keys.isEmpty { placeAll() }
    if let number = number(of: key) { return number }
    keys.append(key)
    if 2 * keys.count > places.count {
      placeAll()
    } else {
      place(UInt32(keys.count))
    }
    return UInt32(keys.count)
  }

  /// The number of the line, or `nil` when it was never seen.
  func number(of key: Key) -> UInt32? {
    guard !places.isEmpty else {
      return keys.firstIndex(of: key).map { UInt32($0 + 1) }
    }
    let mask = places.count - 1
    var index = Self.hash(key) & mask
    while places[index].number != 0 {
      let place = places[index]
      if place.purpose == key.purpose, place.project == key.project { return place.number }
      index = (index + 1) & mask
    }
    return nil
  }

  private mutating func placeAll() {
    var size = 64
    while size < 3 * keys.count { size *= 2 }
    places = Array(repeating: Place(), count: size)
    for index in keys.indices { place(UInt32(index + 1)) }
  }

  private mutating func place(_ number: UInt32) {
    let mask = places.count - 1
    let key = keys[Int(number) - 1]
    var index = Self.hash(key) & mask
    while places[index].number != 0 { index = (index + 1) & mask }
    places[index] = Place(purpose: key.purpose, project: key.project, number: number)
  }

  private static func hash(_ key: Key) -> Int {
    var value = (key.purpose ^ UInt64(key.project) << 20) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 32
    return Int(truncatingIfNeeded: value &* 0xD6E8_FEB8_6659_FD93 >> 17)
  }
}
