/** What windows are made of: components that show text as text, the composer, the status line, theme, icons, dialogs. */
package mailchute.window.part;
