package mailchute.window;

import java.awt.Dimension;
import java.awt.Point;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.swing.JComponent;
import javax.swing.JFrame;
import mailchute.window.part.Theme;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.timing.Condition;
import org.assertj.swing.timing.Pause;

/** A window with one part of ours in it, and a robot in front of it. */
public final class Screen implements AutoCloseable {

    private final Robot robot;
    private final JFrame frame;

    private Screen(Robot robot, JFrame frame) {
        this.robot = robot;
        this.frame = frame;
    }

    public static Screen showing(Callable<JComponent> content, int width, int height) {
        Robot robot = SettledRobot.create();
        JFrame frame = GuiActionRunner.execute(() -> {
            Theme.install(() -> Optional.of(false));
            JFrame made = new JFrame("test");
            made.setContentPane(new javax.swing.JPanel(new java.awt.BorderLayout()));
            made.getContentPane().add(content.call());
            return made;
        });
        robot.showWindow(frame, new Dimension(width, height), false);
        until("the window is where it was put", () -> SettledRobot.isInPlace(robot, frame));
        return new Screen(robot, frame);
    }

    public Robot robot() {
        return robot;
    }

    public void resize(int width, int height) {
        edt(() -> frame.setSize(width, height));
        until("resized", () -> edt(() -> frame.getWidth()) == width);
        edt(() -> frame.validate());
        robot.waitForIdle();
    }

    public void move(Point point) {
        edt(() -> frame.setLocation(point));
    }

    public static void edt(Runnable action) {
        GuiActionRunner.execute(() -> action.run());
    }

    public static <T> T edt(Callable<T> query) {
        return GuiActionRunner.execute(query);
    }

    public static void until(String what, BooleanSupplier holds) {
        Pause.pause(
                new Condition(what) {
                    @Override
                    public boolean test() {
                        return holds.getAsBoolean();
                    }
                },
                Duration.ofSeconds(10).toMillis());
    }

    @Override
    public void close() {
        robot.cleanUp();
    }
}
