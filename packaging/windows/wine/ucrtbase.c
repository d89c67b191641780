/* For the test under Wine alone: Wine's ucrtbase.dll stops a program that asks for a complex number, as numpy does when
   it loads. These are the compiler's own; the rest goes on to Wine's library, under the name ucrtwine.dll. */
#include <complex.h>

#define BOTH(name) (void *)name, (void *)name##f
__declspec(dllexport) void *const complex_numbers[] = {
    BOTH(cabs), BOTH(carg), BOTH(ccos), BOTH(ccosh), BOTH(cexp), BOTH(cimag), BOTH(clog), BOTH(cpow),
    BOTH(creal), BOTH(csin), BOTH(csinh), BOTH(csqrt), BOTH(ctan),
};
