/* Sends each line of its standard input to the mailslot: a datagram socket bound to the path in the argument. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char line[50];
    int mail;

    if (argc != 2) {
        fprintf(stderr, "usage: mail-sender path\n");
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    mail = socket(AF_UNIX, SOCK_DGRAM, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (sendto(mail, line, strlen(line), 0, (struct sockaddr *) &address, sizeof address) < 0) {
            perror("sendto");
            return 1;
        }
    }
    return 0;
}
