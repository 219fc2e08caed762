/* Owns the mailslot with a name and prints each message: how many bytes, and which. */
#include <windows.h>
#include <stdio.h>
#include <tchar.h>

int _tmain(int argc, TCHAR *argv[])
{
    TCHAR message[50];
    HANDLE mailslot;
    DWORD size;

    if (argc < 2) {
        _ftprintf(stderr, TEXT("usage: mail-receiver NAME\n"));
        return 2;
    }
    mailslot = CreateMailslot(argv[1], 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (mailslot == INVALID_HANDLE_VALUE) {
        _ftprintf(stderr, TEXT("CreateMailslot: %lu\n"), GetLastError());
        return 1;
    }
    _tprintf(TEXT("ready\n"));
    fflush(stdout);
    for (;;) {
        if (!ReadFile(mailslot, message, sizeof message, &size, NULL)) {
            _ftprintf(stderr, TEXT("ReadFile: %lu\n"), GetLastError());
            return 3;
        }
        if (size == sizeof message) {
            _ftprintf(stderr, TEXT("%lu bytes are too many\n"), size);
            return 3;
        }
        _tprintf(TEXT("%lu "), size);
        for (DWORD i = 0; i < size; i++) {
            _tprintf(TEXT("%02x"), ((BYTE *) message)[i]);
        }
        _tprintf(TEXT("\n"));
        fflush(stdout);
    }
}
