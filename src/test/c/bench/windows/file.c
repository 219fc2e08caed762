/* A file through a message pipe as Mailchute brings one: 64 KiB a message behind a byte that marks it, a SHA-256 where it
   arrives, on the disk before it gets its name. The taker answers each file name on standard input with the nanoseconds
   that it took and the checksum. */
#include "bench.h"
#include "sha256.h"

enum { PIECE = 64 * 1024 };

static char message[1 + PIECE];

static void give(const char *name, const char *path)
{
    HANDLE pipe = pipe_server(name);

    ready();
    for (;;) {
        HANDLE file, next;
        DWORD count;

        accept_client(pipe);
        next = pipe_server(name);
        file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
        while (ReadFile(file, message + 1, PIECE, &count, NULL) && count > 0) {
            send_whole(pipe, message, 1 + count);
        }
        FlushFileBuffers(pipe);
        CloseHandle(file);
        CloseHandle(pipe);
        pipe = next;
    }
}

static void take(const char *name)
{
    char path[1024], part[1100], hex[65];

    ready();
    while (fgets(path, sizeof path, stdin)) {
        long long start = now();
        HANDLE pipe = pipe_client(name), file;
        struct sha256 hash;
        DWORD size, written;

        path[strcspn(path, "\r\n")] = 0;
        snprintf(part, sizeof part, "%s.part", path);
        file = CreateFileA(part, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
        sha256_begin(&hash);
        while ((size = receive(pipe, message, sizeof message)) > 0) {
            if (!WriteFile(file, message + 1, size - 1, &written, NULL) || written != size - 1) {
                fail(part);
            }
            sha256_take(&hash, message + 1, size - 1);
        }
        sha256_end(&hash, hex);
        if (!FlushFileBuffers(file) || !CloseHandle(file) || !MoveFileExA(part, path, MOVEFILE_REPLACE_EXISTING)) {
            fail(path);
        }
        CloseHandle(pipe);
        printf("%lld %s\n", now() - start, hex);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "give") == 0) {
        give(argv[2], argv[3]);
    } else if (argc == 3 && strcmp(argv[1], "take") == 0) {
        take(argv[2]);
    } else {
        fprintf(stderr, "usage: file give name file | take name\n");
        return 2;
    }
    return 0;
}
