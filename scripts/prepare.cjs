"use strict";
// `npm run prepare-workspace`: installs what the other commands need.
require("./toolchain.cjs").prepare();
