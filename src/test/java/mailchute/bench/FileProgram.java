package mailchute.bench;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mailchute.room.Conversation;
import mailchute.room.Participant;
import mailchute.room.transfer.FilePlaces;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.wire.Frame;
import mailchute.wire.Role;

/** A file in a conversation between two participants, by the very code that windows use. */
final class FileProgram {

    private FileProgram() {}

    /** {@code give}, or {@code take PID FOLDER}. */
    public static void main(String[] args) throws Exception {
        Participant self = Participant.open(Role.SENDER, args[0], "bench", Optional.empty());
        BlockingQueue<Conversation> conversations = new LinkedBlockingQueue<>();
        BlockingQueue<Transfer> changes = new LinkedBlockingQueue<>();
        self.onConversation(conversation -> {
            conversation.listen(new Changes(changes));
            conversations.add(conversation);
        });
        if (args[0].equals("take")) {
            self.keepFilesIn(new FilePlaces(() -> Path.of(args[2]), Optional.empty()));
        }
        self.start();
        try (self;
                BufferedReader in = Worker.input()) {
            if (args[0].equals("give")) {
                System.out.println("ready " + self.card().pid());
                give(in, conversations);
            } else {
                self.converseWith(Long.parseLong(args[1]));
                System.out.println("ready");
                take(in, changes);
            }
        }
        // A conversation's threads would outlive a failure of this one.
        System.exit(0);
    }

    /** Each line is a file to offer. */
    private static void give(BufferedReader in, BlockingQueue<Conversation> conversations) throws Exception {
        Conversation conversation = conversations.take();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long start = System.nanoTime();
            Transfer offered = conversation.files().offer(Path.of(line));
            while (offered.sha256().isEmpty()) {
                Thread.sleep(1);
            }
            System.out.println(System.nanoTime() - start);
        }
    }

    /** Each line has the next offer accepted; it is answered with the nanoseconds until the file is there, and its checksum. */
    private static void take(BufferedReader in, BlockingQueue<Transfer> changes) throws Exception {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Transfer file = changes.take();
            while (file.status().state() != Transfer.State.OFFERED) {
                file = changes.take();
            }
            long start = System.nanoTime();
            ((IncomingTransfer) file).accept();
            while (!file.status().state().isOver()) {
                if (file.status().problem().isPresent()) {
                    throw new IllegalStateException(file.status().toString());
                }
                changes.take();
            }
            long nanos = System.nanoTime() - start;
            Files.delete(file.status().file().orElseThrow());
            System.out.println(nanos + " " + file.sha256().orElseThrow());
        }
    }

    private record Changes(BlockingQueue<Transfer> changes) implements Conversation.Listener {

        @Override
        public void transfer(Transfer file) {
            changes.add(file);
        }

        @Override
        public void saying(Frame.Said words) {}

        @Override
        public void said(Frame.Said words) {}

        @Override
        public void sent(UUID id) {}

        @Override
        public void received(UUID id) {}

        @Override
        public void strange(String what) {
            throw new IllegalStateException(what);
        }

        @Override
        public void ended(String why, List<UUID> lost) {}
    }
}
