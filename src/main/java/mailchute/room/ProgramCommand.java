package mailchute.room;

import java.util.List;
import java.util.Locale;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.wire.Names;

/**
 * A program of any kind, its arguments, and how it is told the value of its handle.
 *
 * @param by in its arguments, each {@value ProgramRun#PLACEHOLDER} of which is replaced, or in
 *     {@value ProgramRun#VARIABLE}
 */
public record ProgramCommand(String program, List<String> arguments, HandlesBy by) {

    /** Whether an argument has a place for the handle's value. */
    public static boolean hasPlaceholder(List<String> arguments) {
        return arguments.stream().anyMatch(argument -> argument.contains(ProgramRun.PLACEHOLDER));
    }

    /** The nickname that the program's file name makes. */
    public String nickname() {
        String file = program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
        boolean executable = file.toLowerCase(Locale.ROOT).endsWith(".exe");
        return Names.nicknameFor(executable ? file.substring(0, file.length() - ".exe".length()) : file);
    }

    /** The command for a child that is told of no handle. */
    ChildCommand command() {
        return untold().withoutEnvironment(ProgramRun.VARIABLE).arguments(arguments);
    }

    private ChildCommand untold() {
        return new ChildCommand(program)
                .withoutEnvironment(HandlesBy.HANDLES_VARIABLE)
                .withoutEnvironment(HandlesBy.PARENT_VARIABLE)
                .withoutEnvironment(HandlesBy.LINE_VARIABLE);
    }

    /** The command for a child that inherits this handle, and is told of no other. */
    ChildCommand command(Handle handle) throws IpcException {
        ChildCommand command = untold();
        String value = Long.toString(command.inherit(handle));
        return switch (by) {
            case ARGV ->
                command.withoutEnvironment(ProgramRun.VARIABLE)
                        .arguments(arguments.stream()
                                .map(argument -> argument.replace(ProgramRun.PLACEHOLDER, value))
                                .toList());
            case ENVIRONMENT -> command.arguments(arguments).environment(ProgramRun.VARIABLE, value);
        };
    }
}
