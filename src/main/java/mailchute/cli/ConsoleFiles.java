package mailchute.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.room.Conversation;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.room.transfer.Transfer.State;
import mailchute.wire.TransferEnd;

/** The files of a role's conversations, on standard input and output: each has a number from its first line on. */
final class ConsoleFiles {

    /** Progress is printed whenever so many more of a hundred are there. */
    private static final int STEP = 10;

    private final class Entry {
        private final int number;
        private final Transfer transfer;
        private final String with;
        private String lastPrinted = "";

        Entry(int number, Transfer transfer, String with) {
            this.number = number;
            this.transfer = transfer;
            this.with = with;
        }

        /** Prints how things are, if that is not what was printed last. */
        synchronized void print() {
            String words = describe();
            if (!words.equals(lastPrinted)) {
                lastPrinted = words;
                console.print(Instant.now(), line(words));
            }
        }

        String line(String words) {
            return "file " + number + " " + (transfer instanceof IncomingTransfer ? "from " : "to ") + with + ", "
                    + transfer.name() + ": " + words;
        }

        String describe() {
            Transfer.Status status = transfer.status();
            String by = status.by().filter(side -> side == Transfer.Side.HERE).isPresent() ? "by you" : "by " + with;
            return switch (status.state()) {
                case PREPARING -> "computing its checksum";
                case OFFERED -> offered(status);
                case WAITING -> "accepted";
                case RUNNING -> percent(status.bytes(), transfer.size()) + " %";
                case PAUSED -> "paused " + by + " at " + status.bytes() + " bytes";
                case INTERRUPTED ->
                    "interrupted at " + status.bytes() + " bytes"
                            + status.problem().map(ConsoleFiles::problem).orElse("");
                case CHECKING -> "comparing the checksum";
                case DONE ->
                    transfer instanceof IncomingTransfer
                            ? "received as " + status.file().map(Path::toString).orElse("?")
                            : "received there";
                case DECLINED -> "declined " + by;
                case CANCELLED -> "cancelled " + by;
                case FAILED ->
                    "failed: " + status.end().map(ConsoleFiles::failure).orElse("?")
                            + status.problem().map(ConsoleFiles::problem).orElse("");
            };
        }

        private String offered(Transfer.Status status) {
            String what = "offered, " + transfer.size() + " bytes, SHA-256 "
                    + transfer.sha256().orElse("?");
            return status.bytes() == 0 ? what : what + "; " + status.bytes() + " bytes are here from before";
        }
    }

    private final Console console;
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();

    ConsoleFiles(Console console) {
        this.console = console;
    }

    private static long percent(long bytes, long total) {
        return total == 0 ? 100 : (long) (bytes * 100.0 / total) / STEP * STEP;
    }

    private static String problem(Transfer.Problem problem) {
        String what = switch (problem.kind()) {
            case CONNECTION -> "the connection broke";
            case NO_SPACE -> "not enough space";
            case NOT_WRITTEN -> "it cannot be written";
            case NOT_READ -> "it cannot be read";
        };
        return "; " + what + (problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")");
    }

    private static String failure(TransferEnd end) {
        return switch (end) {
            case CANCELLED -> "cancelled";
            case CHANGED -> "the file has been changed since it was offered";
            case UNREADABLE -> "the file cannot be read";
            case WRONG_CHECKSUM -> "what arrived does not have the checksum of the offer";
            case NOT_OFFERED -> "it is not offered any more";
        };
    }

    /** Something about a file is new. */
    void show(Conversation conversation, Transfer transfer) {
        entry(conversation, transfer).print();
    }

    private Entry entry(Conversation conversation, Transfer transfer) {
        synchronized (entries) {
            return entries.computeIfAbsent(
                    transfer.id(),
                    id -> new Entry(
                            entries.size() + 1, transfer, conversation.other().nickname()));
        }
    }

    /** Offers a file in a conversation. */
    void offer(Conversation conversation, String path) {
        try {
            conversation.files().offer(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            console.complain("not offered: " + path + ": " + e.getMessage());
        }
    }

    /** Does what a command says, if it is one for files. */
    boolean command(String word, List<String> rest) {
        switch (word) {
            case "accept" -> chosen(rest, State.OFFERED).ifPresent(entry -> incoming(entry, IncomingTransfer::accept));
            case "decline" ->
                chosen(rest, State.OFFERED).ifPresent(entry -> incoming(entry, IncomingTransfer::decline));
            case "pause" -> chosen(rest, State.RUNNING).ifPresent(entry -> entry.transfer.pause());
            case "resume" -> chosen(rest, State.PAUSED).ifPresent(entry -> entry.transfer.resume());
            case "cancel" -> chosen(rest, State.RUNNING).ifPresent(entry -> entry.transfer.cancel());
            case "files" -> list();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void incoming(Entry entry, Consumer<IncomingTransfer> does) {
        if (entry.transfer instanceof IncomingTransfer incoming) {
            does.accept(incoming);
        } else {
            console.complain("file " + entry.number + " is offered by you");
        }
    }

    /** The file with the number that was given, or else the only one in that state. */
    private Optional<Entry> chosen(List<String> rest, State usual) {
        List<Entry> meant;
        synchronized (entries) {
            meant = entries.values().stream()
                    .filter(entry -> rest.isEmpty()
                            ? entry.transfer.status().state() == usual
                            : rest.get(0).equals(Integer.toString(entry.number)))
                    .toList();
        }
        if (meant.size() != 1) {
            console.complain("which file? /files lists them with their numbers, such as /accept 1");
            return Optional.empty();
        }
        return Optional.of(meant.get(0));
    }

    private void list() {
        List<Entry> all;
        synchronized (entries) {
            all = List.copyOf(entries.values());
        }
        if (all.isEmpty()) {
            console.print("no files");
        }
        all.forEach(entry -> console.print(entry.line(entry.describe())));
    }
}
