import { type AnnotationProperties, error, notice, warning } from "@actions/core";
import { plainLine, plainText } from "@tollgate/text";

/**
 * The log of a step. GitHub's runner obeys what is printed, so nothing reaches it but lines that it does not take for a
 * command, and commands whose text is escaped; the token never.
 */
export interface Log {
  /** Text of any number of lines; what is behind the last line end waits for more. */
  text(text: string): void;
  annotate(level: Level, message: string, properties?: AnnotationProperties): void;
  /** Lines that may be annotations, made and escaped by the renderer; anything else in them is text. */
  annotations(lines: readonly string[]): void;
  /** Prints what waits. */
  end(): void;
}

type Level = "notice" | "warning" | "error";

const annotation = /^::(?:error|warning|notice) [^\r\n]*$/;

const commands = { notice, warning, error } as const satisfies Record<Level, unknown>;

export function createLog(secret: string, write: (text: string) => void): Log {
  let rest = "";
  const withoutSecret = (text: string): string => (secret === "" ? text : text.replaceAll(secret, "***"));
  const line = (text: string): void => write(`${plainLine(withoutSecret(text))}\n`);
  return {
    text(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const each of lines) line(each);
    },
    annotate(level, message, properties = {}) {
      this.end();
      const { title, file, ...place } = properties;
      commands[level](plainText(withoutSecret(message)), {
        ...place,
        ...(title === undefined ? {} : { title: plainLine(withoutSecret(title)) }),
        ...(file === undefined ? {} : { file: plainLine(withoutSecret(file)) }),
      });
    },
    annotations(lines) {
      this.end();
      for (const each of lines)
        if (annotation.test(each)) write(`${withoutSecret(each)}\n`);
        else line(each);
    },
    end() {
      if (rest !== "") line(rest);
      rest = "";
    },
  };
}
