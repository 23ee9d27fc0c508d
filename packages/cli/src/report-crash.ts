import { TollgateError } from "@tollgate/model";
import { plainLine } from "@tollgate/text";

/** Trouble that ends a command: message and remedy; a stack only for our own defects. */
export function reportCrash(error: unknown): string {
  if (error instanceof TollgateError && error.code !== "internal") {
    return `${error.message.split("\n").map(plainLine).join("\n")}\n${error.remedy}\n`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split("\n").map(plainLine).join("\n");
  return `This is a defect of Tollgate, not of your project; no verdict was reached.\n${lines}\nPlease report it with the text above and the command that you ran.\n`;
}
