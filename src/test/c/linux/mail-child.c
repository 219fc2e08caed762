/* Writes each line of its standard input to the handle in the first argument, or in MAILCHUTE_HANDLE, and ends with 3. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const char *value = argc > 1 ? argv[1] : getenv("MAILCHUTE_HANDLE");
    char line[50];
    int mail;

    if (!value) {
        fprintf(stderr, "no handle\n");
        return 2;
    }
    mail = atoi(value);
    while (fgets(line, sizeof line, stdin)) {
        if (write(mail, line, strlen(line)) < 0) {
            perror("write");
            return 1;
        }
    }
    fprintf(stderr, "a first line\nthe child's last words\n");
    return 3;
}
