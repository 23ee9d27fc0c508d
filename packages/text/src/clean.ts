/**
 * Colour and cursor sequences of terminals: OSC (window titles, links) up to its terminator, CSI, and the short
 * ones. Whoever writes only the start of a sequence loses at most that start.
 */
const ansi =
  /(?:\u001B\]|\u009D)[^\u0007\u001B\u009C\n]{0,2048}(?:\u0007|\u001B\\|\u009C)?|(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]?|\u001B[ -/]{0,4}[0-~]?/g;

const lineBreaks = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** C0 and C1 controls but tab and line feed. */
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/**
 * Characters that take no room or turn the reading direction: bidi controls, zero-width ones, soft hyphen, tags,
 * interlinear marks. With them two names look alike or read backwards. The selectors between text and emoji stay.
 */
const invisible = /(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;

/** The text without terminal sequences. */
export function stripAnsi(text: string): string {
  return /[\u001B\u009B\u009D]/.test(text) ? text.replace(ansi, "") : text;
}

/**
 * Text of several lines that shows what it holds: line breaks are `\n`, no terminal sequences, no controls but
 * tab, no bidi or zero-width characters; lone surrogates become U+FFFD.
 */
export function plainText(text: string): string {
  return stripAnsi(text)
    .toWellFormed()
    .replace(lineBreaks, "\n")
    .replace(controls, "")
    .replace(invisible, "");
}

/**
 * One line of plain text for a terminal or a log: line breaks and tabs become blanks, and GitHub's runner does not
 * take it for a workflow command.
 */
export function plainLine(text: string): string {
  return inertLine(
    plainText(text)
      .replace(/[\n\t]/g, " ")
      .trimEnd(),
  );
}

/**
 * The line so that GitHub's runner does not obey it: the runner takes `::` after leading blanks and `##[` anywhere
 * for a command. Colour codes before the text do not protect.
 */
export function inertLine(line: string): string {
  return line.replace(/^((?:\s|\u001B\[[0-9;]*m)*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}
