/* What the references have in common: overlapped messages through a pipe, the clock. */
#ifndef BENCH_H
#define BENCH_H

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 128 * 1024 };

static inline void fail(const char *what)
{
    fprintf(stderr, "%s: %lu\n", what, GetLastError());
    exit(1);
}

static inline long long now(void)
{
    LARGE_INTEGER count, second;

    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&second);
    return (long long) ((double) count.QuadPart * 1e9 / (double) second.QuadPart);
}

static inline HANDLE pipe_server(const char *name)
{
    HANDLE pipe = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
        PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, PIPE_UNLIMITED_INSTANCES, LARGEST,
        LARGEST, 0, NULL);

    if (pipe == INVALID_HANDLE_VALUE) {
        fail("CreateNamedPipe");
    }
    return pipe;
}

static inline void accept_client(HANDLE pipe)
{
    OVERLAPPED operation = {.hEvent = CreateEventA(NULL, TRUE, FALSE, NULL)};
    DWORD count;

    if (!ConnectNamedPipe(pipe, &operation) && GetLastError() != ERROR_PIPE_CONNECTED
        && (GetLastError() != ERROR_IO_PENDING || !GetOverlappedResult(pipe, &operation, &count, TRUE))) {
        fail("ConnectNamedPipe");
    }
    CloseHandle(operation.hEvent);
}

static inline HANDLE pipe_client(const char *name)
{
    DWORD mode = PIPE_READMODE_MESSAGE;
    HANDLE pipe = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);

    if (pipe == INVALID_HANDLE_VALUE || !SetNamedPipeHandleState(pipe, &mode, NULL, NULL)) {
        fail(name);
    }
    return pipe;
}

static inline void send_whole(HANDLE pipe, const char *message, DWORD size)
{
    static OVERLAPPED operation;
    DWORD count;

    if (!operation.hEvent) {
        operation.hEvent = CreateEventA(NULL, TRUE, FALSE, NULL);
    }
    if (!WriteFile(pipe, message, size, NULL, &operation) && GetLastError() != ERROR_IO_PENDING) {
        fail("WriteFile");
    }
    if (!GetOverlappedResult(pipe, &operation, &count, TRUE)) {
        fail("WriteFile");
    }
}

/* The next message's size; 0 is the end. */
static inline DWORD receive(HANDLE pipe, char *buffer, DWORD size)
{
    static OVERLAPPED operation;
    DWORD count;

    if (!operation.hEvent) {
        operation.hEvent = CreateEventA(NULL, TRUE, FALSE, NULL);
    }
    if (!ReadFile(pipe, buffer, size, NULL, &operation) && GetLastError() != ERROR_IO_PENDING) {
        return 0;
    }
    return GetOverlappedResult(pipe, &operation, &count, TRUE) ? count : 0;
}

static inline void ready(void)
{
    printf("ready\n");
    fflush(stdout);
}

#endif
