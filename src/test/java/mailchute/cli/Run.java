package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.NamedPipe;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;

/** One whole run of the program as a process: what it said, and how it ended. */
record Run(int status, List<String> output, List<String> errors) {

    /** Runs it with this standard input, line by line, until it ends; nothing of it may be left behind. */
    static Run of(List<String> arguments, String... input) throws Exception {
        return of(Program.command(false, arguments), input);
    }

    static Run of(ChildCommand command, String... input) throws Exception {
        Set<Path> before = files();
        try (DrivenProcess process = DrivenProcess.start(command)) {
            try {
                for (String line : input) {
                    process.type(line);
                }
            } catch (IOException e) {
                // It has ended without reading, which its exit status explains.
                assertThat(process.process().waitFor(TestRoom.PATIENCE)).isTrue();
            }
            process.endInput();
            return ended(process, before);
        }
    }

    static Run ended(DrivenProcess process) throws Exception {
        return ended(process, Set.of());
    }

    /** @param before what was there before it was started: a process that was killed has left files, and its pid is in use again */
    private static Run ended(DrivenProcess process, Set<Path> before) throws Exception {
        int status = TestRoom.exit(process);
        assertThat(NamedPipe.owners(Addresses.pipePrefix())).doesNotContain(process.pid());
        assertThat(files())
                .filteredOn(path -> path.getFileName().toString().matches(process.pid() + "(\\..*)?"))
                .isSubsetOf(before);
        // Wine makes every JVM say on standard error what it lacks.
        List<String> errors = process.errors().stream()
                .filter(line -> !line.contains(" warning: ") && !line.isBlank())
                .toList();
        return new Run(status, process.output(), errors);
    }

    /** Of all participants, where the system keeps any; none on Windows. */
    private static Set<Path> files() throws IOException {
        Path folder = Path.of(Addresses.pipePrefix()).getParent();
        if (TestRoom.WINDOWS || !Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            // One that another process has removed meanwhile.
            return files();
        }
    }

    /** It complained in one line, and its status is this. */
    void failedWith(int expected, String regex) {
        assertThat(errors)
                .as("standard error, status %d, output %s", status, output)
                .hasSize(1);
        assertThat(errors.get(0)).matches(regex);
        assertThat(status).isEqualTo(expected);
    }
}
