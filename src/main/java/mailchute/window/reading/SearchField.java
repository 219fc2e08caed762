package mailchute.window.reading;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.icons.FlatSearchIcon;
import java.util.function.Consumer;
import javax.swing.JTextField;
import mailchute.window.part.Words;

/** Where one types what to search the history for. */
public final class SearchField extends JTextField {

    /** @param searched given what was typed, when Enter is pressed */
    public SearchField(Consumer<String> searched) {
        setName("search");
        putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Words.of("search.hint"));
        putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, new FlatSearchIcon());
        putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        getAccessibleContext().setAccessibleName(Words.of("search.name"));
        addActionListener(event -> searched.accept(getText()));
    }
}
