import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Which of our packages each room may import in what it ships. The table of the design, room by room. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ["model"],
  source: ["model"],
  collect: ["model", "text", "source"],
  merge: ["model", "text", "source"],
  diagnose: ["model", "text", "source"],
  gate: ["model", "text", "source"],
  render: ["model", "text", "source"],
  config: ["model", "text", "source", "collect", "gate"],
  workspace: ["model", "text", "source"],
  history: ["model", "text", "source"],
  github: ["model", "text", "source"],
  reporters: ["model", "text", "source", "collect"],
  site: ["model", "text"],
  pipeline: [
    "model",
    "text",
    "source",
    "collect",
    "merge",
    "diagnose",
    "gate",
    "render",
    "config",
    "workspace",
    "history",
    "github",
    "reporters",
    "site",
  ],
  cli: ["pipeline", "model", "text", "source"],
  testkit: ["model"],
  actions: ["pipeline", "model", "text", "source"],
};

/** Rooms without effects, and the few modules of the platform that compute only. */
const pure = new Set(["model", "text", "source", "collect", "merge", "diagnose", "gate", "render"]);
const computing = new Set(["node:crypto", "node:buffer", "node:util"]);

const rooms = [...readdirSync(join(root, "packages")), "actions"];

describe.each(rooms)("%s", (room) => {
  const files = sourcesOf(room);
  const shipped = files.filter((file) => !isTest(file));

  it("is in the table", () => {
    expect(Object.keys(mayImport)).toContain(room);
    expect(shipped.length).toBeGreaterThan(0);
  });

  it("imports only the rooms below it", () => {
    const foreign = importsOf(shipped).filter(({ to }) => {
      const target = roomOf(to);
      return target !== undefined && !mayImport[room]!.includes(target);
    });
    expect(foreign).toEqual([]);
  });

  it("stays inside its folder and uses the entries of others", () => {
    const escaping = importsOf(files).filter(({ from, to }) => {
      if (to.startsWith(".")) return !resolve(root, from, "..", to).startsWith(folderOf(room));
      return roomOf(to) !== undefined && to.split("/").length > 2 && !isExported(to);
    });
    expect(escaping).toEqual([]);
  });

  it("declares exactly what it imports", () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(folderOf(room), "package.json"), "utf8"));
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const ours = importsOf(files)
      .map(({ to }) => roomOf(to))
      .filter((target) => target !== undefined && target !== room);
    for (const target of ours) expect(declared).toContain(`@tollgate/${target}`);
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const target = roomOf(name);
      if (target !== undefined) expect(mayImport[room]).toContain(target);
      expect(name).not.toBe("@tollgate/testkit");
    }
  });
});

describe.each(rooms.filter((room) => pure.has(room)))("%s", (room) => {
  it("has no effects", () => {
    const shipped = sourcesOf(room).filter((file) => !isTest(file));
    const effects = importsOf(shipped).filter(({ to }) => to.startsWith("node:") && !computing.has(to));
    expect(effects).toEqual([]);
    for (const file of shipped) {
      const code = withoutComments(readFileSync(file, "utf8")).replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
      expect(
        code.match(/\b(?:process\.\w+|console\.\w+|Date\.now|new Date\(\)|Math\.random|fetch\(|setTimeout)/g),
        file,
      ).toBeNull();
    }
  });
});

type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
};

function folderOf(room: string): string {
  return room === "actions" ? join(root, room) : join(root, "packages", room);
}

function sourcesOf(room: string): readonly string[] {
  const folders = room === "actions" ? ["collect", "gate", "publish", "runner"] : ["src", "test"];
  return folders.flatMap((name) => {
    const folder = join(folderOf(room), name);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.[cm]?tsx?$/.test(file))
      .map((file) => join(folder, file));
  });
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|[\\/]test[\\/]|[\\/]testing[\\/]/.test(file);
}

function importsOf(files: readonly string[]): readonly { readonly from: string; readonly to: string }[] {
  return files.flatMap((file) => {
    const code = withoutComments(readFileSync(file, "utf8"));
    const found = code.matchAll(/\bfrom\s+"([^"]+)"|\bimport\s*\(\s*"([^"]+)"|^import\s+"([^"]+)"/gm);
    return [...found].map(([, a, b, c]) => ({ from: relative(root, file), to: (a ?? b ?? c)! }));
  });
}

/** Comments go, with the code in them; strings in this code base hold no comment signs that matter here. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function roomOf(specifier: string): string | undefined {
  return /^@tollgate\/([a-z]+)/.exec(specifier)?.[1];
}

function isExported(specifier: string): boolean {
  const [scope, name, ...rest] = specifier.split("/");
  const manifest: Manifest = JSON.parse(readFileSync(join(root, "packages", name!, "package.json"), "utf8"));
  return scope === "@tollgate" && Object.keys(manifest.exports ?? {}).includes(`./${rest.join("/")}`);
}
