/* Asks the pipe whose name is the first argument for the file in the second, and prints what comes. */
#include <windows.h>
#include <tchar.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>

int _tmain(int argc, TCHAR **argv)
{
    HANDLE pipe;
    DWORD mode = PIPE_READMODE_MESSAGE, count;
    char answer[1024];

    if (argc != 3) {
        _ftprintf(stderr, _T("usage: file-client name file\n"));
        return 2;
    }
    while (1) {
        pipe = CreateFile(argv[1], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
        if (pipe != INVALID_HANDLE_VALUE) {
            break;
        }
        if (GetLastError() != ERROR_PIPE_BUSY || !WaitNamedPipe(argv[1], 20000)) {
            _ftprintf(stderr, _T("CreateFile: %lu\n"), GetLastError());
            return 1;
        }
    }
    if (!SetNamedPipeHandleState(pipe, &mode, NULL, NULL)) {
        _ftprintf(stderr, _T("SetNamedPipeHandleState: %lu\n"), GetLastError());
        return 1;
    }
    if (!WriteFile(pipe, argv[2], (DWORD) ((_tcslen(argv[2]) + 1) * sizeof(TCHAR)), &count, NULL)) {
        _ftprintf(stderr, _T("WriteFile: %lu\n"), GetLastError());
        return 1;
    }
    _setmode(_fileno(stdout), _O_BINARY);
    while (ReadFile(pipe, answer, sizeof answer, &count, NULL)) {
        fwrite(answer, 1, count, stdout);
    }
    if (GetLastError() != ERROR_BROKEN_PIPE && GetLastError() != ERROR_PIPE_NOT_CONNECTED) {
        _ftprintf(stderr, _T("ReadFile: %lu\n"), GetLastError());
        return 1;
    }
    CloseHandle(pipe);
    return 0;
}
