import type { RolldownOptions } from "rolldown";
import { nodeBundle } from "../scripts/bundle/node-bundle.ts";
import { entries } from "./entries.ts";
import { uploadOnly } from "./upload-only.ts";

const { input, plugin } = entries(["collect", "gate", "publish"]);

/** `dist/collect.js`, `gate.js` and `publish.js` with what they share; network code is loaded by those who need it. */
const config: RolldownOptions = nodeBundle({
  cwd: import.meta.dirname,
  input,
  plugins: [plugin, uploadOnly()],
  // Their clients load undici, which takes as long as all the rest.
  lean: [/@actions[\\/](?:core|github)[\\/]/],
});
export default config;
