// Which instructions this processor has, and the operating system allows.

#include "CDigest.h"

#if defined(__x86_64__)

#include <cpuid.h>

// The register states the operating system saves for each process (XCR0).
static uint32_t saved_states(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

uint32_t cdigest_instructions(void) {
  uint32_t a, b, c, d;
  uint32_t found = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
  const uint32_t ssse3 = 1u << 9, sse41 = 1u << 19, sse42 = 1u << 20, pclmulqdq = 1u << 1;
  const uint32_t osxsave = 1u << 27, avx = 1u << 28;
  const uint32_t first = c;
  const uint32_t crc = sse42 | pclmulqdq;
  if ((first & crc) == crc) found |= CDIGEST_CRC32C;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return found;
  const uint32_t avx2 = 1u << 5, avx512f = 1u << 16, sha = 1u << 29, avx512bw = 1u << 30;
  if ((b & sha) && (first & sse41) && (first & ssse3)) found |= CDIGEST_SHA;
  if (!(first & osxsave) || !(first & avx)) return found;
  const uint32_t states = saved_states();
  const uint32_t ymm = 0x06, zmm = 0xe6;
  if ((b & avx2) && (states & ymm) == ymm) found |= CDIGEST_AVX2;
  const uint32_t wide = avx512f | avx512bw;
  if ((b & wide) == wide && (states & zmm) == zmm) found |= CDIGEST_AVX512;
  return found;
}

#else

uint32_t cdigest_instructions(void) { return 0; }

#endif
