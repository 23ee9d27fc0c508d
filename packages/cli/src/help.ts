import type { Command } from "./command.ts";
import { commands } from "./commands.ts";

/** The overview that `tollgate help` prints. */
export function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`).join("");
  return `Tollgate: a gate that is never greener than the evidence.\n\nCommands:\n${rows}\n\`tollgate COMMAND --help\` lists the options.\n`;
}

/** What `tollgate COMMAND --help` prints. */
export function commandHelp({ usage, summary, options }: Command): string {
  const rows = Object.entries(options).map(
    ([name, { value, help: text }]) => [`--${name}${value === undefined ? "" : ` ${value}`}`, text] as const,
  );
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return `${usage}\n\n${summary}\n\n${rows.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}\n`).join("")}`;
}
