// The processor's own instructions for SHA-256, CRC-32C and its cache, which Swift cannot reach.
//
// Nothing here decides anything: no function checks whether the processor has its instructions.
// The caller asks cdigest_instructions() once and calls only what is there; everything else is
// undefined.

#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

// SHA-256, one stream and two at once: SHA extensions (with SSE4.1 and SSSE3).
#define CDIGEST_SHA ((uint32_t)1)
// SHA-256, sixteen streams at once: AVX-512 F and BW, with an operating system that keeps them.
#define CDIGEST_AVX512 ((uint32_t)2)
// SHA-256, eight streams at once: AVX2, likewise.
#define CDIGEST_AVX2 ((uint32_t)4)
// CRC-32C: SSE4.2 and PCLMULQDQ.
#define CDIGEST_CRC32C ((uint32_t)8)

// Which of the above this processor has, as a sum. Asks the processor anew each time.
uint32_t cdigest_instructions(void);

// Folds `count` blocks of 64 bytes, any alignment, into `state`. Needs CDIGEST_SHA.
void cdigest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count);

// Folds `count` blocks of each of N streams into the N states: stream s reads its blocks one behind
// the other from blocks[s]; word w of its state is states[w * N + s]. `count` is not 0.
typedef void (*cdigest_sha256_streams)(
    uint32_t *states, const uint8_t *const *blocks, size_t count);

// N = 2. Needs CDIGEST_SHA.
void cdigest_sha256_two(uint32_t *states, const uint8_t *const *blocks, size_t count);
// N = 8. Needs CDIGEST_AVX2.
void cdigest_sha256_eight(uint32_t *states, const uint8_t *const *blocks, size_t count);
// N = 16. Needs CDIGEST_AVX512.
void cdigest_sha256_sixteen(uint32_t *states, const uint8_t *const *blocks, size_t count);

// The digests of 16 messages of 65 bytes: the byte `first` and two digests. Digests are eight words
// in the processor's order: pair p is words[16 * p ..< 16 * p + 16], its digest goes to
// results[8 * p ..< 8 * p + 8]. All pairs are read before a result is written, so the two may
// overlap. Needs CDIGEST_AVX512.
void cdigest_sha256_sixteen_pairs(uint8_t first, const uint32_t *words, uint32_t *results);

// The CRC-32C (RFC 3720 section 12.1) of `count` bytes; their smallest goes to `least`, 255 if
// there is none. Needs CDIGEST_CRC32C.
uint32_t cdigest_crc32c(const uint8_t *bytes, size_t count, uint8_t *least);

// Asks the processor to have `count` bytes in its cache soon. Nothing is read, so nothing can fail,
// whatever the address. Every processor may be asked.
static inline void cdigest_prefetch(const void *bytes, size_t count) {
  for (size_t offset = 0; offset < count; offset += 64) {
    __builtin_prefetch((const char *)bytes + offset);
  }
}

#endif
