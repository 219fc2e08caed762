/* Writes messages of 500 equal bytes to the mailslot at the path in the argument, until it is ended. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char message[500];
    int mail;

    if (argc != 2) {
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    mail = socket(AF_UNIX, SOCK_DGRAM, 0);
    for (int i = 0;; i++) {
        memset(message, 'a' + i % 26, sizeof message);
        if (sendto(mail, message, sizeof message, 0, (struct sockaddr *) &address, sizeof address) < 0) {
            perror("sendto");
            return 1;
        }
    }
}
