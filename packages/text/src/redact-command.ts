import { redact, redacted, secretNames } from "./redact.ts";

/** The words of a command without secrets, also where an option and its secret are two words, or a secret has spaces. */
export function redactCommand(words: readonly string[]): readonly string[] {
  return words.map((word, index) =>
    secretOption.test(words[index - 1] ?? "") && !word.startsWith("-")
      ? redacted
      : redact(word.replace(assignment, `$1${redacted}`)),
  );
}

const secretOption = new RegExp(`^--?[\\w-]*${secretNames}$`, "i");
const assignment = new RegExp(`^([^=\\s]*${secretNames}=)[^]+$`, "i");
