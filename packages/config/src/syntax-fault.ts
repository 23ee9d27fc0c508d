import type { ErrorCode } from "yaml";
import type { Stumble } from "./compose.ts";
import type { Fault } from "./fault.ts";

/** What to do about the slips that people make; `*.ts` and `a: b: c` are the usual ones. */
const remedies: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: "Write a backslash twice, or use single quotes.",
  BAD_INDENT: "Align it with the lines that it belongs to, with spaces.",
  BAD_SCALAR_START: "Put the text into quotes.",
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that has ": " in it into quotes, or begin a new line.',
  MISSING_CHAR: "Close what is open.",
  MULTIPLE_DOCS: "Keep the first one and remove the rest.",
  TAB_AS_INDENT: "Indent with spaces.",
};

/** What the YAML parser stumbled over, in the words of a policy's faults. */
export function syntaxFault({ code, message, offset }: Stumble): Fault {
  return {
    offset,
    found: code === "MULTIPLE_DOCS" ? "a second document" : `broken YAML (${shortened(message)})`,
    allowed: "one YAML 1.2 document of plain data",
    remedy:
      remedies[code] ??
      "Indent with spaces, close what is open, and quote a text that begins with a special character.",
  };
}

/** Messages quote what they found, however long it is. */
function shortened(message: string): string {
  return message.length > 100 ? `${message.slice(0, 100).toWellFormed()}…` : message;
}
