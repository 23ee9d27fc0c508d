#!/usr/bin/env node
// Plain old syntax: this file must also run on a Node that is too old for the rest, and say so.
var wanted = [22, 13];
var found = process.versions.node.split(".").map(Number);
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    // biome-ignore lint/style/useTemplate: old syntax
    "tollgate needs Node " + wanted.join(".") + " or newer; this is Node " + process.versions.node + ".\n",
  );
  process.exit(2);
} else {
  require("./load.cjs");
}
