/* Sends each line of its standard input to the mailslot whose name is the argument. */
#include <windows.h>
#include <tchar.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>

int _tmain(int argc, TCHAR **argv)
{
    HANDLE mail;
    TCHAR line[50];
    DWORD written;

    if (argc != 2) {
        _ftprintf(stderr, _T("usage: mail-sender name\n"));
        return 2;
    }
#ifdef UNICODE
    /* Standard input is UTF-16LE, as a console gives it. */
    _setmode(_fileno(stdin), _O_U16TEXT);
#else
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    mail = CreateFile(argv[1], GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
        FILE_ATTRIBUTE_NORMAL, NULL);
    if (mail == INVALID_HANDLE_VALUE) {
        _ftprintf(stderr, _T("CreateFile: %lu\n"), GetLastError());
        return 1;
    }
    while (_fgetts(line, 50, stdin)) {
        if (!WriteFile(mail, line, (DWORD) (_tcslen(line) * sizeof(TCHAR)), &written, NULL)) {
            _ftprintf(stderr, _T("WriteFile: %lu\n"), GetLastError());
            return 1;
        }
    }
    CloseHandle(mail);
    return 0;
}
