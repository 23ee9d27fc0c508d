import { createRandom, type Random } from "./random.ts";

/** What one made-up source file holds, as an instrumenter would number it. */
export type SourceFile = {
  /** Below the repository's root. */
  readonly path: string;
  readonly statements: readonly Span[];
  readonly functions: readonly { readonly name: string; readonly decl: Span; readonly loc: Span }[];
  readonly branches: readonly { readonly type: string; readonly loc: Span; readonly arms: readonly Span[] }[];
};

/** Start line, start column, end line, end column. */
export type Span = readonly [number, number, number, number];

/** How often everything in a source file ran in one shard. */
export type Counts = {
  readonly statements: readonly number[];
  readonly functions: readonly number[];
  readonly arms: readonly (readonly number[])[];
};

/** File number `index`: about 150 statements, 25 functions, 40 branches. No two statements share their range. */
export function sourceFile(index: number): SourceFile {
  const random = createRandom(0x5eed + index * 7_919);
  const statements = Array.from({ length: 100 + random.below(56) }, (_, i): Span => {
    const column = 2 + 2 * random.below(4);
    return [5 + i * 2, column, 5 + i * 2 + (random.chance(0.1) ? 1 : 0), column + 10 + random.below(60)];
  });
  const functions = Array.from({ length: 16 + random.below(10) }, (_, i) => {
    const line = 4 + i * 9;
    const column = 2 + random.below(8);
    const decl: Span = [line, column, line, column + 4 + random.below(20)];
    return {
      name: random.chance(0.3) ? `(anonymous_${i})` : `${random.pick(verbs)}${random.pick(nouns)}${i}`,
      decl,
      loc: [line, column + 30, line + 8, 3] as const,
    };
  });
  const branches = Array.from({ length: 26 + random.below(16) }, (_, i) => {
    const line = 6 + i * 5;
    const column = 4 + random.below(8);
    const loc: Span = [line, column, line + 2, 5];
    const arms = Array.from(
      { length: random.chance(0.1) ? 3 : 2 },
      (_, arm): Span => [line + arm, column + arm * 9, line + arm, column + arm * 9 + 7],
    );
    return { type: random.pick(branchTypes), loc, arms };
  });
  return { path: pathOf(index), statements, functions, branches };
}

/** Path of file number `index` below the repository's root. */
export function pathOf(index: number): string {
  const random = createRandom(index);
  return `packages/${random.pick(nouns).toLowerCase()}-${index % 40}/src/${random.pick(verbs)}/${random.pick(verbs)}-${random.pick(nouns).toLowerCase()}-${index}.ts`;
}

/** Name of the package that holds the file. */
export function packageFolderOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

/** Counts of file `index` in shard `shard`: a shard runs a part of the functions, most of them seldom, some often. */
export function countsOf(file: SourceFile, index: number, shard: number): Counts {
  const random = createRandom(1 + index * 131 + shard * 1_000_003);
  return {
    statements: file.statements.map(() => count(random)),
    functions: file.functions.map(() => count(random)),
    arms: file.branches.map(({ arms }) => arms.map(() => count(random))),
  };
}

function count(random: Random): number {
  if (random.chance(0.55)) return 0;
  return random.chance(0.1) ? random.below(20_000) : random.below(12);
}

const verbs = ["load", "store", "render", "merge", "format", "parse", "apply", "check"] as const;
const nouns = ["Cart", "Order", "Invoice", "Price", "Session", "Ledger", "Report", "Basket"] as const;
const branchTypes = ["if", "cond-expr", "binary-expr", "switch", "default-arg"] as const;
