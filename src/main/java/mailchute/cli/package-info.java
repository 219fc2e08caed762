/** The command line: one class a command, and the console that a role reads from and prints to. */
package mailchute.cli;
