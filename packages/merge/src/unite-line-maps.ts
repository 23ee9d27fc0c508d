import {
  type BranchEntity,
  branchColumns,
  branchEntities,
  type CoverageMap,
  compareText,
  type FunctionEntity,
  functionColumns,
  functionEntities,
  mapDigest,
} from "@tollgate/model";

/**
 * The union of maps that know lines only, for languages and tools without exact places: every line that some tool
 * measured. Functions unite by line and name, or by line where one tool has no name for them; branches by line and
 * shape in order, conditions by line (the larger total). Give the maps in a fixed order: equal sets give an equal union.
 */
export function uniteLineMaps(maps: readonly CoverageMap[]): CoverageMap {
  const lines = new Set<number>();
  const functions = new Map<number, readonly FunctionEntity[]>();
  const branches = new Map<string, BranchEntity>();
  const conditions = new Map<number, number>();
  for (const map of maps) {
    for (let i = 0; i < map.statements.length; i += 4) lines.add(map.statements[i]!);
    for (const [line, own] of Map.groupBy(functionEntities(map), (entity) => entity.line))
      functions.set(line, uniteFunctions(functions.get(line) ?? [], own));
    addKeyed(branches, branchEntities(map), ({ line, arms }) => `${line}/${arms.length}`);
    for (let i = 0; i < map.conditions.length; i += 2) {
      const line = map.conditions[i]!;
      conditions.set(line, Math.max(conditions.get(line) ?? 0, map.conditions[i + 1]!));
    }
  }
  for (const { line } of branches.values()) conditions.delete(line);
  const shape = {
    precision: "lines" as const,
    statements: Int32Array.from([...lines].sort((a, b) => a - b).flatMap((line) => [line, -1, -1, -1])),
    functions: functionColumns(
      [...functions.values()].flat().sort((a, b) => a.line - b.line || compareText(a.name, b.name)),
    ),
    branches: branchColumns(
      [...branches.values()].sort((a, b) => a.line - b.line || a.arms.length - b.arms.length),
    ),
    conditions: Int32Array.from([...conditions].sort((a, b) => a[0] - b[0]).flat()),
  };
  return { ...shape, digest: mapDigest(shape) };
}

/**
 * The functions of one line. istanbul and node number functions without a name, V8 takes the name of their variable:
 * as many unnamed ones as the other map has others are the same in other words.
 */
function uniteFunctions(
  known: readonly FunctionEntity[],
  own: readonly FunctionEntity[],
): readonly FunctionEntity[] {
  const added = withoutNames(own, known);
  const others = withoutNames(known, own);
  const areTheSame = added.length === others.length && [added, others].some((rest) => rest.every(isUnnamed));
  return areTheSame ? known : [...known, ...added];
}

/** Those of `entities` that are left when each name of `others` has taken one. */
function withoutNames(
  entities: readonly FunctionEntity[],
  others: readonly FunctionEntity[],
): readonly FunctionEntity[] {
  const left = new Map<string, number>();
  for (const { name } of others) left.set(name, (left.get(name) ?? 0) + 1);
  return entities.filter(({ name }) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}

function isUnnamed({ name }: FunctionEntity): boolean {
  return /^(?:\(?anonymous_\d+\)?)?$/.test(name);
}

/** Equal keys of one map are different entities, told apart by order; the n-th of one map is the n-th of another. */
function addKeyed<T>(into: Map<string, T>, entities: readonly T[], keyOf: (entity: T) => string): void {
  const seen = new Map<string, number>();
  for (const entity of entities) {
    const key = keyOf(entity);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const numbered = `${key}#${ordinal}`;
    if (!into.has(numbered)) into.set(numbered, entity);
  }
}
