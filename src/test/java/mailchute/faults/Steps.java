package mailchute.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps at which a process is killed. */
final class Steps {

    private Steps() {}

    /** All of them; in the bounded form as many as there is time for, by chance. */
    static Stream<Fault> chosen(Class<?> test, int bounded, Stream<Stream<Fault>> steps) {
        List<Fault> faults = new ArrayList<>(steps.flatMap(Function.identity()).toList());
        if (!Faults.WHOLE) {
            Collections.shuffle(faults, Faults.chance(test));
        }
        return faults.stream().limit(Faults.times(faults.size(), bounded));
    }

    /** Before and after each of the first so many calls. */
    static Stream<Fault> around(String who, String call, int most) {
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(number -> Stream.of(Fault.before(who, call, number), Fault.after(who, call, number)));
    }
}
