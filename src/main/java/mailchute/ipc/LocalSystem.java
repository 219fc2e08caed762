package mailchute.ipc;

/** Finds this machine's {@link IpcSystem} once, by name, so that the contract does not depend on its implementations. */
final class LocalSystem {

    private static volatile IpcSystem local;

    private LocalSystem() {}

    static IpcSystem get() throws IpcException {
        IpcSystem found = local;
        if (found == null) {
            found = load();
            local = found;
        }
        return found;
    }

    private static IpcSystem load() throws IpcException {
        IpcSystem.Kind kind = IpcSystem.Kind.ofThisMachine()
                .orElseThrow(() -> new IpcException(
                        IpcException.Reason.UNSUPPORTED,
                        "start on " + System.getProperty("os.name"),
                        "",
                        "Mailchute needs Windows or Linux"));
        try {
            return (IpcSystem) Class.forName(kind.implementation())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this build lacks " + kind.implementation(), e);
        }
    }
}
