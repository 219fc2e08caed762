/* Writes each line of its input to the datagram socket at a path, or each line that it is given. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static int post(int s, const struct sockaddr_un *to, const char *line)
{
    if (sendto(s, line, strlen(line), 0, (const struct sockaddr *) to, sizeof *to) < 0) {
        perror("sendto");
        return 1;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    char line[50];
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);

    if (argc < 2 || s < 0) {
        fprintf(stderr, "usage: mail-sender PATH [LINE...]\n");
        return 2;
    }
    strncpy(to.sun_path, argv[1], sizeof to.sun_path - 1);
    for (int i = 2; i < argc; i++) {
        if (post(s, &to, argv[i])) {
            return 1;
        }
    }
    while (argc == 2 && fgets(line, sizeof line, stdin)) {
        if (post(s, &to, line)) {
            return 1;
        }
    }
    return 0;
}
