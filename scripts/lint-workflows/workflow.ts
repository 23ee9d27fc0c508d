import { isMap, LineCounter, parseDocument } from "yaml";

/** A YAML text that may hold a workflow: a file, or a fenced block of a page. */
export type Source = {
  /** As it is shown: relative to the repository's root. */
  readonly path: string;
  readonly text: string;
  /** The line of the file on which `text` begins. */
  readonly firstLine: number;
  /** Written for somebody else's repository: Tollgate's own actions stand there as `OWNER/tollgate/actions/NAME@SHA`. */
  readonly isExample: boolean;
};

export type Finding = {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** What was found, and what to do. */
  readonly message: string;
};

export type Step = { readonly at: Place; readonly value: Data };
export type Job = {
  readonly id: string;
  readonly at: Place;
  readonly value: Data;
  readonly steps: readonly Step[];
};
export type Data = Readonly<Record<string, unknown>>;
export type Place = readonly (string | number)[];

/** A workflow, or the part of one that a page shows. */
export type Workflow = {
  readonly source: Source;
  readonly value: Data;
  /** False for a part: what it leaves out is not missing. */
  readonly isWhole: boolean;
  readonly triggers: ReadonlyMap<string, Data>;
  readonly jobs: readonly Job[];
  /** Steps of all jobs, and those that a page shows without a job. */
  readonly steps: readonly Step[];
  /** The line of the file on which a node stands, or the nearest one around it. */
  lineOf(at: Place): number;
  /** What stands on that line. */
  textOf(at: Place): string;
};

/** Undefined for YAML that is no workflow and no part of one; what is wrong where it is no YAML. */
export function readWorkflow(source: Source): Workflow | Finding | undefined {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = source.firstLine - 1 + counter.linePos(error.pos[0]).line;
    const message = `not readable: ${error.message.split("\n")[0]}`;
    return { path: source.path, line, rule: "yaml", message };
  }
  const root: unknown = document.toJS();
  const value = dataOf(root);
  const alone = Array.isArray(root) ? stepsOf(root, []) : stepsOf(value["steps"], ["steps"]);
  const triggers = triggersOf(value["on"]);
  const jobs = Object.entries(dataOf(value["jobs"])).map(([id, job]): Job => {
    const at = ["jobs", id];
    return { id, at, value: dataOf(job), steps: stepsOf(dataOf(job)["steps"], [...at, "steps"]) };
  });
  if (jobs.length === 0 && alone.length === 0) return undefined;

  const lineOf = (at: Place): number => {
    for (let length = at.length; length > 0; length--) {
      const offset = offsetOf(document.contents, at.slice(0, length));
      if (offset !== undefined) return source.firstLine - 1 + counter.linePos(offset).line;
    }
    return source.firstLine;
  };
  const lines = source.text.split("\n");
  return {
    source,
    value,
    isWhole: triggers.size > 0,
    triggers,
    jobs,
    steps: [...jobs.flatMap(({ steps }) => steps), ...alone],
    lineOf,
    textOf: (at) => lines[lineOf(at) - source.firstLine] ?? "",
  };
}

/** Where the key of an entry stands, so that a value of many lines is named by its first. */
function offsetOf(contents: unknown, at: Place): number | undefined {
  let node = contents;
  let offset: number | undefined;
  for (const step of at) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step));
      if (pair === undefined) return undefined;
      offset = rangeOf(pair.key);
      node = pair.value;
    } else {
      const items = (node as { items?: readonly unknown[] } | null)?.items; // a sequence, or nothing that has items
      if (typeof step !== "number" || items?.[step] === undefined) return undefined;
      node = items[step];
      offset = rangeOf(node);
    }
  }
  return offset;
}

function rangeOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] } | null)?.range?.[0]; // every parsed node has a range
}

function stepsOf(value: unknown, at: Place): readonly Step[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((step, index) => {
    const data = dataOf(step);
    return "uses" in data || "run" in data ? [{ at: [...at, index], value: data }] : [];
  });
}

function triggersOf(on: unknown): Workflow["triggers"] {
  if (typeof on === "string") return new Map([[on, {}]]);
  if (Array.isArray(on)) return new Map(on.map((name) => [String(name), {}]));
  return new Map(Object.entries(dataOf(on)).map(([name, options]) => [name, dataOf(options)]));
}

export function dataOf(value: unknown): Data {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Data) // an object from YAML has text keys
    : {};
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** `actions/checkout` of `actions/checkout@08c6…`. */
export function actionOf({ value }: Step): string {
  return textOf(value["uses"]).split("@")[0]!;
}
