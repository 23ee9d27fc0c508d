"use strict";
// `npm test`: installs what it needs, then runs all tests of all kinds and ends in `N passed, N failed`.
const { join } = require("node:path");
const { prepare, root, run } = require("./toolchain.cjs");

run("node", [join(root, "scripts", "test", "main.ts"), ...process.argv.slice(2)], { env: prepare() });
