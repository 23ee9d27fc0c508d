import { basename, isAbsolute } from "node:path";

/** Longer commands are cut where they are shown. */
const mostShown = 200;

/** A command as people would type it: the program without its folder, words with signs of the shell in quotes. */
export function commandText([program = "", ...args]: readonly string[]): string {
  const text = [isAbsolute(program) ? basename(program) : program, ...args]
    .map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

const plain = /^[\w@%+=:,./-]+$/;
