import { inertLine, plainText } from "./clean.ts";

/** The message of a GitHub workflow command; it may have several lines, of which none is a command. */
export function commandMessage(text: string): string {
  return plainText(text)
    .split("\n")
    .map(inertLine)
    .join("\n")
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** A property of a GitHub workflow command: `file`, `title`. */
export function commandProperty(text: string): string {
  return commandMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
