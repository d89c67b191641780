/* For the test under Wine alone: Wine 8 lacks Windows' bcryptprimitives.dll, where Rust gets its random bytes. */
#include <stddef.h>

__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *buffer, unsigned long size); /* RtlGenRandom */

__declspec(dllexport) int ProcessPrng(unsigned char *buffer, size_t size) {
    return SystemFunction036(buffer, (unsigned long)size);
}
