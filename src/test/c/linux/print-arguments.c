/* Prints its arguments, its environment and its working directory, each byte in hexadecimal. */
#include <stdio.h>
#include <unistd.h>

extern char **environ;

static void print(const char *what, const char *text)
{
    printf("%s ", what);
    while (*text) {
        printf("%02x", (unsigned char) *text++);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    char folder[4096];

    for (int i = 1; i < argc; i++) {
        print("argument", argv[i]);
    }
    for (char **variable = environ; *variable; variable++) {
        print("environment", *variable);
    }
    if (!getcwd(folder, sizeof folder)) {
        perror("getcwd");
        return 1;
    }
    print("folder", folder);
    return 0;
}
