/* Writes messages of 500 equal bytes to the mailslot whose name is the argument, until it is ended. */
#include <windows.h>
#include <tchar.h>
#include <string.h>

int _tmain(int argc, TCHAR **argv)
{
    HANDLE mail;
    char message[500];
    DWORD written;

    if (argc != 2) {
        return 2;
    }
    mail = CreateFile(argv[1], GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (mail == INVALID_HANDLE_VALUE) {
        return (int) GetLastError();
    }
    for (int i = 0;; i++) {
        memset(message, 'a' + i % 26, sizeof message);
        if (!WriteFile(mail, message, sizeof message, &written, NULL)) {
            return (int) GetLastError();
        }
    }
}
