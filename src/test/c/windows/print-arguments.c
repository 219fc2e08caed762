/* Prints its arguments, its environment and its working directory, each character in hexadecimal. */
#include <windows.h>
#include <stdio.h>
#include <tchar.h>

static void print(const char *what, const TCHAR *text)
{
    printf("%s ", what);
    while (*text) {
        printf("%0*x", (int) (2 * sizeof(TCHAR)), (unsigned) (_TUCHAR) *text++);
    }
    printf("\n");
}

int _tmain(int argc, TCHAR **argv)
{
    TCHAR folder[MAX_PATH];
    LPTCH block = GetEnvironmentStrings();
    LPTCH variable;
    int i;

    for (i = 1; i < argc; i++) {
        print("argument", argv[i]);
    }
    for (variable = block; *variable; variable += _tcslen(variable) + 1) {
        print("environment", variable);
    }
    FreeEnvironmentStrings(block);
    if (!GetCurrentDirectory(MAX_PATH, folder)) {
        return (int) GetLastError();
    }
    print("folder", folder);
    return 0;
}
