"use strict";
// `npm run demo`: installs what it needs, then runs the demonstration on the workspace's own Node.
const { join } = require("node:path");
const { prepare, root, run } = require("./toolchain.cjs");

run("node", [join(root, "scripts", "demo", "main.ts"), ...process.argv.slice(2)], { env: prepare() });
