/* Owns a datagram socket at a path and prints each message: how many bytes, and which. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    unsigned char message[50];
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);
    ssize_t size;

    if (argc < 2 || s < 0) {
        fprintf(stderr, "usage: mail-receiver PATH\n");
        return 2;
    }
    strncpy(name.sun_path, argv[1], sizeof name.sun_path - 1);
    unlink(name.sun_path);
    if (bind(s, (struct sockaddr *) &name, sizeof name) < 0) {
        perror("bind");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    while ((size = recv(s, message, sizeof message, MSG_TRUNC)) >= 0) {
        if (size >= (ssize_t) sizeof message) {
            fprintf(stderr, "%zd bytes are too many\n", size);
            return 3;
        }
        printf("%zd ", size);
        for (ssize_t i = 0; i < size; i++) {
            printf("%02x", message[i]);
        }
        printf("\n");
        fflush(stdout);
    }
    perror("recv");
    return 1;
}
