import type { Reader } from "../reader.ts";
import { recogniseGherkin } from "./recognise.ts";
import { openGherkin } from "./session.ts";

/** Features of Cucumber and its kin: what should happen. Whether it does stands in what their runners write. */
export const gherkin: Reader = {
  id: "gherkin",
  holds: "specification",
  recognises: recogniseGherkin,
  open: openGherkin,
};
