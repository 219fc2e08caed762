/* Writes each line of its standard input to the handle in the first argument, or in MAILCHUTE_HANDLE, and ends with 3. */
#include <windows.h>
#include <tchar.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>

int _tmain(int argc, TCHAR **argv)
{
    LPCTSTR value = argc > 1 ? argv[1] : _tgetenv(_T("MAILCHUTE_HANDLE"));
    HANDLE mail;
    TCHAR line[50];
    DWORD written;

    if (!value) {
        _ftprintf(stderr, _T("no handle\n"));
        return 2;
    }
#ifdef UNICODE
    _setmode(_fileno(stdin), _O_U16TEXT);
#else
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    mail = (HANDLE) (INT_PTR) _tcstol(value, NULL, 10);
    while (_fgetts(line, 50, stdin)) {
        if (!WriteFile(mail, line, (DWORD) (_tcslen(line) * sizeof(TCHAR)), &written, NULL)) {
            _ftprintf(stderr, _T("WriteFile: %lu\n"), GetLastError());
            return 1;
        }
    }
    fprintf(stderr, "a first line\nthe child's last words\n");
    return 3;
}
