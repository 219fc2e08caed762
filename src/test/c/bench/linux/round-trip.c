/* Messages to and fro through SOCK_SEQPACKET, with the calls that Mailchute makes. Answers each number on standard input
   with the median and the 99th percentile of so many round trips, in nanoseconds. */
#include "bench.h"

static char buffer[128 * 1024];

static int by_size(const void *a, const void *b)
{
    long left = *(const long *) a, right = *(const long *) b;

    return (left > right) - (left < right);
}

static void echo(const char *path)
{
    int server = socket_at(path, SOCK_SEQPACKET, 1), client;
    size_t size;

    listen(server, 1);
    ready();
    client = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    while ((size = receive(client, buffer, sizeof buffer)) > 0) {
        send_whole(client, buffer, size);
    }
    unlink(path);
}

static void ask(const char *path, size_t size)
{
    int fd = socket_at(path, SOCK_SEQPACKET, 0);
    char line[32], *message = calloc(1, size);

    ready();
    while (fgets(line, sizeof line, stdin)) {
        int trips = atoi(line), i;
        long *took = calloc(trips, sizeof *took);

        for (i = 0; i < trips; i++) {
            long start = now();

            send_whole(fd, message, size);
            if (receive(fd, buffer, sizeof buffer) != size) {
                fprintf(stderr, "another message came back\n");
                exit(1);
            }
            took[i] = now() - start;
        }
        qsort(took, trips, sizeof *took, by_size);
        printf("%ld %ld\n", took[trips / 2], took[trips * 99L / 100]);
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
        fprintf(stderr, "usage: round-trip echo path | ask path size\n");
        return 2;
    }
    return 0;
}
