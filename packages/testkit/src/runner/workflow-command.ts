/** A command that the runner obeys because a step printed it. Source: actions/runner, ActionCommand.cs. */
export type WorkflowCommand = {
  /** In lower case: the runner compares names without case. */
  readonly name: string;
  /** Names in lower case, values unescaped. */
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
};

/** All commands that the runner knows, with `stop-commands`. */
export const registeredCommands: readonly string[] = [
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
];

/**
 * The command in one line of output: `::name key=value,…::data` after leading blanks, or
 * `##[name key=value;…]data` anywhere. `known` holds lower-case names.
 */
export function parseCommand(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  return parseDoubleColon(line, known) ?? parseBracket(line, known);
}

function parseDoubleColon(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  const text = line.trimStart();
  if (!text.startsWith("::")) return;
  const end = text.indexOf("::", 2);
  if (end < 0) return;
  return commandFrom(
    text.slice(2, end),
    ",",
    known,
    propertyEscapes,
    withoutEscapes(text.slice(end + 2), dataEscapes),
  );
}

function parseBracket(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  if (start < 0) return;
  const end = line.indexOf("]", start);
  if (end < 0) return;
  const data = withoutEscapes(line.slice(end + 1), bracketEscapes);
  return commandFrom(line.slice(start + 3, end), ";", known, bracketEscapes, data);
}

function commandFrom(
  info: string,
  separator: string,
  known: ReadonlySet<string>,
  escapes: Escapes,
  data: string,
): WorkflowCommand | undefined {
  const blank = info.indexOf(" ");
  const name = (blank < 0 ? info : info.slice(0, blank)).toLowerCase();
  if (!known.has(name)) return;
  const properties = new Map<string, string>();
  for (const pair of blank < 0
    ? []
    : info
        .slice(blank + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf("=");
    if (equals <= 0 || equals === pair.length - 1) continue;
    properties.set(pair.slice(0, equals).toLowerCase(), withoutEscapes(pair.slice(equals + 1), escapes));
  }
  return { name, properties, data };
}

/** In the runner's order: `%25` last, so that nothing is unescaped twice. */
type Escapes = readonly (readonly [escaped: string, character: string])[];
const dataEscapes: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const propertyEscapes: Escapes = [["%3A", ":"], ["%2C", ","], ...dataEscapes];
const bracketEscapes: Escapes = [["%3B", ";"], ["%5D", "]"], ...dataEscapes];

function withoutEscapes(text: string, escapes: Escapes): string {
  return escapes.reduce((rest, [escaped, character]) => rest.replaceAll(escaped, character), text);
}
