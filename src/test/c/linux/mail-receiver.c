/* Owns the mailslot at the path in the first argument, and prints as many messages as the second says, in hexadecimal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    unsigned char message[4096];
    int mail, left;

    if (argc != 3) {
        fprintf(stderr, "usage: mail-receiver path count\n");
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    unlink(argv[1]);
    mail = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (bind(mail, (struct sockaddr *) &address, sizeof address) < 0) {
        perror("bind");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    for (left = atoi(argv[2]); left > 0; left--) {
        ssize_t size = recv(mail, message, sizeof message, 0);
        for (ssize_t i = 0; i < size; i++) {
            printf("%02x", message[i]);
        }
        printf("\n");
        fflush(stdout);
    }
    unlink(argv[1]);
    return 0;
}
