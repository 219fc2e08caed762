/* Messages to and fro through a message pipe, overlapped, as Mailchute does it. Answers each number on standard input with
   the median and the 99th percentile of so many round trips, in nanoseconds. */
#include "bench.h"

static char buffer[LARGEST];

static int by_size(const void *a, const void *b)
{
    long long left = *(const long long *) a, right = *(const long long *) b;

    return (left > right) - (left < right);
}

static void echo(const char *name)
{
    HANDLE pipe = pipe_server(name);
    DWORD size;

    ready();
    accept_client(pipe);
    while ((size = receive(pipe, buffer, sizeof buffer)) > 0) {
        send_whole(pipe, buffer, size);
    }
}

static void ask(const char *name, DWORD size)
{
    HANDLE pipe = pipe_client(name);
    char line[32], *message = calloc(1, size);

    ready();
    while (fgets(line, sizeof line, stdin)) {
        int trips = atoi(line), i;
        long long *took = calloc(trips, sizeof *took);

        for (i = 0; i < trips; i++) {
            long long start = now();

            send_whole(pipe, message, size);
            if (receive(pipe, buffer, sizeof buffer) != size) {
                fail("another message came back");
            }
            took[i] = now() - start;
        }
        qsort(took, trips, sizeof *took, by_size);
        printf("%lld %lld\n", took[trips / 2], took[trips * 99LL / 100]);
        fflush(stdout);
        free(took);
    }
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "echo") == 0) {
        echo(argv[2]);
    } else if (argc == 4 && strcmp(argv[1], "ask") == 0) {
        ask(argv[2], atoi(argv[3]));
    } else {
        fprintf(stderr, "usage: round-trip echo name | ask name size\n");
        return 2;
    }
    return 0;
}
