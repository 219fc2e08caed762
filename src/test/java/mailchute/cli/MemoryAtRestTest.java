package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailchute.TestJvm;
import org.junit.jupiter.api.Test;

class MemoryAtRestTest {

    @Test
    void aProcessThatHasWorkedGivesItsOldGarbageBackOnceItRests() throws Exception {
        Run run = Run.of(TestJvm.command(RestingProgram.class));
        assertThat(run.output()).isEqualTo(List.of("at rest", RestingProgram.GONE));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
    }
}
