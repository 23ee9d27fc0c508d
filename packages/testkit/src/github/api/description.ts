import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A schema as the description has it: OpenAPI 3.0, not JSON Schema. */
export type Schema = { readonly [key: string]: unknown };

/** One operation of GitHub's API, as its own OpenAPI description has it. */
export type Operation = {
  /** For example `checks/create`. */
  readonly id: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly required: boolean };
  /** By status; `undefined` for an answer without a JSON body. */
  readonly answers: ReadonlyMap<number, Schema | undefined>;
};

export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
  /** A path parameter that may hold slashes. */
  readonly "x-multi-segment"?: boolean;
};

export type Match = { readonly operation: Operation; readonly path: Readonly<Record<string, string>> };

export type Description = {
  /** Which operation this is; `undefined` when GitHub has no such route. `path` is still encoded. */
  readonly find: (method: string, path: string) => Match | undefined;
  /** A named part of the description. */
  readonly component: (kind: "schemas" | "parameters" | "responses", name: string) => Schema;
};

export type Edition = "api.github.com" | "ghes-3.17" | "ghes-3.18" | "ghes-3.19";

type Raw = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
};
type RawOperation = {
  readonly operationId: string;
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly required?: boolean; readonly content: RawContent };
  readonly responses: Readonly<Record<string, Schema>>;
};
type RawContent = Readonly<Record<string, { readonly schema?: Schema }>>;

const loaded = new Map<Edition, Description>();

/** GitHub's description of its API, read once in a process: 13 MB, about 0.15 s. */
export function loadDescription(edition: Edition): Description {
  const known = loaded.get(edition);
  if (known !== undefined) return known;
  const file = createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${edition}.json`);
  const description = describe(JSON.parse(readFileSync(file, "utf8")));
  loaded.set(edition, description);
  return description;
}

function describe(raw: Raw): Description {
  const component: Description["component"] = (kind, name) => {
    const found = raw.components[kind]?.[name];
    if (found === undefined) throw new Error(`the description has no ${kind}/${name}`);
    return found;
  };
  const resolve = (part: Schema): Schema => {
    const [, kind, name] = /^#\/components\/(\w+)\/(.+)$/.exec(String(part["$ref"])) ?? [];
    return name === undefined ? part : component(kind as "parameters", name);
  };
  const templates = Object.keys(raw.paths)
    .filter((template) => !template.includes("..."))
    .map((template) => toPattern(template, raw.paths[template]!, resolve))
    .sort((one, other) => other.literals - one.literals);
  const operations = new Map<RawOperation, Operation>();
  return {
    component,
    find(method, path) {
      for (const { template, pattern, names } of templates) {
        const rawOperation = raw.paths[template]![method.toLowerCase()];
        if (rawOperation?.operationId === undefined) continue;
        const values = pattern.exec(path)?.slice(1);
        if (values === undefined) continue;
        const operation = operations.get(rawOperation) ?? toOperation(rawOperation, resolve);
        operations.set(rawOperation, operation);
        if (!isDecodable(path)) return undefined;
        const pairs = names.map((name, index) => [name, decodeURIComponent(values[index]!)]);
        return { operation, path: Object.fromEntries(pairs) };
      }
      return undefined;
    },
  };
}

/** Names may hold hyphens, so groups are counted and their names stand beside. */
type Pattern = {
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
};

function toPattern(
  template: string,
  methods: Readonly<Record<string, RawOperation>>,
  resolve: (part: Schema) => Schema,
): Pattern {
  const long = new Set(
    Object.values(methods)
      .flatMap((operation) => operation.parameters ?? [])
      .map((parameter) => resolve(parameter))
      .filter((parameter) => parameter["x-multi-segment"] === true)
      .map((parameter) => parameter["name"]),
  );
  const names = [...template.matchAll(/\{([\w-]+)\}/g)].map(([, name]) => name!);
  const source = template
    .replaceAll(/[.+]/g, "\\$&")
    .replaceAll(/\{([\w-]+)\}/g, (_, name: string) => (long.has(name) ? "(.+)" : "([^/]+)"));
  const literals = template.split("/").filter((segment) => !segment.startsWith("{")).length;
  return { template, pattern: new RegExp(`^${source}$`), names, literals };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function toOperation(raw: RawOperation, resolve: (part: Schema) => Schema): Operation {
  const jsonOf = (content: unknown): Schema | undefined =>
    (content as RawContent | undefined)?.["application/json"]?.schema;
  const body = jsonOf(raw.requestBody?.content);
  return {
    id: raw.operationId,
    // A parameter of the description has these fields whatever the operation.
    parameters: (raw.parameters ?? []).map((parameter) => resolve(parameter) as Parameter),
    ...(body === undefined ? {} : { body: { schema: body, required: raw.requestBody?.required ?? false } }),
    answers: new Map(
      Object.entries(raw.responses).map(([status, answer]) => [
        Number(status),
        jsonOf(resolve(answer)["content"]),
      ]),
    ),
  };
}
