package mailchute.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits on conditions, each with a deadline. */
final class Waiting {

    /** Longer than anything here takes on a busy machine. */
    static final Duration LONG = Duration.ofSeconds(20);

    static final Duration SHORT = Duration.ofMillis(150);

    private Waiting() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        Deadline deadline = Deadline.after(LONG);
        while (!condition.call()) {
            if (deadline.passed()) {
                fail("did not happen: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** A call on a thread of its own. */
    static final class Call<T> {
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Thread thread;

        private Call(Callable<T> body) {
            thread = new Thread(
                    () -> {
                        try {
                            result.complete(body.call());
                        } catch (Throwable e) {
                            result.completeExceptionally(e);
                        }
                    },
                    "call under test");
            thread.setDaemon(true);
            thread.start();
        }

        static <T> Call<T> start(Callable<T> body) {
            return new Call<>(body);
        }

        boolean done() {
            return result.isDone();
        }

        T result() throws Exception {
            return result.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Waits until the thread sits in one system call, seen ten times in a row. */
        Call<T> untilItWaits() throws Exception {
            int[] seen = {0};
            until("the call waits in the system", () -> {
                StackTraceElement[] stack = thread.getStackTrace();
                boolean waits =
                        stack.length > 0 && (stack[0].isNativeMethod() || thread.getState() != Thread.State.RUNNABLE);
                seen[0] = waits ? seen[0] + 1 : 0;
                return seen[0] >= 10;
            });
            assertThat(result).as("a call that should wait").isNotDone();
            return this;
        }

        void untilItsThreadHasEnded() throws Exception {
            until("the thread has ended", () -> !thread.isAlive());
        }

        void failsWith(IpcException.Reason reason) throws InterruptedException, TimeoutException {
            try {
                T unexpected = result.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
                fail("expected " + reason + " but got " + unexpected);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(IpcException.class);
                assertThat(((IpcException) e.getCause()).reason()).isEqualTo(reason);
            }
        }
    }

    /** A call that can fail as the contract says. */
    interface Failing {
        void run() throws Exception;
    }

    /** Runs the call, which must fail for this reason, and returns the failure. */
    static IpcException failure(IpcException.Reason reason, Failing call) throws Exception {
        try {
            call.run();
        } catch (IpcException e) {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
            return e;
        }
        return fail("expected " + reason);
    }
}
