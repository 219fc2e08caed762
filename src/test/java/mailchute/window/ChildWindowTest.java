package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.swing.data.TableCell;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child sender's window, with handles that were inherited from nobody but are what a child would have. */
class ChildWindowTest {

    private Stage stage;
    private Other bob;
    private Other parent;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
        bob = stage.other("receiver", "bob");
        parent = stage.other("sender", "alice");
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    @Test
    void writesThroughItsHandlesAndStaysWhereItWasToldTo() throws Exception {
        FrameFixture window = stage.openChild("alice-1", false, parent, bob);
        String handle = window.table("targets").cell(TableCell.row(0).column(3)).value();
        stage.awaitRow(window.table("targets").target(), 1, "bob");
        assertThat(Stage.status(window))
                .contains("told by arguments: write handle " + handle)
                .contains("parent handle ");

        window.textBox("message").enterText("through a handle\n");
        bob.awaitLine("alice-1 \\(" + Stage.self() + ", child of " + parent.pid() + ".*through a handle");
        assertThat(stage.rowWith(window, "through a handle").state()).startsWith("written to 1 of 1: ");

        Stage.press(window.checkBox("stay").target());
        window.checkBox("stay").requireSelected();
        parent.kill();
        stage.rowWith(window, "The parent, process " + parent.pid() + ", has ended");
        stage.awaitStatus(window, "this child stays");
        window.textBox("message").enterText("still here\n");
        bob.awaitLine("still here");
        window.requireVisible();
    }

    @Test
    void closesWhenItsParentEnds() throws Exception {
        FrameFixture window = stage.openChild("alice-1", false, parent, bob);

        parent.kill();

        stage.awaitStatus(window, "this child closes");
        assertThat(stage.awaitClosed()).isTrue();
        assertThat(stage.isShown("child")).isFalse();
    }
}
