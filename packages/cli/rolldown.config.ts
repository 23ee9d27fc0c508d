import type { RolldownOptions } from "rolldown";
import { nodeBundle } from "../../scripts/bundle/node-bundle.ts";
import { policySchemaFile } from "./policy-schema-file.ts";

/** A release says where its actions are (`scripts/release`), so that `tollgate init` can name them. */
const actions = process.env["TOLLGATE_ACTIONS"];

const config: RolldownOptions = nodeBundle({
  cwd: import.meta.dirname,
  input: "src/main.ts",
  ...(actions === undefined ? {} : { define: { TOLLGATE_ACTIONS: actions } }),
  plugins: [policySchemaFile("policy.schema.json")],
});
export default config;
