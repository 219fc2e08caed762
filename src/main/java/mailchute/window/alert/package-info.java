/** How a window tells of what happened while nobody looked at it: without taking the focus or moving anything. */
package mailchute.window.alert;
