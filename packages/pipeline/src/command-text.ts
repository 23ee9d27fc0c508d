import { basename, isAbsolute } from "node:path";
import { cutCodePoints, redact, redactCommand, redacted } from "@tollgate/text";

/** Longer commands are cut where they are shown. */
const mostShown = 200;

/** A command as people would type it, short enough for a sentence. */
export function commandText(command: readonly string[]): string {
  return cutCodePoints(wholeCommand(command), mostShown);
}

/** The program without its folder, words with signs of the shell in quotes, and no secret. */
export function wholeCommand([program = "", ...args]: readonly string[]): string {
  const words = redactCommand([isAbsolute(program) ? basename(program) : program, ...args]);
  return redact(words.map(quoted).join(" "));
}

function quoted(word: string): string {
  const isPlain = word !== "" && plain.test(word.replaceAll(redacted, ""));
  return isPlain ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const plain = /^[\w@%+=:,./-]*$/;
