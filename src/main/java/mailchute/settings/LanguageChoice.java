package mailchute.settings;

/** What the windows speak. */
public enum LanguageChoice {
    /** As the system does, where it is one of the others; English otherwise. */
    SYSTEM,
    ENGLISH,
    KOREAN
}
