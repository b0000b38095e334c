// SHA-256 by the SHA extensions of x86-64: one stream, and two whose rounds alternate.

#include "CDigest.h"
#include "constants.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define SHA_TARGET __attribute__((target("sha,sse4.1,ssse3")))
#define SHA_INLINE SHA_TARGET __attribute__((always_inline)) static inline

// The instructions keep the state as (a, b, e, f) and (c, d, g, h), highest word first.
typedef struct {
  __m128i abef, cdgh;
} sha_state;

SHA_INLINE sha_state sha_load(const uint32_t *words) {
  const __m128i abcd = _mm_loadu_si128((const __m128i *)words);
  const __m128i efgh = _mm_loadu_si128((const __m128i *)(words + 4));
  const __m128i badc = _mm_shuffle_epi32(abcd, 0xb1);
  const __m128i hgfe = _mm_shuffle_epi32(efgh, 0x1b);
  return (sha_state){_mm_alignr_epi8(badc, hgfe, 8), _mm_blend_epi16(hgfe, badc, 0xf0)};
}

SHA_INLINE void sha_store(uint32_t *words, sha_state state) {
  const __m128i feba = _mm_shuffle_epi32(state.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(state.cdgh, 0xb1);
  _mm_storeu_si128((__m128i *)words, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128((__m128i *)(words + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// Sixteen message words, big-endian in the block.
SHA_INLINE void sha_words(__m128i *window, const uint8_t *block) {
  const __m128i reversed = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  for (int i = 0; i < 4; i++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(block + 16 * i));
    window[i] = _mm_shuffle_epi8(bytes, reversed);
  }
}

// Four rounds, number 4 * step on; the schedule words of four groups later take their words' place.
SHA_INLINE void sha_four_rounds(sha_state *state, __m128i *window, int step) {
  const __m128i words = window[step & 3];
  const __m128i constants = _mm_load_si128((const __m128i *)(round_constants + 4 * step));
  const __m128i sum = _mm_add_epi32(words, constants);
  state->cdgh = _mm_sha256rnds2_epu32(state->cdgh, state->abef, sum);
  state->abef = _mm_sha256rnds2_epu32(state->abef, state->cdgh, _mm_shuffle_epi32(sum, 0x0e));
  if (step < 12) {
    const __m128i last = window[(step + 3) & 3];
    const __m128i seven_before = _mm_alignr_epi8(last, window[(step + 2) & 3], 4);
    const __m128i half = _mm_sha256msg1_epu32(words, window[(step + 1) & 3]);
    window[step & 3] = _mm_sha256msg2_epu32(_mm_add_epi32(half, seven_before), last);
  }
}

SHA_INLINE sha_state sha_sum(sha_state a, sha_state b) {
  return (sha_state){_mm_add_epi32(a.abef, b.abef), _mm_add_epi32(a.cdgh, b.cdgh)};
}

SHA_TARGET void cdigest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count) {
  sha_state sum = sha_load(state);
  for (; count > 0; count--, blocks += 64) {
    sha_state work = sum;
    __m128i window[4];
    sha_words(window, blocks);
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step++) sha_four_rounds(&work, window, step);
    sum = sha_sum(sum, work);
  }
  sha_store(state, sum);
}

SHA_TARGET void cdigest_sha256_two(
    uint32_t *states, const uint8_t *const *blocks, size_t count) {
  uint32_t words[2][8];
  for (int i = 0; i < 16; i++) words[i & 1][i >> 1] = states[i];
  sha_state sum0 = sha_load(words[0]), sum1 = sha_load(words[1]);
  for (size_t offset = 0; offset < 64 * count; offset += 64) {
    sha_state work0 = sum0, work1 = sum1;
    __m128i window0[4], window1[4];
    sha_words(window0, blocks[0] + offset);
    sha_words(window1, blocks[1] + offset);
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step++) {
      sha_four_rounds(&work0, window0, step);
      sha_four_rounds(&work1, window1, step);
    }
    sum0 = sha_sum(sum0, work0);
    sum1 = sha_sum(sum1, work1);
  }
  sha_store(words[0], sum0);
  sha_store(words[1], sum1);
  for (int i = 0; i < 16; i++) states[i] = words[i & 1][i >> 1];
}

#endif
