/* Writes each line of its input to the mailslot with a name, or each line that it is given. */
#include <windows.h>
#include <stdio.h>
#include <tchar.h>

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
    TCHAR line[50];
    HANDLE mailslot;

    if (argc < 2) {
        _ftprintf(stderr, TEXT("usage: mail-sender NAME [LINE...]\n"));
        return 2;
    }
    mailslot = CreateFile(argv[1], GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                          FILE_ATTRIBUTE_NORMAL, NULL);
    if (mailslot == INVALID_HANDLE_VALUE) {
        _ftprintf(stderr, TEXT("CreateFile: %lu\n"), GetLastError());
        return 1;
    }
    for (int i = 2; i < argc; i++) {
        if (post(mailslot, argv[i])) {
            return 1;
        }
    }
    while (argc == 2 && _fgetts(line, sizeof(line) / sizeof(TCHAR), stdin)) {
        if (post(mailslot, line)) {
            return 1;
        }
    }
    CloseHandle(mailslot);
    return 0;
}
