/*
 * Loaded into a process with LD_PRELOAD, makes one call of the C library go wrong there, and so tests what becomes of the
 * process, and of the others, at exactly that step.
 *
 * MAILCHUTE_FAULT="WHO CALL FIRST LAST WHAT [FILE]"
 *   WHO    an argument on the process's command line; every other process is left alone, also one that inherits this
 *   CALL   the call, such as sendmsg
 *   FIRST  counted from 1
 *   LAST   the same number where one call is meant
 *   WHAT   `before` or `after`: the process is killed (SIGKILL) before or after the call; a number: the call fails with it
 *   FILE   only calls on files and sockets with this in their path count
 *
 * The calls that Java makes by way of JNA are looked up with dlsym, which is answered here for that.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum what { NOTHING, AFTER, FAIL };

static char call[32], moment[16], file[128];
static int first, last, armed;
static atomic_int count;

static void *(*real_dlsym)(void *, const char *);

static void *next(const char *name) {
    if (!real_dlsym) {
        const char *versions[] = {"GLIBC_2.2.5", "GLIBC_2.17", "GLIBC_2.34"};
        for (int i = 0; i < 3 && !real_dlsym; i++) {
            *(void **)&real_dlsym = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
        }
    }
    return real_dlsym(RTLD_NEXT, name);
}

static int is_argument(const char *who) {
    char line[32768];
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
    if (fd >= 0) {
        close(fd);
    }
    for (ssize_t at = 0; at < size; at += strlen(line + at) + 1) {
        line[size] = 0;
        if (!strcmp(line + at, who)) {
            return 1;
        }
    }
    return 0;
}

__attribute__((constructor)) static void begin(void) {
    char who[32];
    const char *fault = getenv("MAILCHUTE_FAULT");
    if (fault && sscanf(fault, "%31s %31s %d %d %15s %127s", who, call, &first, &last, moment, file) >= 5) {
        armed = is_argument(who);
    }
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

static int concerns(int fd, const char *path) {
    char link[32], target[4096];
    if (!file[0]) {
        return 1;
    }
    if (path) {
        return strstr(path, file) != NULL;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length < 0) {
        return 0;
    }
    target[length] = 0;
    return strstr(target, file) != NULL;
}

static enum what due(const char *name, int fd, const char *path) {
    if (!armed || strcmp(name, call) || !concerns(fd, path)) {
        return NOTHING;
    }
    int now = atomic_fetch_add(&count, 1) + 1;
    if (now < first || now > last) {
        return NOTHING;
    }
    if (!strcmp(moment, "before")) {
        die();
    }
    return strcmp(moment, "after") ? FAIL : AFTER;
}

#define WRAP(type, name, parameters, arguments, fd, path) \
    type name parameters { \
        static type(*real) parameters; \
        if (!real) { \
            *(void **)&real = next(#name); \
        } \
        enum what what = due(#name, fd, path); \
        if (what == FAIL) { \
            errno = atoi(moment); \
            return -1; \
        } \
        type result = real arguments; \
        if (what == AFTER) { \
            die(); \
        } \
        return result; \
    }

WRAP(int, socket, (int domain, int type, int protocol), (domain, type, protocol), -1, "")
WRAP(int, socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends), -1, "")
WRAP(int, bind, (int fd, const struct sockaddr *to, socklen_t length), (fd, to, length), -1, to->sa_data)
WRAP(int, connect, (int fd, const struct sockaddr *to, socklen_t length), (fd, to, length), -1, to->sa_data)
WRAP(int, listen, (int fd, int backlog), (fd, backlog), fd, NULL)
WRAP(int, accept4, (int fd, struct sockaddr *from, socklen_t *length, int flags), (fd, from, length, flags), fd, NULL)
WRAP(ssize_t, send, (int fd, const void *bytes, size_t length, int flags), (fd, bytes, length, flags), fd, NULL)
WRAP(ssize_t, recv, (int fd, void *bytes, size_t length, int flags), (fd, bytes, length, flags), fd, NULL)
WRAP(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags), fd, NULL)
WRAP(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags), fd, NULL)
WRAP(ssize_t, write, (int fd, const void *bytes, size_t length), (fd, bytes, length), fd, NULL)
WRAP(ssize_t, pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at), fd, NULL)
WRAP(int, fsync, (int fd), (fd), fd, NULL)
WRAP(int, fdatasync, (int fd), (fd), fd, NULL)
WRAP(int, ftruncate64, (int fd, off64_t length), (fd, length), fd, NULL)
WRAP(int, unlink, (const char *path), (path), -1, path)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1, to)
WRAP(int, link, (const char *from, const char *to), (from, to), -1, to)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), -1, path)
WRAP(int, posix_spawnp,
    (pid_t *pid, const char *program, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
        char *const arguments[], char *const environment[]),
    (pid, program, actions, attributes, arguments, environment), -1, program)

/* With and without large files: one call for the tests. */
#define WRAP_OPEN(name) \
    int name(const char *path, int flags, ...) { \
        static int (*real)(const char *, int, mode_t); \
        if (!real) { \
            *(void **)&real = next(#name); \
        } \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        enum what what = due("open", -1, path); \
        if (what == FAIL) { \
            errno = atoi(moment); \
            return -1; \
        } \
        int result = real(path, flags, mode); \
        if (what == AFTER) { \
            die(); \
        } \
        return result; \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)

void *dlsym(void *restrict handle, const char *restrict name) {
    static const struct {
        const char *name;
        void *function;
    } ours[] = {
        {"socket", socket},     {"socketpair", socketpair}, {"bind", bind},       {"connect", connect}, {"listen", listen},
        {"accept4", accept4},   {"send", send},             {"recv", recv},       {"sendmsg", sendmsg}, {"recvmsg", recvmsg},
        {"write", write},       {"unlink", unlink},         {"mkdir", mkdir},     {"open", open},       {"posix_spawnp", posix_spawnp},
    };
    void *found = real_dlsym ? real_dlsym(handle, name) : (next("dlsym"), real_dlsym(handle, name));
    for (size_t i = 0; armed && found && i < sizeof ours / sizeof *ours; i++) {
        if (!strcmp(ours[i].name, name)) {
            return ours[i].function;
        }
    }
    return found;
}
