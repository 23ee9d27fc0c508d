/** The text of an output that comes in pieces. Each is read before the next is asked for: its bytes may be used again. */
export function textOf(pieces: Iterable<string | Uint8Array>): string {
  let text = "";
  for (const piece of pieces) text += typeof piece === "string" ? piece : Buffer.from(piece).toString();
  return text;
}
