package mailchute.room;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to be told, in the order in which they said so. A window and a console may listen to one object. */
final class Listeners<T> {

    private final List<T> all = new CopyOnWriteArrayList<>();

    void add(T listener) {
        all.add(listener);
    }

    void tell(Consumer<T> news) {
        all.forEach(news);
    }
}
