/*
 * Loaded into a process with LD_PRELOAD, sets its wall clock wrong by as many seconds as the file says that MAILCHUTE_CLOCK
 * names; it is read anew each time. The monotonic clock goes on as it did: so it is when someone sets the clock back, and
 * when a machine wakes up from its sleep.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const long *offset;
static void *(*real_dlsym)(void *, const char *);
static int (*real_gettime)(clockid_t, struct timespec *);
static int (*real_timeofday)(struct timeval *, void *);

static void *next(const char *name) {
    if (!real_dlsym) {
        const char *versions[] = {"GLIBC_2.2.5", "GLIBC_2.17", "GLIBC_2.34"};
        for (int i = 0; i < 3 && !real_dlsym; i++) {
            *(void **)&real_dlsym = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
        }
    }
    return real_dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("MAILCHUTE_CLOCK");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *mapped = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, fd, 0);
        offset = mapped == MAP_FAILED ? NULL : mapped;
        close(fd);
    }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!real_gettime) {
        *(void **)&real_gettime = next("clock_gettime");
    }
    int result = real_gettime(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && offset) {
        now->tv_sec += *offset;
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    if (!real_timeofday) {
        *(void **)&real_timeofday = next("gettimeofday");
    }
    int result = real_timeofday(now, zone);
    if (result == 0 && offset) {
        now->tv_sec += *offset;
    }
    return result;
}

/* The JVM looks its clocks up by name. */
void *dlsym(void *restrict handle, const char *restrict name) {
    void *found = real_dlsym ? real_dlsym(handle, name) : (next("dlsym"), real_dlsym(handle, name));
    if (found && !strcmp(name, "clock_gettime")) {
        return clock_gettime;
    }
    return found && !strcmp(name, "gettimeofday") ? (void *)gettimeofday : found;
}
