"use strict";
// Brings pnpm and the Node that this repository is developed on, from npm, into `.toolchain/`, and installs the
// workspace. Runs on any Node from 18 with npm; nothing else has to be on the machine.
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { delimiter, join, resolve } = require("node:path");

const root = resolve(__dirname, "..");
const home = join(root, ".toolchain");
const bin = join(home, "node_modules", ".bin");
const windows = process.platform === "win32";

/** Versions: pnpm as `packageManager` says, Node as the catalog says. */
function wanted() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const catalog = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  return { pnpm: packageManager.split("@")[1], node: /^ {2}node: (\d\S*)$/m.exec(catalog)[1] };
}

function hasToolchain(versions) {
  return Object.entries(versions).every(([name, version]) => {
    const manifest = join(home, "node_modules", name, "package.json");
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version;
  });
}

/** Installs what is missing, and the workspace. Returns the environment in which its tools run. */
function prepare() {
  const versions = wanted();
  if (!hasToolchain(versions)) {
    say(`installing pnpm ${versions.pnpm} and Node ${versions.node} into .toolchain/`);
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, "package.json"),
      JSON.stringify({ private: true, dependencies: versions }, null, 2),
    );
    // The scripts of these two packages put their binaries in place.
    run(
      windows ? "npm.cmd" : "npm",
      ["install", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts=false"],
      { cwd: home, shell: windows },
    );
  }
  const env = environment();
  say("installing the workspace");
  run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=silent"], {
    env,
    shell: windows,
  });
  say("building the command line tool and the actions");
  run("pnpm", ["--filter", "tollgate", "--filter", "@tollgate/actions", "--silent", "run", "build"], {
    env,
    shell: windows,
  });
  return env;
}

/** PATH begins with the workspace's tools, then the toolchain: `node` is the Node of this repository. */
function environment() {
  const path = [join(root, "node_modules", ".bin"), bin, process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", CI: process.env.CI ?? "" };
}

/** Runs a command with its output shown; ends this process with its exit code when it fails. */
function run(command, args, options) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.status === 0) return;
  const reason = result.error ? result.error.message : `exit code ${result.status ?? result.signal}`;
  process.stderr.write(`\n${command} ${args.join(" ")} failed: ${reason}\n`);
  process.exit(result.status || 1);
}

function say(text) {
  process.stderr.write(`· ${text}\n`);
}

module.exports = { prepare, root, run, say, windows };
