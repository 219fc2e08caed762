/* Asks the pipe at the path in the first argument for the file in the second, and prints what comes. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char answer[1024];
    ssize_t size;
    int pipe;

    if (argc != 3) {
        fprintf(stderr, "usage: file-client path file\n");
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    pipe = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (connect(pipe, (struct sockaddr *) &address, sizeof address) < 0) {
        perror("connect");
        return 1;
    }
    if (send(pipe, argv[2], strlen(argv[2]), 0) < 0) {
        perror("send");
        return 1;
    }
    while ((size = recv(pipe, answer, sizeof answer, 0)) > 0) {
        fwrite(answer, 1, size, stdout);
    }
    return 0;
}
