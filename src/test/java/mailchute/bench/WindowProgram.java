package mailchute.bench;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Toolkit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.swing.RepaintManager;
import mailchute.Main;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;

/**
 * The program itself with a window, watched: when what is written shows, how long its event thread is busy at a time, and how
 * large its heap is.
 */
final class WindowProgram {

    /** What a message begins with whose way to the screen is measured; the writer's {@link System#nanoTime} follows. */
    static final String STAMP = "painted ";

    private static final double STALL = 50;

    private static final List<Double> DELAYS = Collections.synchronizedList(new ArrayList<>());
    private static final List<Double> STALLS = Collections.synchronizedList(new ArrayList<>());
    private static volatile double longest;

    private WindowProgram() {}

    /** The program's arguments. */
    public static void main(String[] args) {
        Thread asked = new Thread(WindowProgram::answer, "bench");
        asked.setDaemon(true);
        asked.start();
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(new Timed());
        RepaintManager.setCurrentManager(new Watched());
        Main.main(args);
    }

    /**
     * {@code delays}: the milliseconds from each stamp to the screen; {@code stalls}: the longest event in milliseconds, how
     * many took over 50, and the heap in MiB, since the last question.
     */
    private static void answer() {
        try (BufferedReader in = Worker.input()) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("delays")) {
                    System.out.println("delays "
                            + String.join(
                                    " ", DELAYS.stream().map(String::valueOf).toList()));
                } else {
                    long heap = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getCommitted();
                    System.out.println("stalls " + longest + " " + STALLS.size() + " " + heap / (1024 * 1024));
                    longest = 0;
                    STALLS.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Timed extends EventQueue {

        @Override
        protected void dispatchEvent(AWTEvent event) {
            long start = System.nanoTime();
            super.dispatchEvent(event);
            double millis = (System.nanoTime() - start) / 1e6;
            longest = Math.max(longest, millis);
            if (millis > STALL) {
                STALLS.add(millis);
            }
        }
    }

    private static final class Watched extends RepaintManager {

        private String last = "";

        @Override
        public void paintDirtyRegions() {
            super.paintDirtyRegions();
            for (Frame frame : Frame.getFrames()) {
                transcript(frame)
                        .flatMap(view -> view.content().newest(row -> row.kind() == TranscriptRow.Kind.MESSAGE))
                        .map(TranscriptRow::text)
                        .filter(text -> text.startsWith(STAMP) && !text.equals(last))
                        .ifPresent(text -> {
                            last = text;
                            // The clock is the machine's (CLOCK_MONOTONIC), the same in every process.
                            DELAYS.add((System.nanoTime() - Long.parseLong(text.substring(STAMP.length()))) / 1e6);
                        });
            }
        }

        private static Optional<TranscriptView> transcript(Container parent) {
            for (Component child : parent.getComponents()) {
                if (child instanceof TranscriptView view && view.isShowing()) {
                    return Optional.of(view);
                }
                Optional<TranscriptView> below =
                        child instanceof Container container ? transcript(container) : Optional.empty();
                if (below.isPresent()) {
                    return below;
                }
            }
            return Optional.empty();
        }
    }
}
