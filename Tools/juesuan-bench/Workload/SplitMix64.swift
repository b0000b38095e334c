// A small deterministic generator of numbers: the same stream on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and two multiplications a number.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from zero up to `bound`. Its bias is below 2⁻⁴⁰ and the same everywhere.
  mutating func below(_ bound: Int) -> Int {
    Int((next() >> 11) % UInt64(bound))
  }
}
