package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose processes may be ended here. */
@Timeout(60)
class ProcessControlTest {

    /** This very process under another name: if the check were missing, the test would end with it. */
    @Test
    void anotherUsersProcessIsNotEnded() throws Exception {
        ProcessIdentity self = OsProcess.current();
        Member stranger = new Member(self, new User("S-1-5-21-1", "mallory"), Optional.empty());

        IpcException refused = Failures.of(() -> ProcessControl.kill(stranger));

        assertThat(refused.reason()).isEqualTo(IpcException.Reason.ACCESS_DENIED);
        assertThat(refused).hasMessageContaining("it runs as mallory");
    }

    @Test
    void aTreeSaysWhomItCouldNotEnd() throws Exception {
        Member stranger = new Member(OsProcess.current(), new User("S-1-5-21-1", "mallory"), Optional.empty());

        List<ProcessControl.Failure> failures = ProcessControl.killTree(stranger, List.of(stranger));

        assertThat(failures)
                .singleElement()
                .extracting(ProcessControl.Failure::member)
                .isEqualTo(stranger);
    }
}
