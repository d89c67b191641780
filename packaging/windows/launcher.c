/* Driehoek.exe: starts the Python beside it with `-m ui.main` and the arguments that it got itself.
   A child process of the program starts the same file with arguments for Python; those go on as they are. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *text) {
    MessageBoxW(NULL, text, L"Driehoek", MB_ICONERROR);
    return 1;
}

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, PWSTR line, int show) {
    int count = 0, told = 0, is_child = 0;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **handed = calloc((size_t)count + 3, sizeof *handed);
    wchar_t *path = calloc(32768, sizeof *path);
    (void)instance, (void)previous, (void)line, (void)show;
    if (!arguments || !handed || !path || !GetModuleFileNameW(NULL, path, 32768)) return fail(L"Er is te weinig geheugen.");

    for (int i = 1; i < count; i++) is_child |= wcscmp(arguments[i], L"--multiprocessing-fork") == 0;
    handed[told++] = _wcsdup(path);
    if (!is_child) {
        handed[told++] = L"-m";
        handed[told++] = L"ui.main";
    }
    for (int i = 1; i < count; i++) handed[told++] = arguments[i];

    wcscpy(wcsrchr(path, L'\\') + 1, L"python311.dll");
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!library) return fail(L"Er ontbreekt een bestand (python311.dll). Pak Driehoek opnieuw uit.");
    return ((python_main)(void *)GetProcAddress(library, "Py_Main"))(told, handed);
}
