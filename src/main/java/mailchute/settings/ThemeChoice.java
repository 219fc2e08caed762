package mailchute.settings;

/** What the windows look like. */
public enum ThemeChoice {
    /** As the system has it. */
    SYSTEM,
    LIGHT,
    DARK
}
