package mailchute.wire;

import java.util.Locale;

/** Why there is nothing more of a file that was offered. */
public enum TransferEnd {
    /** Someone did not want it any more. */
    CANCELLED,
    /** The file is not what it was when it was offered, or is gone. */
    CHANGED,
    /** The offerer cannot read the file. */
    UNREADABLE,
    /** What arrived does not have the checksum of the offer. */
    WRONG_CHECKSUM,
    /** The offerer knows nothing of such a file. */
    NOT_OFFERED;

    /** The word for it in frames. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A word that this version does not know means what every other does as well: no more. */
    static TransferEnd ofWord(String word) {
        for (TransferEnd end : values()) {
            if (end.word().equals(word)) {
                return end;
            }
        }
        return CANCELLED;
    }
}
