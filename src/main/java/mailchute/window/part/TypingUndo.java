package mailchute.window.part;

import javax.swing.event.DocumentEvent;
import javax.swing.event.UndoableEditEvent;
import javax.swing.event.UndoableEditListener;
import javax.swing.text.AbstractDocument;
import javax.swing.text.BadLocationException;
import javax.swing.undo.CompoundEdit;
import javax.swing.undo.UndoManager;

/** Undo for typed text that takes back a word at a time and not a letter. */
final class TypingUndo implements UndoableEditListener {

    private final UndoManager steps = new UndoManager();
    private CompoundEdit open;
    private DocumentEvent.EventType openType;
    private int expectedOffset;

    @Override
    public void undoableEditHappened(UndoableEditEvent event) {
        if (!(event.getEdit() instanceof AbstractDocument.DefaultDocumentEvent edit)) {
            close();
            steps.addEdit(event.getEdit());
            return;
        }
        if (!continues(edit)) {
            close();
            open = new CompoundEdit();
            openType = edit.getType();
        }
        open.addEdit(edit);
        expectedOffset = edit.getOffset() + (edit.getType() == DocumentEvent.EventType.INSERT ? edit.getLength() : 0);
        if (edit.getLength() > 1 || insertsBlank(edit)) {
            close();
        }
    }

    void undo() {
        close();
        if (steps.canUndo()) {
            steps.undo();
        }
    }

    void redo() {
        close();
        if (steps.canRedo()) {
            steps.redo();
        }
    }

    /** Forgets everything. */
    void clear() {
        open = null;
        steps.discardAllEdits();
    }

    private boolean continues(AbstractDocument.DefaultDocumentEvent edit) {
        if (open == null || edit.getType() != openType || edit.getLength() != 1) {
            return false;
        }
        int at = openType == DocumentEvent.EventType.INSERT ? edit.getOffset() : edit.getOffset() + edit.getLength();
        return at == expectedOffset;
    }

    private static boolean insertsBlank(AbstractDocument.DefaultDocumentEvent edit) {
        if (edit.getType() != DocumentEvent.EventType.INSERT) {
            return false;
        }
        try {
            return edit.getDocument()
                    .getText(edit.getOffset(), edit.getLength())
                    .isBlank();
        } catch (BadLocationException changedMeanwhile) {
            return true; // then this is a good place to end a step
        }
    }

    private void close() {
        if (open != null) {
            open.end();
            steps.addEdit(open);
            open = null;
        }
    }
}
