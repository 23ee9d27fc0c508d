/** How much of a long text a message shows, in UTF-16 units. */
const shown = 60;

/** A text of the file as messages quote it: in quotes, escaped, and not longer than a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > shown ? `${text.slice(0, shown).toWellFormed()}…` : text);
}
