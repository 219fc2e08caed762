/* A file through SOCK_SEQPACKET as Mailchute brings one: 64 KiB a message behind a byte that marks it, a SHA-256 where it
   arrives, on the disk before it gets its name. The taker answers each file name on standard input with the nanoseconds
   that it took and the checksum. */
#include "bench.h"
#include "sha256.h"
#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

enum { PIECE = 64 * 1024 };

static char message[1 + PIECE];

static void give(const char *path, const char *name)
{
    int server = socket_at(path, SOCK_SEQPACKET, 1), client;

    listen(server, 1);
    ready();
    while ((client = accept4(server, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        int file = open(name, O_RDONLY | O_CLOEXEC), unread = 1;
        ssize_t count;

        while ((count = read(file, message + 1, PIECE)) > 0) {
            send_whole(client, message, 1 + count);
        }
        while (ioctl(client, SIOCOUTQ, &unread) == 0 && unread > 0) {
            struct pollfd set = {.fd = client};

            poll(&set, 1, 5);
        }
        close(file);
        close(client);
    }
}

static void take(const char *path)
{
    char name[1024], part[1100], hex[65];

    ready();
    while (fgets(name, sizeof name, stdin)) {
        long start = now();
        int pipe = socket_at(path, SOCK_SEQPACKET, 0), file;
        struct sha256 hash;
        size_t size;

        name[strcspn(name, "\n")] = 0;
        snprintf(part, sizeof part, "%s.part", name);
        file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        sha256_begin(&hash);
        while ((size = receive(pipe, message, sizeof message)) > 0) {
            if (write(file, message + 1, size - 1) != (ssize_t) size - 1) {
                fail(part);
            }
            sha256_take(&hash, message + 1, size - 1);
        }
        sha256_end(&hash, hex);
        if (fsync(file) < 0 || close(file) < 0 || rename(part, name) < 0) {
            fail(name);
        }
        close(pipe);
        printf("%ld %s\n", now() - start, hex);
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
        fprintf(stderr, "usage: file give path file | take path\n");
        return 2;
    }
    return 0;
}
