// Chance that can be repeated: one seed, one sequence of numbers.

/// A generator of numbers that only look random (SplitMix64): the same seed, the same numbers.
public struct SeededChance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The sequence of `seed`.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A number below `limit`.
  public mutating func below(_ limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &self)
  }

  /// Whether something happens that happens once in `times`.
  public mutating func happens(onceIn times: Int) -> Bool {
    below(times) == 0
  }
}
