import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf } from "./istanbul.ts";
import { createRandom } from "./random.ts";
import { pathOf, type Span } from "./source-file.ts";

/** Shards of two builds in turn: every second one says of each file what V8 and a compiler make of it. */
export type TwoBuilds = {
  readonly folder: string;
  /** Absolute root that the reports name. */
  readonly root: string;
  readonly shards: number;
  /** Files in each shard. */
  readonly files: number;
  /** Files in all. */
  readonly total: number;
  /** Functions of a file, with five statements each. */
  readonly functions: number;
};

/** A source of functions, and everything in it that can be covered. */
export type BuiltFile = {
  readonly text: string;
  readonly statements: readonly Span[];
  readonly functions: readonly Span[];
  readonly branches: readonly { readonly type: string; readonly loc: Span; readonly arms: readonly Span[] }[];
};

/** File number `index`: real code, so that whoever parses it finds just what is listed. */
export function builtFile(index: number, count: number): BuiltFile {
  const random = createRandom(0xb11d + index);
  const file = { lines: [] as string[], statements: [] as Span[], functions: [] as Span[] };
  const branches: BuiltFile["branches"][number][] = [];
  for (let i = 0; i < count; i++) {
    const at = file.lines.length + 1;
    const column = 4 + 2 * random.below(4);
    const pad = " ".repeat(column);
    const place = (line: number, from: number, to: number): Span => [at + line, from, at + line, to];
    const whole = (line: number): Span => place(line, column, file.lines[at + line - 1]!.length);
    file.lines.push(
      `export function task${index}(first: number, second: number): number {`.replace("task", `task${i}x`),
      `${pad}const sum = first + ${i};`,
      `${pad}if (first > second) {`,
      `${pad}  step(first);`,
      `${pad}}`,
      `${pad}const next = first ? second : ${i};`,
      `${pad}return sum && next;`,
      "}",
    );
    const choice: Span = [at + 2, column, at + 4, column + 1];
    const [value, ternary] = [column + 12, column + 13];
    const end = (line: number): number => file.lines[at + line - 1]!.length - 1;
    file.functions.push(place(0, 16, 16 + `task${i}x${index}`.length));
    file.statements.push(place(1, value, end(1)), choice, [at + 3, column + 2, at + 3, column + 14]);
    file.statements.push(place(5, ternary, end(5)), whole(6));
    branches.push(
      { type: "if", loc: choice, arms: [choice] },
      {
        type: "cond-expr",
        loc: place(5, ternary, end(5)),
        arms: [place(5, ternary + 8, ternary + 14), place(5, ternary + 17, end(5))],
      },
      {
        type: "binary-expr",
        loc: place(6, column + 7, end(6)),
        arms: [place(6, column + 7, column + 10), place(6, column + 14, end(6))],
      },
    );
  }
  const { lines, ...entities } = file;
  return { text: `${lines.join("\n")}\n`, ...entities, branches };
}

/** Hits of a file in one shard: statements, functions, arms, the implicit `else` among them. */
export function builtCounts({ statements, functions, branches }: BuiltFile, index: number, shard: number) {
  const random = createRandom(7 + index * 131 + shard * 1_000_003);
  const count = (): number => (random.chance(0.55) ? 0 : random.below(12));
  return {
    statements: statements.map(count),
    functions: functions.map(count),
    arms: branches.map(({ type, arms }) => [...arms.map(count), ...(type === "if" ? [count()] : [])]),
  };
}

/** Writes `coverage-<shard>/coverage-final.json` for every shard. */
export function writeTwoBuilds(options: TwoBuilds): void {
  for (let shard = 0; shard < options.shards; shard++) {
    const entries = filesOf(shard, options).map((index) => {
      const path = options.root + pathOf(index);
      const file = builtFile(index, options.functions);
      const counts = builtCounts(file, index, shard);
      const entry = shard % 2 === 0 ? instrumented(file, counts) : remapped(file, counts);
      return `${JSON.stringify(path)}: ${JSON.stringify({ path, ...entry })}\n`;
    });
    const folder = join(options.folder, `coverage-${shard + 1}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "coverage-final.json"), `{${entries.join(",")}}\n`);
  }
}

type Counts = ReturnType<typeof builtCounts>;

function instrumented(file: BuiltFile, counts: Counts): object {
  return {
    statementMap: byId(file.statements.map(toRange)),
    fnMap: byId(file.functions.map((decl, i) => functionOf(decl, `(anonymous_${i})`))),
    branchMap: byId(
      file.branches.map(({ type, loc, arms }) => {
        const locations = [...arms.map(toRange), ...(type === "if" ? [{ start: {}, end: {} }] : [])];
        return { type, line: loc[0], loc: toRange(loc), locations };
      }),
    ),
    s: byId(counts.statements),
    f: byId(counts.functions),
    b: byId(counts.arms),
  };
}

/** Without end columns, with names of its own, and with a statement for each function that the source does not have. */
function remapped(file: BuiltFile, counts: Counts): object {
  const open = (span: Span): unknown => {
    const { start, end } = toRange(span);
    return { start, end: { line: end.line, column: null } };
  };
  return {
    ...instrumented(file, counts),
    statementMap: byId([
      ...file.statements.map(open),
      ...file.functions.map(([line]) => open([line, 0, line, 0])),
    ]),
    fnMap: byId(file.functions.map((decl, i) => functionOf(decl, `f${i}`))),
    s: byId([...counts.statements, ...file.functions.map(() => 1)]),
  };
}

function functionOf(decl: Span, name: string): unknown {
  const [line] = decl;
  return { name, line, decl: toRange(decl), loc: toRange([line, decl[3] + 40, line + 7, 1]) };
}

function toRange([line, column, endLine, endColumn]: Span) {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

function byId<T>(values: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(values.map((value, id) => [id, value]));
}
