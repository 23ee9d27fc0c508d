import type { RolldownOptions } from "rolldown";
import { nodeBundle } from "../scripts/bundle/node-bundle.ts";
import { uploadOnly } from "./upload-only.ts";

/** `dist/collect.js`, `gate.js` and `publish.js` with what they share; network code is loaded by those who need it. */
const config: RolldownOptions = nodeBundle({
  input: Object.fromEntries(["collect", "gate", "publish"].map((name) => [name, `${name}/main.ts`])),
  plugins: [uploadOnly()],
  // Its client for OpenID Connect loads undici, which takes as long as all the rest.
  lean: [/@actions[\\/]core[\\/]/],
});
export default config;
