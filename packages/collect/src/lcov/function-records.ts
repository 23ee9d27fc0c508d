import { addHits, compareText, type FunctionEntity } from "@tollgate/model";
import { unknownLine } from "../line-coverage/hits.ts";
import type { RowOrder } from "../line-coverage/row-order.ts";

export type CountedFunction = FunctionEntity & { readonly hits: number };

/** The function records of one file, which declare and count apart from each other. */
export interface FunctionRecords {
  /** `FN`. `endLine` is -1 when unknown. */
  declare(name: string, line: number, endLine: number): void;
  /** `FNDA`: belongs to the function of that name; the n-th count of a name to its n-th declaration. */
  count(name: string, hits: number): void;
  /** The name that the next count has in a file that counts in the order in which it declares. */
  expectedName(): string | undefined;
  /** `FNL` of lcov 2.2: the place of a function that has several names. */
  declareGroup(index: string, line: number, endLine: number): void;
  /** `FNA`: one of the names; the function's hits are those of all its names. */
  countAlias(index: string, name: string, hits: number): void;
  /** What was told since the last call, sorted by line and name. */
  take(): TakenFunctions;
}

export type SortedFunctions = { readonly functions: readonly CountedFunction[]; readonly order: RowOrder };

/** `order` is that of the `FN` records when `FNDA` records count them in their order, and `joined` else. */
type TakenFunctions = SortedFunctions & {
  /** How many of them, from the first on, are counted. */
  readonly counted: number;
  /** How many counts no declaration belongs to. */
  readonly undeclared: number;
};

export function createFunctionRecords(): FunctionRecords {
  let declared: Growing[] = [];
  let groups = new Map<string, Growing>();
  /** How many declarations from the first on have their count, as long as counts come in their order. */
  let inOrder = 0;
  /** Counts from the first one on that is out of order. */
  let others: { readonly name: string; readonly hits: number }[] = [];

  return {
    declare: (name, line, endLine) => void declared.push({ name, line, column: -1, endLine, hits: 0 }),
    count,
    expectedName: () => (others.length === 0 ? declared[inOrder]?.name : undefined),
    declareGroup: (index, line, endLine) =>
      void groups.set(index, { name: "", line, column: -1, endLine, hits: 0 }),
    countAlias(index, name, hits) {
      const group = groups.get(index);
      if (group === undefined) return count(name, hits);
      group.name ||= name;
      group.hits = addHits(group.hits, hits);
    },
    take() {
      const isPlain = others.length === 0 && groups.size === 0;
      const undeclared = pairOthers();
      const sorted = sortFunctions(groups.size === 0 ? declared : [...declared, ...groups.values()]);
      const taken = {
        functions: sorted.functions,
        order: isPlain ? sorted.order : ("joined" as const),
        ...{ counted: inOrder, undeclared },
      };
      declared = [];
      groups = new Map();
      inOrder = 0;
      others = [];
      return taken;
    },
  };

  function count(name: string, hits: number): void {
    const expected = declared[inOrder];
    if (others.length > 0 || expected?.name !== name) others.push({ name, hits });
    else {
      expected.hits = hits;
      inOrder++;
    }
  }

  /** By name and order: istanbul gives several functions of a file the same name. */
  function pairOthers(): number {
    if (others.length === 0) return 0;
    const byName = new Map<string, { readonly functions: Growing[]; next: number }>();
    for (const [i, entity] of declared.entries()) {
      const named = byName.get(entity.name) ?? { functions: [], next: 0 };
      byName.set(entity.name, named);
      named.functions.push(entity);
      if (i < inOrder) named.next++;
    }
    let undeclared = 0;
    for (const { name, hits } of others) {
      const named = byName.get(name);
      if (named === undefined) {
        const entity = { name, line: unknownLine, column: -1, endLine: -1, hits };
        declared.push(entity);
        byName.set(name, { functions: [entity], next: 1 });
        undeclared++;
        continue;
      }
      const entity = named.functions[Math.min(named.next++, named.functions.length - 1)]!;
      entity.hits = addHits(entity.hits, hits);
    }
    return undeclared;
  }
}

type Growing = { name: string; line: number; column: number; endLine: number; hits: number };

/** Sorted by line and name; a function that is told twice is one, with the hits of both. */
export function sortFunctions(functions: readonly CountedFunction[]): SortedFunctions {
  if (functions.every((entity, i) => i === 0 || compareFunctions(functions[i - 1]!, entity) < 0))
    return { functions, order: "written" };
  const order = Uint32Array.from(functions.keys()).sort((a, b) =>
    compareFunctions(functions[a]!, functions[b]!),
  );
  const result: CountedFunction[] = [];
  for (const i of order) {
    const entity = functions[i]!;
    const last = result.at(-1);
    if (last === undefined || compareFunctions(last, entity) !== 0) result.push(entity);
    else {
      const endLine = Math.max(last.endLine, entity.endLine);
      result[result.length - 1] = { ...last, endLine, hits: addHits(last.hits, entity.hits) };
    }
  }
  return { functions: result, order: result.length === functions.length ? order : "joined" };
}

function compareFunctions(a: CountedFunction, b: CountedFunction): number {
  return a.line - b.line || compareText(a.name, b.name);
}
