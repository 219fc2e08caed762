package mailchute.window.settings;

import javax.swing.JComponent;

/** Something in the form that cannot be taken as it is. */
final class FormProblem extends Exception {

    private static final long serialVersionUID = 1;

    private final transient JComponent field;

    /**
     * What is wrong.
     *
     * @param field where
     * @param message in the language of the windows
     */
    FormProblem(JComponent field, String message) {
        super(message);
        this.field = field;
    }

    JComponent field() {
        return field;
    }
}
