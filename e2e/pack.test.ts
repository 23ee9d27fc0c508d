import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, outsideCi, root } from "./run-tollgate.ts";

const windows = process.platform === "win32";

/** The package of npm that holds one version of Node for this machine, without an install script. */
const nodePackage = `node-${windows ? "win" : process.platform}-${process.arch}`;

/** The tarball of the command line, in an empty npm project, without this workspace around it. */
describe("the packed command line", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tollgate-pack-"));
    // The build is there; building again would take it away from tests that run beside this one.
    must(
      "pnpm",
      ["pack", "--config.ignore-scripts=true", "--pack-destination", folder],
      join(root, "packages/cli"),
    );
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
    const project = join(folder, "project");
    mkdirSync(join(project, "reports"), { recursive: true });
    writeFileSync(join(project, "package.json"), '{ "name": "shop", "private": true }\n');
    must("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", join("..", tarball)], project);
    writeFileSync(
      join(project, "reports/junit.xml"),
      '<testsuite name="cart" tests="1"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has no dependencies", () => {
    expect(readdirSync(join(folder, "project/node_modules")).filter((name) => !name.startsWith("."))).toEqual(
      ["tollgate"],
    );
  });

  it("brings the schema to which a proposed policy points", () => {
    const { status, stdout } = packed(process.execPath, ["init", "--dry-run"]);
    expect(status).toBe(0);
    const [, path = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(stdout) ?? [];
    expect(JSON.parse(readFileSync(join(folder, "project", path), "utf8"))).toHaveProperty(
      "properties.rules",
    );
  });

  it.each(["22.13.0", "24.21.0"])("inspects and judges on Node %s", (version) => {
    const node = installNode(version);
    expect(packed(node, ["--version"]).stdout).toMatch(/^tollgate \d+\.\d+\.\d+\n$/);
    const inspected = packed(node, ["inspect", "--json", "reports/junit.xml"]);
    expect(inspected.status, inspected.stderr).toBe(0);
    expect(JSON.parse(inspected.stdout)).toMatchObject({
      files: [{ format: "junit-xml", status: "ok", tests: { cases: 1, passed: 1 } }],
    });
    const judged = packed(node, ["run", "--json"]);
    expect(judged.status, judged.stderr).toBe(0);
    expect(JSON.parse(judged.stdout)).toMatchObject({ schema: "tollgate/decision/1", outcome: "allow" });
    expect(judged.stderr).toBe("");
  });

  it("says in one line that Node is too old", () => {
    const { status, stderr } = packed(installNode("8.17.0"), ["run"]);
    expect(stderr).toBe("tollgate needs Node 22.13 or newer; this is Node 8.17.0.\n");
    expect(status).toBe(2);
  });

  function installNode(version: string): string {
    const home = join(folder, `node-${version}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "private": true }\n');
    must(
      "npm",
      [
        "install",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--ignore-scripts",
        `${nodePackage}@${version}`,
      ],
      home,
    );
    return join(home, "node_modules", nodePackage, "bin", windows ? "node.exe" : "node");
  }

  function packed(node: string, args: readonly string[]): Finished {
    const cwd = join(folder, "project");
    const entry = join(cwd, "node_modules/tollgate/bin/tollgate.cjs");
    const { status, stdout, stderr } = spawnSync(node, [entry, ...args], {
      cwd,
      encoding: "utf8",
      env: outsideCi(),
    });
    return { status, stdout, stderr };
  }
});

function must(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", shell: windows });
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
