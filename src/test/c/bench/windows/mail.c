/* One way through a mailslot. The reader answers each number on standard input with the nanoseconds from the first of so
   many messages to the last; a writer writes as many as it is told. Each message begins with its writer's number and its own,
   so that none is lost unnoticed. */
#include "bench.h"

enum { WRITERS = 16, READ_TIMEOUT = 100 };

static void read_all(const char *name)
{
    static char buffer[LARGEST];
    unsigned next[WRITERS] = {0};
    char line[32];
    HANDLE slot = CreateMailslotA(name, 60 * 1024, READ_TIMEOUT, NULL);

    if (slot == INVALID_HANDLE_VALUE) {
        fail(name);
    }
    ready();
    while (fgets(line, sizeof line, stdin)) {
        long count = atol(line), i;
        long long start = 0;

        for (i = 0; i < count; i++) {
            unsigned number[2];
            DWORD size;

            while (!ReadFile(slot, buffer, sizeof buffer, &size, NULL)) {
                if (GetLastError() != ERROR_SEM_TIMEOUT) {
                    fail("ReadFile");
                }
            }
            memcpy(number, buffer, sizeof number);
            if (number[0] >= WRITERS || number[1] != next[number[0]]++) {
                fail("a message was lost");
            }
            start = i == 0 ? now() : start;
        }
        printf("%lld\n", now() - start);
        fflush(stdout);
    }
}

static void write_all(const char *name, unsigned writer, DWORD size)
{
    HANDLE slot = CreateFileA(name, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    char line[32], *message = calloc(1, size);
    unsigned number[2] = {writer, 0};

    if (slot == INVALID_HANDLE_VALUE) {
        fail(name);
    }
    ready();
    while (fgets(line, sizeof line, stdin)) {
        long count = atol(line);

        while (count-- > 0) {
            memcpy(message, number, sizeof number);
            number[1]++;
            send_whole(slot, message, size);
        }
        printf("done\n");
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "read") == 0) {
        read_all(argv[2]);
    } else if (argc == 5 && strcmp(argv[1], "write") == 0) {
        write_all(argv[2], atoi(argv[3]), atoi(argv[4]));
    } else {
        fprintf(stderr, "usage: mail read name | write name number size\n");
        return 2;
    }
    return 0;
}
