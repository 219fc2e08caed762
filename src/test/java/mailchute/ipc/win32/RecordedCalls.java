package mailchute.ipc.win32;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.win32.W32APIOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What is passed to kernel32 while this is open: every call of the mapping is made as before and remembered with its arguments.
 * JNA's own table of functions is replaced for that time, so that the code under test needs no other way in.
 */
final class RecordedCalls implements AutoCloseable {

    /** One call. */
    record Call(String function, List<Object> arguments) {

        int number(int position) {
            return (Integer) arguments.get(position);
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Library.Handler mapping = (Library.Handler) Proxy.getInvocationHandler(WinApi.INSTANCE);
    private final Library.Handler system = new Library.Handler("kernel32", WinApi.class, W32APIOptions.DEFAULT_OPTIONS);
    private final Field functions;
    private final Object before;

    RecordedCalls() throws ReflectiveOperationException {
        functions = Library.Handler.class.getDeclaredField("functions");
        functions.setAccessible(true);
        before = functions.get(mapping);
        Constructor<?> function = Class.forName("com.sun.jna.Library$Handler$FunctionInfo")
                .getDeclaredConstructor(
                        InvocationHandler.class, Function.class, Class[].class, boolean.class, Map.class);
        function.setAccessible(true);
        Object recording = function.newInstance((InvocationHandler) this::call, null, null, false, null);
        functions.set(mapping, new WeakHashMap<Method, Object>() {
            @Override
            public Object get(Object method) {
                return recording;
            }
        });
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        // Remembered first: nothing may come between the call and the question for its last error.
        calls.add(new Call(
                method.getName(),
                arguments == null ? List.of() : Stream.of(arguments).toList()));
        return system.invoke(proxy, method, arguments);
    }

    /** The calls of one function on names that begin so. */
    List<Call> of(String function, String prefix) {
        return calls.stream()
                .filter(call -> call.function().equals(function))
                .filter(call -> call.arguments().get(0).toString().startsWith(prefix))
                .toList();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        functions.set(mapping, before);
    }
}
