/* Runs the command line behind its own name, waits for it and ends as it does. */
#include <windows.h>
#include <tchar.h>

int _tmain(void)
{
    STARTUPINFO startup = {0};
    PROCESS_INFORMATION made;
    DWORD code = 1;
    LPTSTR line = GetCommandLine();
    BOOL quoted = FALSE;

    while (*line && (quoted || (*line != TEXT(' ') && *line != TEXT('\t')))) {
        if (*line == TEXT('"')) {
            quoted = !quoted;
        }
        line++;
    }
    while (*line == TEXT(' ') || *line == TEXT('\t')) {
        line++;
    }
    startup.cb = sizeof startup;
    if (!CreateProcess(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &made)) {
        return (int) GetLastError();
    }
    WaitForSingleObject(made.hProcess, INFINITE);
    GetExitCodeProcess(made.hProcess, &code);
    CloseHandle(made.hThread);
    CloseHandle(made.hProcess);
    return (int) code;
}
