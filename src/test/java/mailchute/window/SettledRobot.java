package mailchute.window;

import static mailchute.window.Screen.edt;

import java.awt.AWTException;
import java.awt.Container;
import java.awt.Point;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.swing.RootPaneContainer;
import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.Robot;

/**
 * AssertJ's robot, whose hand is seen at once: each call returns when the system has brought the events it made to this
 * program, and the event thread is done with them. AssertJ's own looks at Java's queue alone, after 10 milliseconds; a busy
 * Wine had not brought every tenth key by then.
 */
final class SettledRobot {

    private SettledRobot() {}

    /** One that sees this program's windows from here on, and has the screen to itself until it is cleaned up. */
    static Robot create() {
        java.awt.Robot system = ofTheSystem();
        Robot robot = BasicRobot.robotWithNewAwtHierarchy();
        robot.settings().delayBetweenEvents(5);
        robot.settings().eventPostingDelay(10);
        return (Robot) Proxy.newProxyInstance(
                SettledRobot.class.getClassLoader(), new Class<?>[] {Robot.class}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(robot, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getReturnType() == void.class) {
                        system.waitForIdle();
                    }
                    return result;
                });
    }

    private static java.awt.Robot ofTheSystem() {
        try {
            return new java.awt.Robot();
        } catch (AWTException e) {
            throw new IllegalStateException("no robot on this display", e);
        }
    }

    /**
     * Moves the mouse to two corners of a window, and returns whether it is where Java believes it to be: the window manager
     * puts it there when it gets to it, and a click before that goes past. Only the display knows, by what is below the mouse.
     */
    static boolean isInPlace(Robot robot, RootPaneContainer window) {
        Container content = edt(window::getContentPane);
        for (boolean far : new boolean[] {true, false}) {
            Point corner = edt(content::getLocationOnScreen);
            int x = corner.x + (far ? content.getWidth() - 4 : 4);
            int y = corner.y + (far ? content.getHeight() - 4 : 4);
            robot.moveMouse(new Point(x, y));
            if (edt(() -> content.getMousePosition(true)) == null) {
                return false;
            }
        }
        return true;
    }
}
