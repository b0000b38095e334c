// On other processors nothing is found, so nothing is called: the names are there to be linked.

#include "CDigest.h"

#if !defined(__x86_64__)

void cdigest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count) {
  (void)state, (void)blocks, (void)count;
  __builtin_trap();
}

void cdigest_sha256_two(uint32_t *states, const uint8_t *const *blocks, size_t count) {
  (void)states, (void)blocks, (void)count;
  __builtin_trap();
}

void cdigest_sha256_eight(uint32_t *states, const uint8_t *const *blocks, size_t count) {
  (void)states, (void)blocks, (void)count;
  __builtin_trap();
}

void cdigest_sha256_sixteen(uint32_t *states, const uint8_t *const *blocks, size_t count) {
  (void)states, (void)blocks, (void)count;
  __builtin_trap();
}

void cdigest_sha256_sixteen_pairs(uint8_t first, const uint32_t *words, uint32_t *results) {
  (void)first, (void)words, (void)results;
  __builtin_trap();
}

uint32_t cdigest_crc32c(const uint8_t *bytes, size_t count, uint8_t *least) {
  (void)bytes, (void)count, (void)least;
  __builtin_trap();
}

#endif
