/**
 * First position behind the document type declaration that begins at `from`, or -1 when the text ends before it
 * does. Its internal subset is skipped, never read: quotes and comments only matter to find the end.
 */
export function endOfDoctype(text: string, from: number): number {
  let inSubset = false;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "'") i = text.indexOf(character, i + 1);
    else if (character === "<" && text.startsWith("<!--", i)) i = endOfComment(text, i);
    else if (character === "[") inSubset = true;
    else if (character === "]") inSubset = false;
    else if (character === ">" && !inSubset) return i + 1;
    if (i < 0) return -1;
  }
  return -1;
}

/** Last position of the comment at `from`, or -1. */
function endOfComment(text: string, from: number): number {
  const end = text.indexOf("-->", from + 4);
  return end < 0 ? -1 : end + 2;
}
