/* What the references have in common: the address of a socket, waiting as Mailchute waits, the clock. */
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static inline long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static struct sockaddr_un address_of(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    return address;
}

/* A socket that is bound to the path, or connected to whoever is. */
static inline int socket_at(const char *path, int type, int bound)
{
    struct sockaddr_un address = address_of(path);
    int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);

    if (fd < 0 || (bound ? bind : connect)(fd, (struct sockaddr *) &address, sizeof address) < 0) {
        fail(path);
    }
    return fd;
}

static int waker = -1;

/* Until the socket is ready, or something else wakes this thread, which here nothing does. */
static inline void await(int fd, short events)
{
    struct pollfd set[2] = {{.fd = fd, .events = events}, {.events = POLLIN}};

    if (waker < 0) {
        waker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }
    set[1].fd = waker;
    if (poll(set, 2, -1) < 0 && errno != EINTR) {
        fail("poll");
    }
}

static inline void send_whole(int fd, const char *message, size_t size)
{
    while (send(fd, message, size, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
        if (errno == EAGAIN) {
            await(fd, POLLOUT);
        } else if (errno != EINTR) {
            fail("send");
        }
    }
}

/* The next message's size, waited for in the kernel; 0 is the end. */
static inline size_t receive(int fd, char *buffer, size_t size)
{
    ssize_t count;

    while ((count = recv(fd, buffer, size, MSG_TRUNC)) < 0) {
        if (errno != EINTR) {
            fail("recv");
        }
    }
    return count;
}

static inline void ready(void)
{
    printf("ready\n");
    fflush(stdout);
}

#endif
