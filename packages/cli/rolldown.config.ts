import type { RolldownOptions } from "rolldown";
import { nodeBundle } from "../../scripts/bundle/node-bundle.ts";
import { policySchemaFile } from "./policy-schema-file.ts";

const config: RolldownOptions = nodeBundle({
  input: "src/main.ts",
  plugins: [policySchemaFile("policy.schema.json")],
});
export default config;
