package mailchute.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.wire.Limits;

/**
 * One way through a mailslot, as the reference {@code mail.c} does it. Each message begins with its writer's number and its
 * own, so that none is lost unnoticed.
 */
final class MailProgram {

    private static final int WRITERS = 16;

    private MailProgram() {}

    /** {@code read ADDRESS} or {@code write ADDRESS NUMBER SIZE}. */
    public static void main(String[] args) throws Exception {
        try (BufferedReader in = Worker.input()) {
            if (args[0].equals("read")) {
                read(args[1], in);
            } else {
                write(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]), in);
            }
        }
    }

    /** Answers each number with the nanoseconds from the first of so many messages to the last. */
    private static void read(String address, BufferedReader in) throws IOException {
        int[] next = new int[WRITERS];
        try (Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE)) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int count = Integer.parseInt(line);
                long start = 0;
                for (int i = 0; i < count; i++) {
                    byte[] message =
                            mailslot.read(Deadline.FOREVER).orElseThrow().bytes();
                    ByteBuffer numbers = ByteBuffer.wrap(message);
                    int writer = numbers.getInt();
                    if (numbers.getInt() != next[writer]++) {
                        throw new IllegalStateException("a message of writer " + writer + " was lost");
                    }
                    if (i == 0) {
                        start = System.nanoTime();
                    }
                }
                System.out.println(System.nanoTime() - start);
            }
        }
    }

    private static void write(String address, int writer, int size, BufferedReader in) throws IOException {
        Duration patience = Duration.ofSeconds(30);
        int number = 0;
        try (MailslotWriter slot = MailslotWriter.open(address, Handle.Inheritance.PRIVATE)) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                byte[] message = new byte[size];
                for (int left = Integer.parseInt(line); left > 0; left--) {
                    ByteBuffer.wrap(message).putInt(writer).putInt(number++);
                    slot.write(message, patience);
                }
                System.out.println("done");
            }
        }
    }
}
