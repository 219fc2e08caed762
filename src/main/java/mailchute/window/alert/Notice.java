package mailchute.window.alert;

/** What a notification says; both are plain text from anywhere. */
record Notice(String title, String text) {}
