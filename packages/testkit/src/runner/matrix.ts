/** One job of a matrix. */
export type Leg = Readonly<Record<string, unknown>>;

/** All jobs of `strategy.matrix`, in GitHub's order; one without values when there is no matrix. */
export function expandMatrix(matrix: unknown): readonly Leg[] {
  if (matrix === undefined || matrix === null) return [{}];
  if (typeof matrix !== "object") throw new Error(`a matrix is not ${JSON.stringify(matrix)}`);
  const { include = [], exclude = [], ...axes } = matrix as Readonly<Record<string, unknown>>;
  const products = Object.entries(axes).reduce<Record<string, unknown>[]>(
    (legs, [name, values]) => legs.flatMap((leg) => list(values).map((value) => ({ ...leg, [name]: value }))),
    Object.keys(axes).length === 0 ? [] : [{}],
  );
  const kept = products.filter((leg) => !list(exclude).some((without) => contains(leg, without as Leg)));
  const originals = kept.map((leg) => ({ ...leg }));
  const added: Record<string, unknown>[] = [];
  for (const extra of list(include) as Leg[]) {
    // it extends each job whose own values it does not change, else it is a job of its own
    const fits = kept.filter((_, at) =>
      Object.keys(axes).every((name) => !(name in extra) || same(originals[at]![name], extra[name])),
    );
    if (fits.length === 0) added.push({ ...extra });
    for (const leg of fits) Object.assign(leg, extra);
  }
  return [...kept, ...added];
}

/** `id (a, b)`, as GitHub names the jobs of a matrix that have no name. */
export function nameOfLeg(id: string, leg: Leg): string {
  const values = Object.values(leg).map((value) =>
    typeof value === "object" ? JSON.stringify(value) : String(value),
  );
  return values.length === 0 ? id : `${id} (${values.join(", ")})`;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value))
    throw new Error(`a list was expected in the matrix, not ${JSON.stringify(value)}`);
  return value;
}

function contains(leg: Leg, part: Leg): boolean {
  return Object.entries(part).every(([name, value]) => same(leg[name], value));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
