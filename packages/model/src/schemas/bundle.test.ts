import { evidence } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeBundle } from "../codec/encode-bundle.ts";
import { bundleOf } from "../merge-bundles.ts";
import { bundleSchema } from "./bundle.ts";

it("describes every line of any bundle", () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(bundleSchema);
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 3 }), (items) => {
      for (const line of encodeBundle(bundleOf(items)).trimEnd().split("\n")) {
        validate(JSON.parse(line));
        expect(validate.errors).toBeNull();
      }
    }),
  );
});
