/*
 * Writes each line of its input, or each line that it is given, to a descriptor that it inherited: its number comes as the
 * first argument, or in MAILCHUTE_HANDLE where that is "-". The second argument is what it ends with.
 * The line "greet" is a greeting of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char greeting[] = "안녕하세요 😀";

int main(int argc, char *argv[])
{
    const char *value = argc > 1 && strcmp(argv[1], "-") != 0 ? argv[1] : getenv("MAILCHUTE_HANDLE");
    char line[50];
    int lines = 0;

    if (!value) {
        fprintf(stderr, "no handle\n");
        return 2;
    }
    int fd = atoi(value);
    for (int i = 3; i < argc; i++, lines++) {
        const char *text = strcmp(argv[i], "greet") == 0 ? greeting : argv[i];
        if (send(fd, text, strlen(text), 0) < 0) {
            perror("send");
            return 1;
        }
    }
    while (argc <= 3 && fgets(line, sizeof line, stdin)) {
        if (send(fd, line, strlen(line), 0) < 0) {
            perror("send");
            return 1;
        }
        lines++;
    }
    printf("on standard output\n");
    fprintf(stderr, "first of two\n%d lines written\n", lines);
    return argc > 2 ? atoi(argv[2]) : 0;
}
