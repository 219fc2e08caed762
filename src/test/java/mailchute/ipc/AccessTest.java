package mailchute.ipc;

import static mailchute.ipc.Waiting.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Denied is told from missing. On Windows {@code win32.SecurityTest} tries it, with security descriptors. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class AccessTest {

    private static List<String> tries(String kind, String address) throws Exception {
        ChildCommand plain = Children.command().arguments("open", kind, address);
        if (!User.current().id().equals("0")) {
            return Children.run(plain).lines();
        }
        // Root is refused nothing, unless it lacks the right to pass over permissions.
        return Children.run(new ChildCommand("setpriv")
                        .environment("LC_ALL", "C.UTF-8")
                        .arguments("--bounding-set=-dac_override,-dac_read_search")
                        .arguments("--inh-caps=-dac_override,-dac_read_search", plain.program())
                        .arguments(plain.arguments()))
                .lines();
    }

    @Test
    void aMailslotThatIsNotForThisUserIsDeniedAndNotMissing() throws Exception {
        String address = TestAddresses.mailslot();
        assertThat(tries("mailslot", address)).containsExactly("NOT_FOUND");
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            assertThat(tries("mailslot", address)).singleElement().asString().startsWith("opened ");
            Files.setPosixFilePermissions(Path.of(address), Set.of());
            assertThat(tries("mailslot", address)).containsExactly("ACCESS_DENIED");
            assertThat(mailslot.waiting().nextSize()).isEmpty();
        }
    }

    @Test
    void aPipeThatIsNotForThisUserIsDeniedAndNotMissing() throws Exception {
        String address = TestAddresses.pipe();
        assertThat(tries("pipe", address)).containsExactly("NOT_FOUND");
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
            assertThat(tries("pipe", address)).singleElement().asString().startsWith("opened ");
            server.accept(LONG).orElseThrow().close();
            Files.setPosixFilePermissions(Path.of(address), Set.of());
            assertThat(tries("pipe", address)).containsExactly("ACCESS_DENIED");
        }
    }
}
