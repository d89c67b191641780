/* For the test under Wine alone: Wine lacks Windows' icuuc.dll, which Qt opens. Every converter fails cleanly. */
#define SHOWN __declspec(dllexport)
#define FAILS(name) SHOWN void name(void) {}

SHOWN void *ucnv_open(const char *name, int *error) { (void)name; if (error) *error = 4; return 0; }
SHOWN const char *ucnv_getName(void *c, int *error) { (void)c; if (error) *error = 4; return 0; }
SHOWN const char *ucnv_getStandardName(const char *a, const char *b, int *error) { (void)a; (void)b; if (error) *error = 4; return 0; }
SHOWN const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
SHOWN int ucnv_countAvailable(void) { return 0; }
SHOWN int ucnv_toUCountPending(void *c, int *error) { (void)c; (void)error; return 0; }
SHOWN int ucnv_fromUCountPending(void *c, int *error) { (void)c; (void)error; return 0; }
SHOWN signed char ucnv_getMaxCharSize(void *c) { (void)c; return 1; }
FAILS(ucnv_close) FAILS(ucnv_reset) FAILS(UCNV_FROM_U_CALLBACK_SUBSTITUTE) FAILS(UCNV_TO_U_CALLBACK_SUBSTITUTE)
FAILS(ucnv_getToUCallBack) FAILS(ucnv_getFromUCallBack) FAILS(ucnv_setToUCallBack) FAILS(ucnv_setFromUCallBack)
FAILS(ucnv_cbToUWriteUChars) FAILS(ucnv_cbFromUWriteUChars) FAILS(ucnv_toUnicode) FAILS(ucnv_fromUnicode)
