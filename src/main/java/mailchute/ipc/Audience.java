package mailchute.ipc;

/** Who may use an object that is created here. */
public enum Audience {

    /** Its user alone: one entry in the security descriptor; folders 0700, the socket 0600. */
    USER,

    /**
     * Every user of this machine who has logged in may write to it or connect to it, and no more; only its user can read a
     * mailslot or make further instances of a pipe, and other machines are kept out. Security descriptor: this user
     * everything, the network nothing, authenticated users to write and connect; folders 0755, the socket 0666.
     */
    MACHINE
}
