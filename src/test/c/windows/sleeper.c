/* Sleeps for a minute, to be found and ended by its name. */
#include <windows.h>
#include <tchar.h>

int _tmain(void)
{
    Sleep(60000);
    return 0;
}
