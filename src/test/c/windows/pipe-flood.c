/* Owns the pipe whose name is the argument and writes messages of 100,000 bytes to its first client, until it is ended. */
#include <windows.h>
#include <tchar.h>

static char message[100000];

int _tmain(int argc, TCHAR **argv)
{
    HANDLE pipe;
    DWORD written;

    if (argc != 2) {
        return 2;
    }
    pipe = CreateNamedPipe(argv[1], PIPE_ACCESS_DUPLEX, PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE | PIPE_WAIT, 1, 4096,
        4096, 0, NULL);
    if (pipe == INVALID_HANDLE_VALUE) {
        return (int) GetLastError();
    }
    if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) {
        return (int) GetLastError();
    }
    while (WriteFile(pipe, message, sizeof message, &written, NULL)) {
    }
    return 0;
}
