package mailchute.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The windows that the display's window manager has, as it lists them in the root window's {@code _NET_CLIENT_LIST}. */
final class ClientList implements AutoCloseable {

    /** What the id of a window begins with, in the line that {@code xprop} writes for each change. */
    private static final String ID = "0x";

    private final Worker property;

    private ClientList(Worker property) {
        this.property = property;
    }

    /** Of the display that is there. */
    static ClientList watch() throws IOException {
        return new ClientList(Worker.open(List.of("xprop", "-root", "-spy", "_NET_CLIENT_LIST"), Map.of()));
    }

    /** Waits until there is no window, or until there is one. */
    void await(boolean window) throws IOException, InterruptedException {
        String line = property.answer();
        while (line.contains(ID) != window) {
            line = property.answer();
        }
    }

    @Override
    public void close() {
        property.handle().destroy();
        property.close();
    }
}
