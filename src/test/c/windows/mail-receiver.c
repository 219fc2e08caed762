/* Owns the mailslot whose name is the first argument, and prints as many messages as the second says, in hexadecimal. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <stdlib.h>

int _tmain(int argc, TCHAR **argv)
{
    HANDLE mail;
    unsigned char message[4096];
    DWORD size;
    int left;

    if (argc != 3) {
        _ftprintf(stderr, _T("usage: mail-receiver name count\n"));
        return 2;
    }
    mail = CreateMailslot(argv[1], 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (mail == INVALID_HANDLE_VALUE) {
        _ftprintf(stderr, _T("CreateMailslot: %lu\n"), GetLastError());
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    for (left = _ttoi(argv[2]); left > 0; left--) {
        if (!ReadFile(mail, message, sizeof message, &size, NULL)) {
            _ftprintf(stderr, _T("ReadFile: %lu\n"), GetLastError());
            return 1;
        }
        for (DWORD i = 0; i < size; i++) {
            printf("%02x", message[i]);
        }
        printf("\n");
        fflush(stdout);
    }
    CloseHandle(mail);
    return 0;
}
