import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** Ships the policy's JSON Schema, so that editors find it in `node_modules` and need no network. */
export function policySchemaFile(fileName: string): Plugin {
  return {
    name: "policy-schema-file",
    generateBundle() {
      const source = readFileSync(join(import.meta.dirname, "../../docs/schema/policy.schema.json"), "utf8");
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}
