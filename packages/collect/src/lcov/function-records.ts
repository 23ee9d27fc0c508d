import { addHits, compareText, type FunctionEntity } from "@tollgate/model";
import { unknownLine } from "../line-coverage/hits.ts";
import type { RowOrder } from "../line-coverage/row-order.ts";

/** Functions and how often each was called. */
export type CountedFunctions = {
  readonly functions: readonly FunctionEntity[];
  readonly calls: Float64Array | readonly number[];
};

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

export type SortedFunctions = CountedFunctions & { readonly order: RowOrder };

/** `order` is that of the `FN` records when `FNDA` records count them in their order, and `joined` else. */
type TakenFunctions = SortedFunctions & {
  /** How many of them, from the first on, are counted. */
  readonly counted: number;
  /** How many counts no declaration belongs to. */
  readonly undeclared: number;
};

export function createFunctionRecords(): FunctionRecords {
  let declared: FunctionEntity[] = [];
  let calls: number[] = [];
  let groups = new Map<string, Group>();
  /** How many declarations from the first on have their count, as long as counts come in their order. */
  let inOrder = 0;
  /** Counts from the first one on that is out of order. */
  let others: { readonly name: string; readonly hits: number }[] = [];

  return {
    declare,
    count,
    expectedName: () => (others.length === 0 ? declared[inOrder]?.name : undefined),
    declareGroup: (index, line, endLine) => void groups.set(index, { name: "", line, endLine, hits: 0 }),
    countAlias(index, name, hits) {
      const group = groups.get(index);
      if (group === undefined) return count(name, hits);
      group.name ||= name;
      group.hits = addHits(group.hits, hits);
    },
    take() {
      const isPlain = others.length === 0 && groups.size === 0;
      const undeclared = pairOthers();
      for (const { name, line, endLine, hits } of groups.values()) calls[declare(name, line, endLine)] = hits;
      const sorted = sortFunctions({ functions: declared, calls });
      const order = isPlain ? sorted.order : "joined";
      const taken = { ...sorted, order, counted: inOrder, undeclared } as const;
      declared = [];
      calls = [];
      groups = new Map();
      inOrder = 0;
      others = [];
      return taken;
    },
  };

  /** Answers its place among those that are declared. */
  function declare(name: string, line: number, endLine: number): number {
    calls.push(0);
    return declared.push({ name, line, column: -1, endLine }) - 1;
  }

  function count(name: string, hits: number): void {
    if (others.length > 0 || declared[inOrder]?.name !== name) others.push({ name, hits });
    else calls[inOrder++] = hits;
  }

  /** By name and order: istanbul gives several functions of a file the same name. */
  function pairOthers(): number {
    if (others.length === 0) return 0;
    const byName = new Map<string, { readonly places: number[]; next: number }>();
    for (const [i, { name }] of declared.entries()) {
      const named = byName.get(name) ?? { places: [], next: 0 };
      byName.set(name, named);
      named.places.push(i);
      if (i < inOrder) named.next++;
    }
    let undeclared = 0;
    for (const { name, hits } of others) {
      const named = byName.get(name);
      if (named === undefined) {
        const place = declare(name, unknownLine, -1);
        calls[place] = hits;
        byName.set(name, { places: [place], next: 1 });
        undeclared++;
        continue;
      }
      const place = named.places[Math.min(named.next++, named.places.length - 1)]!;
      calls[place] = addHits(calls[place]!, hits);
    }
    return undeclared;
  }
}

type Group = { name: string; readonly line: number; readonly endLine: number; hits: number };

/** Sorted by line and name; a function that is told twice is one, with the hits of both. */
export function sortFunctions({ functions, calls }: CountedFunctions): SortedFunctions {
  if (functions.every((entity, i) => i === 0 || compareFunctions(functions[i - 1]!, entity) < 0))
    return { functions, calls, order: "written" };
  const order = Uint32Array.from(functions.keys()).sort((a, b) =>
    compareFunctions(functions[a]!, functions[b]!),
  );
  const result: FunctionEntity[] = [];
  const sums: number[] = [];
  for (const i of order) {
    const entity = functions[i]!;
    const last = result.at(-1);
    if (last === undefined || compareFunctions(last, entity) !== 0) {
      result.push(entity);
      sums.push(calls[i]!);
    } else {
      result[result.length - 1] = { ...last, endLine: Math.max(last.endLine, entity.endLine) };
      sums.push(addHits(sums.pop()!, calls[i]!));
    }
  }
  return { functions: result, calls: sums, order: result.length === functions.length ? order : "joined" };
}

function compareFunctions(a: FunctionEntity, b: FunctionEntity): number {
  return a.line - b.line || compareText(a.name, b.name);
}
