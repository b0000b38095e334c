// CRC-32C by the instruction of SSE4.2: three streams at once where the bytes are many.

#include "CDigest.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define CRC_TARGET __attribute__((target("sse4.2,pclmul")))
#define CRC_INLINE CRC_TARGET __attribute__((always_inline)) static inline

// The bytes of one of three streams: the instruction takes three cycles, but begins one each cycle.
enum { stream_byte_count = 256 };

CRC_INLINE uint64_t word_at(const uint8_t *place) {
  uint64_t word;
  memcpy(&word, place, 8);
  return word;
}

CRC_INLINE __m128i smaller(__m128i least, const uint8_t *place) {
  return _mm_min_epu8(least, _mm_loadu_si128((const __m128i *)place));
}

// `crc` times a power of x without reduction; crc32 of the product, as a last word, reduces it.
CRC_INLINE uint64_t moved(uint64_t crc, uint64_t power) {
  const __m128i left = _mm_cvtsi64_si128((long long)crc);
  const __m128i right = _mm_cvtsi64_si128((long long)power);
  return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(left, right, 0));
}

CRC_TARGET uint32_t cdigest_crc32c(const uint8_t *bytes, size_t count, uint8_t *least) {
  const uint8_t *const start = bytes, *const end = bytes + count;
  __m128i low = _mm_set1_epi8(-1);
  uint64_t crc = 0xffffffff;
  // x^(8 * 256 - 33) and x^(16 * 256 - 33) modulo the polynomial, bits reversed: the effect of one
  // and of two streams of bytes behind.
  const uint64_t by_one = 0xb9e02b86, by_two = 0xdd7e3b0c;
  while ((size_t)(end - bytes) >= 3 * stream_byte_count) {
    const uint8_t *const second = bytes + stream_byte_count;
    const uint8_t *const third = second + stream_byte_count;
    uint64_t crc1 = 0, crc2 = 0;
    for (size_t i = 0; i < stream_byte_count - 8; i += 8) {
      crc = _mm_crc32_u64(crc, word_at(bytes + i));
      crc1 = _mm_crc32_u64(crc1, word_at(second + i));
      crc2 = _mm_crc32_u64(crc2, word_at(third + i));
    }
    crc = _mm_crc32_u64(crc, word_at(second - 8));
    crc1 = _mm_crc32_u64(crc1, word_at(third - 8));
    const uint64_t last = word_at(third + stream_byte_count - 8);
    crc = _mm_crc32_u64(crc2, last ^ moved(crc, by_two) ^ moved(crc1, by_one));
    for (size_t i = 0; i < 3 * stream_byte_count; i += 16) low = smaller(low, bytes + i);
    bytes += 3 * stream_byte_count;
  }
  for (; end - bytes >= 16; bytes += 16) {
    crc = _mm_crc32_u64(crc, word_at(bytes));
    crc = _mm_crc32_u64(crc, word_at(bytes + 8));
    low = smaller(low, bytes);
  }
  uint8_t smallest = 0xff;
  if (count >= 16) {
    // The last sixteen once more: a minimum does not mind.
    low = smaller(low, end - 16);
  } else {
    for (const uint8_t *place = start; place < end; place++) {
      if (*place < smallest) smallest = *place;
    }
  }
  if (end - bytes >= 8) {
    crc = _mm_crc32_u64(crc, word_at(bytes));
    bytes += 8;
  }
  for (; bytes < end; bytes++) crc = _mm_crc32_u8((uint32_t)crc, *bytes);
  // The smallest of sixteen bytes: the smaller of each two neighbours, then the smallest of eight.
  const __m128i halves = _mm_min_epu8(low, _mm_srli_epi16(low, 8));
  const __m128i masked = _mm_and_si128(halves, _mm_set1_epi16(0x00ff));
  const uint8_t of_vectors = (uint8_t)_mm_cvtsi128_si32(_mm_minpos_epu16(masked));
  *least = of_vectors < smallest ? of_vectors : smallest;
  return ~(uint32_t)crc;
}

#endif
