/* Sleeps for a minute, to be found and ended by its name. */
#include <unistd.h>

int main(void)
{
    sleep(60);
    return 0;
}
