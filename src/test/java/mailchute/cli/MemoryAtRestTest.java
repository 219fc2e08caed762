package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailchute.TestJvm;
import org.junit.jupiter.api.Test;

class MemoryAtRestTest {

    @Test
    void garbageIsGoneOnceTheProcessRestsAfterItsStartAndAfterItsWork() throws Exception {
        Run run = Run.of(TestJvm.command(RestingProgram.class));
        assertThat(run.output())
                .isEqualTo(List.of(RestingProgram.AFTER_START, RestingProgram.WORKED, RestingProgram.AFTER_WORK));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
    }
}
