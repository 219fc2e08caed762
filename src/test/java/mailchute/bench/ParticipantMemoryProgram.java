package mailchute.bench;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Measures the memory of participants for another process, which is of another system: {@link ParticipantMemory}'s figures,
 * in its order, for {@code headless} and for {@code windows MESSAGES}.
 */
final class ParticipantMemoryProgram {

    /** What an answer begins with. */
    static final String ANSWER = "memory:";

    private ParticipantMemoryProgram() {}

    /** How the program is started: {@code JAVA FLAGS JAR}. */
    public static void main(String[] args) throws Exception {
        Launched launched = new Launched(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        BufferedReader orders = Worker.input();
        System.out.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            if (words[0].equals("headless")) {
                ParticipantMemory.Headless memory = ParticipantMemory.headless(launched);
                print(memory.call(), memory.alone(), memory.ofFour());
            } else {
                ParticipantMemory.Windows memory = ParticipantMemory.windows(launched, Integer.parseInt(words[1]));
                print(memory.frame(), memory.sender(), memory.receiver());
            }
        }
        System.exit(0);
    }

    private static void print(double... figures) {
        String numbers = DoubleStream.of(figures).mapToObj(Double::toString).collect(Collectors.joining(" "));
        System.out.println(ANSWER + " " + numbers);
    }
}
