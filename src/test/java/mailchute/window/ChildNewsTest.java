package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Broadcast;
import mailchute.room.ChildSender;
import mailchute.room.Target;
import org.junit.jupiter.api.Test;

/** What happens to a child before its window is there. */
class ChildNewsTest {

    private static final ProcessIdentity PARENT = new ProcessIdentity(4711, 1, Instant.EPOCH);

    /** Writes down what it is told. */
    private static final class Told implements ChildSender.Listener {

        private final List<String> news = new ArrayList<>();

        @Override
        public void targetsChanged(List<Target> targets) {
            news.add("targets " + targets.size());
        }

        @Override
        public void broadcasted(Broadcast broadcast) {
            news.add("broadcast");
        }

        @Override
        public void parentEnded(ProcessIdentity parent) {
            news.add("parent " + parent.pid());
        }

        @Override
        public void orderFailed(String why) {
            news.add("failed " + why);
        }
    }

    @Test
    void whatCameBeforeTheWindowIsToldInItsOrderAndWhatComesLaterAtOnce() {
        ChildNews news = new ChildNews();
        Told window = new Told();
        news.targetsChanged(List.of());
        news.broadcasted(null);
        news.orderFailed("not known");
        assertThat(window.news).isEmpty();
        news.goTo(window);
        assertThat(window.news).containsExactly("targets 0", "broadcast", "failed not known");
        news.parentEnded(PARENT);
        assertThat(window.news).endsWith("failed not known", "parent 4711").hasSize(4);
    }
}
