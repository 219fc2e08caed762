package mailchute.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FreedMemoryTest {

    private static final int SIZE = 60_000;
    private static final int COUNT = 1000;

    @Test
    void theSystemHasAWay() throws Exception {
        assertThat(FreedMemory.giveBack()).isTrue();
    }

    /** Each below what is mapped alone, and with one in use above them all, so that the allocator keeps them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWasFreedIsTheSystemsAgain() throws Exception {
        List<Memory> used = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            used.add(written());
        }
        try (Memory above = written()) {
            used.forEach(Memory::close);
            long kept = taken();
            assertThat(FreedMemory.giveBack()).isTrue();
            assertThat(kept - taken()).isGreaterThan((long) SIZE * COUNT / 2);
            assertThat(above.getByte(SIZE - 1)).isEqualTo((byte) 1);
        }
    }

    private static Memory written() {
        Memory memory = new Memory(SIZE);
        memory.setMemory(0, SIZE, (byte) 1);
        return memory;
    }

    private static long taken() throws IpcException {
        return OsProcess.detailsOf(OsProcess.current()).memory().orElseThrow().bytes();
    }
}
