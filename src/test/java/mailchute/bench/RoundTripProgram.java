package mailchute.bench;

import java.io.BufferedReader;
import java.util.Arrays;

/**
 * Messages to and fro between two processes through one library, as the reference {@code round-trip.c} does it: answers each
 * number with the median and the 99th percentile of so many round trips, in nanoseconds.
 */
final class RoundTripProgram {

    private RoundTripProgram() {}

    /** {@code WAY echo|ask ADDRESS SIZE}. */
    public static void main(String[] args) throws Exception {
        MessageLine.Way way = MessageLine.Way.valueOf(args[0]);
        int size = Integer.parseInt(args[3]);
        if (args[1].equals("echo")) {
            try (MessageLine line = way.serve(args[2], size, () -> System.out.println("ready"))) {
                while (line.read()) {
                    line.write();
                }
            }
            return;
        }
        try (MessageLine line = way.connect(args[2], size);
                BufferedReader in = Worker.input()) {
            System.out.println("ready");
            for (String trips = in.readLine(); trips != null; trips = in.readLine()) {
                long[] nanos = new long[Integer.parseInt(trips)];
                for (int i = 0; i < nanos.length; i++) {
                    long start = System.nanoTime();
                    line.write();
                    if (!line.read()) {
                        throw new IllegalStateException("the other end has left");
                    }
                    nanos[i] = System.nanoTime() - start;
                }
                Arrays.sort(nanos);
                System.out.println(nanos[nanos.length / 2] + " " + nanos[(int) (nanos.length * 99L / 100)]);
            }
        }
    }
}
