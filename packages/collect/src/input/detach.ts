/**
 * A copy of `text` that keeps nothing else alive. V8 answers `slice` of thirteen characters and more with a view
 * of the whole string it came from: one name that is kept would keep its chunk of the report.
 */
export function detach(text: string): string {
  if (text.length < 13) return text;
  // Concatenating makes a rope, slicing the rope makes it flat: a copy without a detour over bytes.
  return ` ${text}`.slice(1);
}
