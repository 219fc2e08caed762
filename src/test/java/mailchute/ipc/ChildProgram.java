package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other process of the contract tests. Its first argument says what it does. */
public final class ChildProgram {

    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private ChildProgram() {}

    public static void main(String[] all) throws Exception {
        List<String> args = Arrays.asList(all).subList(1, all.length);
        switch (all[0]) {
            case "exit" -> System.exit(Integer.parseInt(args.get(0)));
            case "sleep" -> sleep();
            case "say-and-sleep" -> {
                OUT.println("here");
                sleep();
            }
            case "arguments" -> NativeArguments.after(all[0], args).forEach(text -> OUT.println(hex(text)));
            case "environment" -> args.forEach(name -> OUT.println(hex(System.getenv(name))));
            case "folder" -> OUT.println(hex(System.getProperty("user.dir")));
            case "whole-environment" -> System.getenv().keySet().forEach(OUT::println);
            case "streams" -> streams();
            case "post" -> {
                try (MailslotWriter writer = MailslotWriter.adopt(Long.parseLong(args.get(0)))) {
                    post(writer, args.get(2), Integer.parseInt(args.get(1)));
                }
            }
            case "post-by-name" -> {
                try (MailslotWriter writer = MailslotWriter.open(args.get(0), Handle.Inheritance.PRIVATE)) {
                    post(writer, args.get(2), Integer.parseInt(args.get(1)));
                }
            }
            case "adoptable" -> adoptable();
            case "await-parent" -> awaitParent(Long.parseLong(args.get(0)), Long.parseLong(args.get(1)));
            case "parent" -> parent(args.get(0));
            case "own-mailslot" -> {
                try (Mailslot mailslot = Mailslot.create(args.get(0), 1024)) {
                    OUT.println(mailslot.address());
                    sleep();
                }
            }
            case "open" -> open(args.get(0), args.get(1));
            case "own-pipe" -> ownPipe(args.get(0));
            case "start-sleeper" -> startSleeper(Boolean.parseBoolean(args.get(0)));
            case "client" -> client(args.get(0));
            case "orders" -> orders(Long.parseLong(args.get(0)), Long.parseLong(args.get(1)));
            case "hold-lines" -> holdLines(Long.parseLong(args.get(0)), Long.parseLong(args.get(1)));
            default -> throw new IllegalArgumentException(all[0]);
        }
    }

    /** Until it is ended; a test that forgot it does not leave it behind for ever. */
    private static void sleep() throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(1).toMillis());
    }

    static String hex(String text) {
        return text == null ? "none" : "x" + HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static void streams() throws IOException {
        byte[] input = System.in.readAllBytes();
        OUT.write(input);
        OUT.flush();
        System.err.write(("errors of " + input.length).getBytes(UTF_8));
        System.err.flush();
    }

    private static void post(MailslotWriter writer, String prefix, int count) throws IpcException {
        for (int i = 0; i < count; i++) {
            writer.write((prefix + " " + i).getBytes(UTF_8), Waiting.LONG);
        }
    }

    /** Tries every value that a handle could have, and says which of them write to a mailslot, and to which. */
    private static void adoptable() throws IpcException {
        long step = TestAddresses.WINDOWS ? 4 : 1;
        for (long value = TestAddresses.WINDOWS ? 4 : 3; value < 4096; value += step) {
            try (MailslotWriter writer = MailslotWriter.adopt(value)) {
                writer.write(Long.toString(value).getBytes(UTF_8), Waiting.LONG);
                OUT.println(value);
            } catch (IpcException e) {
                if (e.reason() != IpcException.Reason.WRONG_HANDLE) {
                    throw e;
                }
            }
        }
    }

    private static void awaitParent(long parentValue, long writerValue) throws IpcException {
        try (OsProcess parent = OsProcess.adopt(parentValue);
                MailslotWriter writer = MailslotWriter.adopt(writerValue)) {
            boolean ended = parent.waitFor(Duration.ZERO);
            writer.write(
                    ((ended ? "too early " : "waiting ") + parent.identity().pid()).getBytes(UTF_8), Waiting.LONG);
            ended = parent.waitFor(Waiting.LONG);
            writer.write((ended ? "parent ended" : "nothing seen").getBytes(UTF_8), Waiting.LONG);
        }
    }

    private static void parent(String mailslot) throws Exception {
        try (OsProcess self = OsProcess.openSelf(Handle.Inheritance.INHERITABLE);
                MailslotWriter writer = MailslotWriter.open(mailslot, Handle.Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command();
            long selfInChild = command.inherit(self);
            long writerInChild = command.inherit(writer);
            command.arguments("await-parent", Long.toString(selfInChild), Long.toString(writerInChild));
            try (ChildProcess child = command.start()) {
                OUT.println(child.identity().pid());
                sleep();
            }
        }
    }

    /** Starts a child of its own, says its pid, and sleeps: whoever ends this one sees what becomes of the child. */
    private static void startSleeper(boolean killOnClose) throws Exception {
        ChildCommand command = Children.command().arguments("sleep");
        ChildProcess child = (killOnClose ? command.killOnClose() : command).start();
        OUT.println(child.identity().pid());
        sleep();
    }

    /** Says why what it was told to open cannot be opened. */
    private static void open(String kind, String address) {
        try (AutoCloseable opened = kind.equals("mailslot")
                ? MailslotWriter.open(address, Handle.Inheritance.PRIVATE)
                : NamedPipe.connect(address, 1024, Waiting.SHORT)) {
            OUT.println("opened " + opened);
        } catch (IpcException e) {
            OUT.println(e.reason());
        } catch (Exception e) {
            OUT.println(e);
        }
    }

    private static void ownPipe(String address) throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
            OUT.println(server.address());
            try (NamedPipe pipe = server.accept(Waiting.LONG).orElseThrow()) {
                NamedPipe.Read first = pipe.read(Waiting.LONG);
                pipe.write(((NamedPipe.Message) first).bytes(), Waiting.LONG);
                sleep();
            }
        }
    }

    private static void client(String address) throws IpcException {
        try (NamedPipe pipe = NamedPipe.connect(address, 1024, Waiting.LONG)) {
            pipe.write(("server " + pipe.peer().pid()).getBytes(UTF_8), Waiting.LONG);
            pipe.read(Waiting.LONG);
        }
    }

    private static void orders(long line, long answers) throws IpcException {
        try (OrderLine.ChildEnd orders = OrderLine.adopt(line);
                MailslotWriter writer = MailslotWriter.adopt(answers)) {
            for (Optional<OrderLine.Order> next = orders.read(); next.isPresent(); next = orders.read()) {
                OrderLine.Order order = next.get();
                writer.write(order.bytes(), Waiting.LONG);
                if (order.handle().isPresent()) {
                    try (MailslotWriter handed =
                            MailslotWriter.adopt(order.handle().getAsLong())) {
                        handed.write(("handed: " + new String(order.bytes(), UTF_8)).getBytes(UTF_8), Waiting.LONG);
                    }
                }
            }
            writer.write("end of orders".getBytes(UTF_8), Waiting.LONG);
        }
    }

    /** Adopts every line whose end is handed to it and does with it what the order says; whoever holds the other end sees it. */
    private static void holdLines(long line, long answers) throws IpcException {
        Map<Long, OrderLine.ChildEnd> untold = new LinkedHashMap<>();
        try (OrderLine.ChildEnd orders = OrderLine.adopt(line);
                MailslotWriter writer = MailslotWriter.adopt(answers)) {
            for (Optional<OrderLine.Order> next = orders.read(); next.isPresent(); next = orders.read()) {
                String order = new String(next.get().bytes(), UTF_8);
                if (next.get().handle().isPresent()) {
                    long value = next.get().handle().getAsLong();
                    OrderLine.ChildEnd held = OrderLine.adopt(value);
                    switch (order) {
                        case "keep" -> orders.keep(value, held::close);
                        case "close" -> {
                            orders.keep(value, held::close);
                            held.close();
                        }
                        case "say nothing" -> untold.put(value, held);
                        default -> throw new IllegalArgumentException(order);
                    }
                } else if (order.equals("say what you hold")) {
                    for (Map.Entry<Long, OrderLine.ChildEnd> held : untold.entrySet()) {
                        orders.keep(held.getKey(), held.getValue()::close);
                    }
                    untold.clear();
                }
                writer.write(next.get().bytes(), Waiting.LONG);
            }
        }
    }
}
