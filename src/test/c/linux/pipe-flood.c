/* Owns the pipe at the path in the argument and writes messages of 100,000 bytes to its first client, until it is ended. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char message[100000];

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int server, client;

    if (argc != 2) {
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    server = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (bind(server, (struct sockaddr *) &address, sizeof address) < 0 || listen(server, 1) < 0) {
        perror("bind");
        return 1;
    }
    client = accept(server, NULL, NULL);
    while (send(client, message, sizeof message, MSG_NOSIGNAL) > 0) {
    }
    unlink(argv[1]);
    return 0;
}
