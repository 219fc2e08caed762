/* Serves as many clients as the second argument says, one by one, on the pipe whose name is the first. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <stdlib.h>

int _tmain(int argc, TCHAR **argv)
{
    HANDLE pipe;
    TCHAR name[512];
    char chunk[1024];
    DWORD count, written;
    int left;

    if (argc != 3) {
        _ftprintf(stderr, _T("usage: file-server name count\n"));
        return 2;
    }
    pipe = CreateNamedPipe(argv[1], PIPE_ACCESS_DUPLEX, PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE | PIPE_WAIT, 1, 4096,
        4096, 0, NULL);
    if (pipe == INVALID_HANDLE_VALUE) {
        _ftprintf(stderr, _T("CreateNamedPipe: %lu\n"), GetLastError());
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    for (left = _ttoi(argv[2]); left > 0; left--) {
        HANDLE file;

        if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) {
            _ftprintf(stderr, _T("ConnectNamedPipe: %lu\n"), GetLastError());
            return 1;
        }
        if (ReadFile(pipe, name, sizeof name - sizeof(TCHAR), &count, NULL)) {
            name[count / sizeof(TCHAR)] = 0;
            file = CreateFile(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
            if (file != INVALID_HANDLE_VALUE) {
                while (ReadFile(file, chunk, sizeof chunk, &count, NULL) && count > 0) {
                    WriteFile(pipe, chunk, count, &written, NULL);
                }
                CloseHandle(file);
            }
        }
        FlushFileBuffers(pipe);
        DisconnectNamedPipe(pipe);
    }
    CloseHandle(pipe);
    return 0;
}
