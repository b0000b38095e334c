// SHA-256 of eight or sixteen streams at once: word w of every stream in one vector register.

#include "CDigest.h"
#include "constants.h"

#if defined(__x86_64__)

#include <immintrin.h>

typedef uint32_t eight __attribute__((vector_size(32)));
typedef uint32_t sixteen __attribute__((vector_size(64)));

#define AVX2_TARGET __attribute__((target("avx2")))
#define AVX512_TARGET __attribute__((target("avx512f,avx512bw")))

#define ROTATED(x, n) (((x) >> (n)) | ((x) << (32 - (n))))

// FIPS 180-4 section 6.2.2 over vectors of any width: 64 rounds on the variables v[0...7], with the
// sixteen words of the block in w[0...15], which are used up.
#define ROUNDS(vector, v, w)                                                                \
  for (int part = 0; part < 64; part += 16) {                                               \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 16; i++) {                       \
      const vector a = v[(0 - i) & 7], b = v[(1 - i) & 7], c = v[(2 - i) & 7];              \
      const vector e = v[(4 - i) & 7], f = v[(5 - i) & 7], g = v[(6 - i) & 7];              \
      const vector sigma1 = ROTATED(e, 6) ^ ROTATED(e, 11) ^ ROTATED(e, 25);                \
      const vector choice = (e & f) ^ (~e & g);                                             \
      const vector sum = v[(7 - i) & 7] + (w[i] + round_constants[part + i]) + sigma1 + choice; \
      const vector sigma0 = ROTATED(a, 2) ^ ROTATED(a, 13) ^ ROTATED(a, 22);                \
      const vector majority = (a & b) ^ (a & c) ^ (b & c);                                  \
      v[(3 - i) & 7] += sum;                                                                \
      v[(7 - i) & 7] = sum + sigma0 + majority;                                             \
      if (part < 48) {                                                                      \
        const vector x = w[(i + 1) & 15], y = w[(i + 14) & 15];                             \
        const vector small0 = ROTATED(x, 7) ^ ROTATED(x, 18) ^ (x >> 3);                    \
        const vector small1 = ROTATED(y, 17) ^ ROTATED(y, 19) ^ (y >> 10);                  \
        w[i] += small0 + w[(i + 9) & 15] + small1;                                          \
      }                                                                                     \
    }                                                                                       \
  }

// Rows to columns, in place: eight rows of eight words.
AVX2_TARGET __attribute__((always_inline)) static inline void transpose_eight(__m256i *r) {
  __m256i pairs[8], quads[8];
  for (int i = 0; i < 8; i += 2) {
    pairs[i] = _mm256_unpacklo_epi32(r[i], r[i + 1]);
    pairs[i + 1] = _mm256_unpackhi_epi32(r[i], r[i + 1]);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int j = 0; j < 2; j++) {
      quads[i + 2 * j] = _mm256_unpacklo_epi64(pairs[i + j], pairs[i + 2 + j]);
      quads[i + 2 * j + 1] = _mm256_unpackhi_epi64(pairs[i + j], pairs[i + 2 + j]);
    }
  }
  for (int i = 0; i < 4; i++) {
    r[i] = _mm256_permute2x128_si256(quads[i], quads[4 + i], 0x20);
    r[4 + i] = _mm256_permute2x128_si256(quads[i], quads[4 + i], 0x31);
  }
}

// Rows to columns, in place: sixteen rows of sixteen words.
AVX512_TARGET __attribute__((always_inline)) static inline void transpose_sixteen(__m512i *r) {
  __m512i pairs[16], quads[16];
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i += 2) {
    pairs[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
    pairs[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i += 4) {
    for (int j = 0; j < 2; j++) {
      quads[i + 2 * j] = _mm512_unpacklo_epi64(pairs[i + j], pairs[i + 2 + j]);
      quads[i + 2 * j + 1] = _mm512_unpackhi_epi64(pairs[i + j], pairs[i + 2 + j]);
    }
  }
  // quads[4 * i + j] holds column j, 4 + j, 8 + j and 12 + j of the rows 4 * i ... 4 * i + 3.
#pragma clang loop unroll(full)
  for (int j = 0; j < 4; j++) {
    const __m512i low0 = _mm512_shuffle_i32x4(quads[j], quads[4 + j], 0x88);
    const __m512i low1 = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], 0x88);
    const __m512i high0 = _mm512_shuffle_i32x4(quads[j], quads[4 + j], 0xdd);
    const __m512i high1 = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], 0xdd);
    r[j] = _mm512_shuffle_i32x4(low0, low1, 0x88);
    r[8 + j] = _mm512_shuffle_i32x4(low0, low1, 0xdd);
    r[4 + j] = _mm512_shuffle_i32x4(high0, high1, 0x88);
    r[12 + j] = _mm512_shuffle_i32x4(high0, high1, 0xdd);
  }
}

AVX2_TARGET void cdigest_sha256_eight(
    uint32_t *states, const uint8_t *const *blocks, size_t count) {
  const __m256i reversed = _mm256_broadcastsi128_si256(
      _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
  eight sum[8];
  for (int i = 0; i < 8; i++) sum[i] = (eight)_mm256_loadu_si256((const __m256i *)(states + 8 * i));
  for (size_t offset = 0; offset < 64 * count; offset += 64) {
    eight w[16], v[8];
    for (int half = 0; half < 2; half++) {
      __m256i rows[8];
      for (int i = 0; i < 8; i++) {
        const uint8_t *place = blocks[i] + offset + 32 * half;
        rows[i] = _mm256_shuffle_epi8(_mm256_loadu_si256((const __m256i *)place), reversed);
      }
      transpose_eight(rows);
      for (int i = 0; i < 8; i++) w[8 * half + i] = (eight)rows[i];
    }
    for (int i = 0; i < 8; i++) v[i] = sum[i];
    ROUNDS(eight, v, w)
    for (int i = 0; i < 8; i++) sum[i] += v[i];
  }
  for (int i = 0; i < 8; i++) _mm256_storeu_si256((__m256i *)(states + 8 * i), (__m256i)sum[i]);
}

AVX512_TARGET void cdigest_sha256_sixteen(
    uint32_t *states, const uint8_t *const *blocks, size_t count) {
  const __m512i reversed = _mm512_broadcast_i32x4(
      _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
  for (size_t offset = 0; offset < 64 * count; offset += 64) {
    __m512i rows[16];
    sixteen w[16], v[8];
    for (int i = 0; i < 16; i++) {
      rows[i] = _mm512_shuffle_epi8(_mm512_loadu_si512(blocks[i] + offset), reversed);
    }
    transpose_sixteen(rows);
    for (int i = 0; i < 16; i++) w[i] = (sixteen)rows[i];
    for (int i = 0; i < 8; i++) v[i] = (sixteen)_mm512_loadu_si512(states + 16 * i);
    ROUNDS(sixteen, v, w)
    // Added in memory: registers are for the sixteen words.
    for (int i = 0; i < 8; i++) {
      const sixteen before = (sixteen)_mm512_loadu_si512(states + 16 * i);
      _mm512_storeu_si512(states + 16 * i, (__m512i)(before + v[i]));
    }
  }
}

AVX512_TARGET void cdigest_sha256_sixteen_pairs(
    uint8_t first, const uint32_t *words, uint32_t *results) {
  const sixteen zero = {0};
  __m512i rows[16];
  sixteen w[16], v[8];
  for (int i = 0; i < 16; i++) rows[i] = _mm512_loadu_si512(words + 16 * i);
  transpose_sixteen(rows);
  // The first byte moves all others back by one: every word takes its top byte from the one before.
  w[0] = ((sixteen)rows[0] >> 8) | (zero + ((uint32_t)first << 24));
  for (int i = 1; i < 16; i++) w[i] = ((sixteen)rows[i] >> 8) | ((sixteen)rows[i - 1] << 24);
  const sixteen last = (sixteen)rows[15] << 24;
  sixteen sum[8];
  for (int i = 0; i < 8; i++) v[i] = zero + initial_state[i];
  ROUNDS(sixteen, v, w)
  for (int i = 0; i < 8; i++) sum[i] = v[i] + initial_state[i];
  // The second block: the last byte, a one bit, zeros, the length of 65 bytes in bits.
  w[0] = last | (zero + 0x00800000u);
  for (int i = 1; i < 15; i++) w[i] = zero;
  w[15] = zero + 520u;
  for (int i = 0; i < 8; i++) v[i] = sum[i];
  ROUNDS(sixteen, v, w)
  for (int i = 0; i < 8; i++) rows[i] = (__m512i)(sum[i] + v[i]);
  for (int i = 8; i < 16; i++) rows[i] = (__m512i)zero;
  transpose_sixteen(rows);
  for (int i = 0; i < 16; i++) {
    _mm256_storeu_si256((__m256i *)(results + 8 * i), _mm512_castsi512_si256(rows[i]));
  }
}

#endif
