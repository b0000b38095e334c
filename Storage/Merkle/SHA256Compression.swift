// The compression function of SHA-256 (FIPS 180-4 section 6.2.2), unrolled over local variables.

import CDigest

/// The working variables and the sliding window of sixteen schedule words of one block.
///
/// Sixteen named words instead of an array: the optimiser keeps them in registers and on the stack,
/// and no index is checked inside the sixty-four rounds.
struct SHA256Compression {
  private var a, b, c, d, e, f, g, h: UInt32
  private var w0, w1, w2, w3, w4, w5, w6, w7: UInt32
  private var w8, w9, w10, w11, w12, w13, w14, w15: UInt32

  /// Folds `count` blocks of 64 bytes into `state`, by the SHA extensions where `hasSHA` says so.
  @inline(__always)
  static func compress(
    _ state: inout SIMD8<UInt32>, _ blocks: UnsafeRawPointer, count: Int, hasSHA: Bool
  ) {
    guard hasSHA else {
      for block in 0..<count { compress(&state, blocks + 64 * block) }
      return
    }
    withUnsafeMutablePointer(to: &state) { state in
      // A vector of eight words is eight words in place.
      state.withMemoryRebound(to: UInt32.self, capacity: 8) { words in
        cdigest_sha256_blocks(words, blocks.assumingMemoryBound(to: UInt8.self), count)
      }
    }
  }

  /// Folds one 64-byte block into `state`, in plain Swift.
  private static func compress(_ state: inout SIMD8<UInt32>, _ block: UnsafeRawPointer) {
    var work = SHA256Compression(state, block)
    work.sixteenRounds(
      SIMD16(
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
        0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174))
    work.extendSchedule()
    work.sixteenRounds(
      SIMD16(
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
        0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
        0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967))
    work.extendSchedule()
    work.sixteenRounds(
      SIMD16(
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
        0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070))
    work.extendSchedule()
    work.sixteenRounds(
      SIMD16(
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
        0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2))
    state &+= SIMD8(work.a, work.b, work.c, work.d, work.e, work.f, work.g, work.h)
  }

  @inline(__always)
  private init(_ state: SIMD8<UInt32>, _ block: UnsafeRawPointer) {
    (a, b, c, d) = (state[0], state[1], state[2], state[3])
    (e, f, g, h) = (state[4], state[5], state[6], state[7])
    @inline(__always)
    func word(_ index: Int) -> UInt32 {
      block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self).bigEndian
    }
    (w0, w1, w2, w3) = (word(0), word(1), word(2), word(3))
    (w4, w5, w6, w7) = (word(4), word(5), word(6), word(7))
    (w8, w9, w10, w11) = (word(8), word(9), word(10), word(11))
    (w12, w13, w14, w15) = (word(12), word(13), word(14), word(15))
  }

  /// Sixteen rounds; the working variables trade places by the order of the arguments.
  @inline(__always)
  private mutating func sixteenRounds(_ k: SIMD16<UInt32>) {
    round(a, b, c, &d, e, f, g, &h, w0 &+ k[0])
    round(h, a, b, &c, d, e, f, &g, w1 &+ k[1])
    round(g, h, a, &b, c, d, e, &f, w2 &+ k[2])
    round(f, g, h, &a, b, c, d, &e, w3 &+ k[3])
    round(e, f, g, &h, a, b, c, &d, w4 &+ k[4])
    round(d, e, f, &g, h, a, b, &c, w5 &+ k[5])
    round(c, d, e, &f, g, h, a, &b, w6 &+ k[6])
    round(b, c, d, &e, f, g, h, &a, w7 &+ k[7])
    round(a, b, c, &d, e, f, g, &h, w8 &+ k[8])
    round(h, a, b, &c, d, e, f, &g, w9 &+ k[9])
    round(g, h, a, &b, c, d, e, &f, w10 &+ k[10])
    round(f, g, h, &a, b, c, d, &e, w11 &+ k[11])
    round(e, f, g, &h, a, b, c, &d, w12 &+ k[12])
    round(d, e, f, &g, h, a, b, &c, w13 &+ k[13])
    round(c, d, e, &f, g, h, a, &b, w14 &+ k[14])
    round(b, c, d, &e, f, g, h, &a, w15 &+ k[15])
  }

  @inline(__always)
  private mutating func extendSchedule() {
    w0 = scheduleWord(w0, w1, w9, w14)
    w1 = scheduleWord(w1, w2, w10, w15)
    w2 = scheduleWord(w2, w3, w11, w0)
    w3 = scheduleWord(w3, w4, w12, w1)
    w4 = scheduleWord(w4, w5, w13, w2)
    w5 = scheduleWord(w5, w6, w14, w3)
    w6 = scheduleWord(w6, w7, w15, w4)
    w7 = scheduleWord(w7, w8, w0, w5)
    w8 = scheduleWord(w8, w9, w1, w6)
    w9 = scheduleWord(w9, w10, w2, w7)
    w10 = scheduleWord(w10, w11, w3, w8)
    w11 = scheduleWord(w11, w12, w4, w9)
    w12 = scheduleWord(w12, w13, w5, w10)
    w13 = scheduleWord(w13, w14, w6, w11)
    w14 = scheduleWord(w14, w15, w7, w12)
    w15 = scheduleWord(w15, w0, w8, w13)
  }
}

/// One round: `d` and `h` change, the other variables only move, which the caller's order does.
@inline(__always)
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
  _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ wordAndConstant: UInt32
) {
  let bigSigma1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
  let choice = g ^ (e & (f ^ g))
  h = (h &+ wordAndConstant) &+ (bigSigma1 &+ choice)
  d = d &+ h
  let bigSigma0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
  let majority = (a & b) | (c & (a | b))
  h = h &+ (bigSigma0 &+ majority)
}

/// The next schedule word from those 16, 15, 7 and 2 places before it.
@inline(__always)
private func scheduleWord(
  _ before16: UInt32, _ before15: UInt32, _ before7: UInt32, _ before2: UInt32
) -> UInt32 {
  let smallSigma0 = rotated(before15, 7) ^ rotated(before15, 18) ^ (before15 &>> 3)
  let smallSigma1 = rotated(before2, 17) ^ rotated(before2, 19) ^ (before2 &>> 10)
  return (before16 &+ before7 &+ smallSigma0) &+ smallSigma1
}

@inline(__always)
private func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
  (value &>> count) | (value &<< (32 &- count))
}
