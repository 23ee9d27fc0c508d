import { TollgateError } from "@tollgate/model";
import { cutCodePoints, plainLine, redact } from "@tollgate/text";

/**
 * Trouble that ends a command or an action: message and remedy; a stack only for our own defects, without what looks
 * like a secret. Every line is one for a log.
 */
export function reportCrash(error: unknown): string {
  if (error instanceof TollgateError && error.code !== "internal") {
    return `${error.message.split("\n").map(line).join("\n")}\n${error.remedy}\n`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split("\n").slice(0, mostLines).map(line).join("\n");
  return `This is a defect of Tollgate, not of your project; no verdict was reached.\n${lines}\nPlease report it with the text above and what you ran.\n`;
}

/** The message of an error may quote a file, which has lines of any number and length. */
const mostLines = 30;

function line(text: string): string {
  return cutCodePoints(plainLine(redact(text)), 400);
}
