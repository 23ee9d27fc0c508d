"use strict";
// `npm run check`: everything that must hold besides the tests.
const { environment, run, windows } = require("./toolchain.cjs");

for (const step of ["lint", "typecheck", "layers", "unused", "generated", "build"]) {
  run("pnpm", ["--silent", step], { env: environment(), shell: windows });
}
