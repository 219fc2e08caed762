package mailchute.window.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mailchute.settings.StateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPlacesTest {

    private static final int LONG = 30;

    @TempDir
    private Path folder;

    private Path file;
    private WindowPlaces places;

    @BeforeEach
    void setUp() {
        file = folder.resolve("windows.conf");
        places = another();
    }

    private WindowPlaces another() {
        return new WindowPlaces(new StateFile(file));
    }

    private static Place place(int x, int y) {
        return new Place(new Rectangle(x, y, 800, 600), false, Map.of("split-a", 130));
    }

    private List<Rectangle> opened(WindowPlaces where, WindowPlaces.Id window, Place place) throws Exception {
        BlockingQueue<List<Rectangle>> told = new LinkedBlockingQueue<>();
        where.opened(window, place, told::add);
        List<Rectangle> taken = told.poll(LONG, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }

    private static void closed(WindowPlaces where, WindowPlaces.Id window, Place place) throws Exception {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        where.closed(window, place, () -> done.add(true));
        assertThat(done.poll(LONG, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60,60 1060x600",
                "-1200,-5 300x200 maximized",
                "0,0 1x1 maximized participants=0 split-targets=130"
            })
    void aPlaceIsReadAsItIsWritten(String text) {
        assertThat(Place.of(text)).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "60,60", "60,60 0x0", "60,60 1060x600 a=", "60,60 99999999x1", "a,b cxd", "1,1 5x5 <html>"})
    void anythingElseIsNoPlace(String text) {
        assertThat(Place.of(text)).isEmpty();
    }

    @Test
    void whereAWindowWasClosedTheNextOneOfItsNameOpens() throws Exception {
        WindowPlaces.Id window = places.newWindow("conversation.앨리스");
        assertThat(places.remembered(window)).isEmpty();
        opened(places, window, place(1, 2));
        closed(places, window, place(30, 40));

        WindowPlaces later = another();

        assertThat(later.remembered(later.newWindow("conversation.앨리스"))).contains(place(30, 40));
        assertThat(later.taken(later.newWindow("conversation.앨리스"))).isEmpty();
        assertThat(later.remembered(later.newWindow("receiver"))).isEmpty();
    }

    @Test
    void windowsOfANameKnowOfEachOther() throws Exception {
        WindowPlaces.Id first = places.newWindow("receiver");
        WindowPlaces.Id second = places.newWindow("receiver");
        WindowPlaces.Id sender = places.newWindow("sender");
        WindowPlaces elsewhere = another();

        assertThat(opened(places, first, place(1, 2))).isEmpty();
        assertThat(opened(places, sender, place(1, 2))).isEmpty();
        assertThat(opened(places, second, place(3, 4)))
                .containsExactly(place(1, 2).bounds());
        assertThat(elsewhere.taken(new WindowPlaces.Id("receiver", "open.1-1.receiver")))
                .containsExactlyInAnyOrder(place(1, 2).bounds(), place(3, 4).bounds());
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndEvenBeforeThatCountsForNothing() throws Exception {
        Files.writeString(
                file, "open.999999999-1.receiver = 1,2 800x600\nopen.x.receiver = 1,2 800x600\nsender = 5,5 50x50\n");
        WindowPlaces.Id window = places.newWindow("receiver");

        assertThat(places.taken(window)).isEmpty();
        assertThat(opened(places, window, place(1, 2))).isEmpty();
        closed(places, window, place(1, 2));

        assertThat(new StateFile(file).read().keySet()).containsExactly("sender", "receiver");
    }

    @Test
    void onlyTheLastTwoHundredNamesAreKept() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("conversation.a").append(i).append(" = 1,2 800x600\n");
        }
        Files.writeString(file, many);
        WindowPlaces.Id old = places.newWindow("conversation.a0");
        closed(places, old, place(9, 9));
        closed(places, places.newWindow("receiver"), place(1, 2));

        assertThat(new StateFile(file).read())
                .hasSize(200)
                .containsKeys("conversation.a0", "receiver")
                .doesNotContainKey("conversation.a1");
    }
}
