/* Serves as many clients as the second argument says, one by one, on the pipe at the path in the first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[1024], chunk[1024];
    int server, left;

    if (argc != 3) {
        fprintf(stderr, "usage: file-server path count\n");
        return 2;
    }
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    unlink(argv[1]);
    server = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (bind(server, (struct sockaddr *) &address, sizeof address) < 0 || listen(server, 5) < 0) {
        perror("bind");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    for (left = atoi(argv[2]); left > 0; left--) {
        int client = accept(server, NULL, NULL);
        ssize_t size = recv(client, name, sizeof name - 1, 0);
        FILE *file;

        name[size > 0 ? size : 0] = 0;
        file = fopen(name, "rb");
        while (file && (size = fread(chunk, 1, sizeof chunk, file)) > 0) {
            send(client, chunk, size, MSG_NOSIGNAL);
        }
        if (file) {
            fclose(file);
        }
        close(client);
    }
    unlink(argv[1]);
    return 0;
}
