/** What one line of TAP is. `indent` counts spaces. */
export type TapLine =
  | { readonly is: "point"; readonly indent: number; readonly point: PointLine }
  | { readonly is: "plan"; readonly indent: number; readonly plan: Plan }
  | { readonly is: "bail"; readonly indent: number; readonly reason: string }
  | { readonly is: "comment"; readonly indent: number; readonly text: string }
  | { readonly is: "pragma"; readonly indent: number; readonly name: string; readonly isOn: boolean }
  /** `---`, or the brace that opens or closes a subtest. */
  | { readonly is: "yaml" | "open" | "close"; readonly indent: number }
  | { readonly is: "version" | "blank"; readonly indent: number }
  | { readonly is: "noise"; readonly indent: number };

export type PointLine = {
  readonly isOk: boolean;
  readonly id: number | undefined;
  /** Unescaped; may be empty. */
  readonly name: string;
  readonly directive: "skip" | "todo" | undefined;
  readonly reason: string;
  /** As written behind `time=`: `1.5ms`. */
  readonly time: string | undefined;
  /** A brace at the end opens the subtest of this point. */
  readonly opens: boolean;
};

export type Plan = { readonly start: number; readonly end: number; readonly reason: string };

/** Tells what a line of TAP 12 to 14 is, by itself. */
export function parseTapLine(line: string): TapLine {
  const text = line.trimStart();
  const space = line.slice(0, line.length - text.length);
  // Tabs indent to no level: what stands behind them is at none.
  const indent = space.includes("\t") ? atNoLevel : space.length;
  const end = text.trimEnd();
  if (end === "") return { is: "blank", indent };
  if (end === "---") return { is: "yaml", indent };
  if (end === "{") return { is: "open", indent };
  if (end === "}") return { is: "close", indent };
  const point = pointLine.exec(end);
  if (point !== null) return { is: "point", indent, point: parsePoint(point) };
  const plan = planLine.exec(end);
  if (plan !== null)
    return {
      is: "plan",
      indent,
      plan: { start: Number(plan[1]), end: Number(plan[2]), reason: plan[3] ?? "" },
    };
  const bail = /^Bail out!\s*(.*)$/is.exec(end);
  if (bail !== null) return { is: "bail", indent, reason: unescapeText(bail[1]!) };
  const pragma = /^pragma ([+-])([\w-]+)$/i.exec(end);
  if (pragma !== null) return { is: "pragma", indent, name: pragma[2]!, isOn: pragma[1] === "+" };
  if (/^TAP version \d+$/i.test(end)) return { is: "version", indent };
  return end.startsWith("#") ? { is: "comment", indent, text: end } : { is: "noise", indent };
}

/** An indentation that is no multiple of four. */
const atNoLevel = 1;

const pointLine = /^(not )?ok(?:\s+(\d{1,15})(?=\s|$))?(?:\s+(.*))?$/s;
const planLine = /^(\d{1,15})\.\.(\d{1,15})(?:\s+#\s*(.*))?$/s;

function parsePoint([, not, id, rest = ""]: RegExpExecArray): PointLine {
  const braced = /^(.*\s)?\{(?:\s+#\s*time=(\S+))?$/s.exec(rest);
  const timed = takeTime(braced === null ? rest : (braced[1] ?? "").trimEnd());
  const { text, directive, reason } = takeDirective(timed.text);
  return {
    isOk: not === undefined,
    id: id === undefined ? undefined : Number(id),
    name: unescapeText(text.replace(/^-(?:\s+|$)/, "").trim()),
    directive,
    reason: unescapeText(reason),
    time: braced?.[2] ?? timed.time,
    opens: braced !== null,
  };
}

function takeTime(text: string): { readonly text: string; readonly time: string | undefined } {
  const at = text.lastIndexOf("#");
  const time = at < 0 ? undefined : /^#\s*time=(\S+)$/.exec(text.slice(at))?.[1];
  return time === undefined ? { text, time } : { text: text.slice(0, at).trimEnd(), time };
}

type Directed = {
  readonly text: string;
  readonly directive: PointLine["directive"];
  readonly reason: string;
};

/** The first ` #` that is not escaped and says skip or todo; any other one is part of the name. */
function takeDirective(text: string): Directed {
  for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", at + 1)) {
    if (at > 0 && !/\s/.test(text[at - 1]!)) continue;
    const said = /^#\s*(skip\S*|todo\b:?)\s*(.*)$/is.exec(text.slice(at, at + longestDirective));
    if (said === null) continue;
    const directive = /^skip/i.test(said[1]!) ? "skip" : "todo";
    return { text: text.slice(0, at).trimEnd(), directive, reason: said[2]!.replace(/^-$/, "") };
  }
  return { text, directive: undefined, reason: "" };
}

/** Reasons are cut to what a directive can need, so that a line of `#` alone costs no square of its length. */
const longestDirective = 16_384;

function unescapeText(text: string): string {
  return text.includes("\\") ? text.replace(/\\([#\\])/g, "$1") : text;
}
