/** What was said, on disk and searchable: one SQLite database that several processes write into at once. */
package mailchute.history;
