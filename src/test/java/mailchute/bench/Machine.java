package mailchute.bench;

import java.nio.file.Path;
import java.util.List;

/** A system to measure on: this one, or Windows by way of Wine. */
interface Machine {

    /** What is put before each row's words; empty for the system itself. */
    String prefix();

    /** The reference's kernel objects in the rows' words. */
    String reference(String linux, String windows);

    /** The command of a Java program among the tests, on the Java and with the flags that the program itself has. */
    List<String> java(Class<?> main, String... arguments);

    /** The command of a reference in C. */
    List<String> c(String program, String... arguments);

    /** The command, kept on one core where that is possible. */
    List<String> onOneCore(List<String> command);

    /** The path in this system's words. */
    String path(Path path);

    /** A pipe's name that nobody has had before. */
    String pipe();

    /** A mailslot's name that nobody has had before. */
    String mailslot();
}
