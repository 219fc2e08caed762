/* One way through SOCK_DGRAM, with the calls that Mailchute makes. The reader answers each number on standard input with
   the nanoseconds from the first of so many messages to the last; a writer writes as many as it is told. Each message
   begins with its writer's number and its own, so that none is lost unnoticed. */
#include "bench.h"

enum { WRITERS = 16 };

static void read_all(const char *path)
{
    static char buffer[212960];
    char control[CMSG_SPACE(sizeof(struct ucred))], line[32];
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), on = 1;
    unsigned next[WRITERS] = {0};
    struct sockaddr_un address = address_of(path);
    struct iovec part = {buffer, sizeof buffer};

    setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    if (bind(fd, (struct sockaddr *) &address, sizeof address) < 0) {
        fail(path);
    }
    ready();
    while (fgets(line, sizeof line, stdin)) {
        long count = atol(line), i, start = 0;

        for (i = 0; i < count; i++) {
            struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
                .msg_controllen = sizeof control};
            unsigned number[2];

            while (recvmsg(fd, &header, MSG_TRUNC | MSG_CMSG_CLOEXEC) < 0) {
                if (errno != EINTR) {
                    fail("recvmsg");
                }
            }
            memcpy(number, buffer, sizeof number);
            if (number[0] >= WRITERS || number[1] != next[number[0]]++) {
                fprintf(stderr, "a message of writer %u was lost\n", number[0]);
                exit(1);
            }
            start = i == 0 ? now() : start;
        }
        printf("%ld\n", now() - start);
        fflush(stdout);
    }
    unlink(path);
}

static void write_all(const char *path, unsigned writer, size_t size)
{
    int fd = socket_at(path, SOCK_DGRAM, 0);
    char line[32], *message = calloc(1, size);
    unsigned number[2] = {writer, 0};

    ready();
    while (fgets(line, sizeof line, stdin)) {
        long count = atol(line);

        while (count-- > 0) {
            memcpy(message, number, sizeof number);
            number[1]++;
            send_whole(fd, message, size);
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
        fprintf(stderr, "usage: mail read path | write path number size\n");
        return 2;
    }
    return 0;
}
