/*
 * Writes each line of its input, or each line that it is given, to a handle that it inherited: its value comes as the
 * first argument, or in MAILCHUTE_HANDLE where that is "-". The second argument is what it ends with.
 * The line "greet" is a greeting of its own.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <tchar.h>

static const TCHAR greeting[] = TEXT("안녕하세요 😀");

static int post(HANDLE mailslot, LPCTSTR line)
{
    DWORD written;

    if (!WriteFile(mailslot, line, (DWORD) (_tcslen(line) * sizeof(TCHAR)), &written, NULL)) {
        _ftprintf(stderr, TEXT("WriteFile: %lu\n"), GetLastError());
        return 1;
    }
    return 0;
}

int _tmain(int argc, TCHAR *argv[])
{
    const TCHAR *value = argc > 1 && _tcscmp(argv[1], TEXT("-")) != 0 ? argv[1] : _tgetenv(TEXT("MAILCHUTE_HANDLE"));
    TCHAR line[50];
    HANDLE mailslot;
    int lines = 0;

    if (!value) {
        _ftprintf(stderr, TEXT("no handle\n"));
        return 2;
    }
    mailslot = (HANDLE) (INT_PTR) _ttoi(value);
    for (int i = 3; i < argc; i++, lines++) {
        if (post(mailslot, _tcscmp(argv[i], TEXT("greet")) == 0 ? greeting : argv[i])) {
            return 1;
        }
    }
    while (argc <= 3 && _fgetts(line, sizeof(line) / sizeof(TCHAR), stdin)) {
        if (post(mailslot, line)) {
            return 1;
        }
        lines++;
    }
    _tprintf(TEXT("on standard output\n"));
    _ftprintf(stderr, TEXT("first of two\n%d lines written\n"), lines);
    return argc > 2 ? _ttoi(argv[2]) : 0;
}
