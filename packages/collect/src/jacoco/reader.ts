import type { Reader } from "../reader.ts";
import { recogniseJacoco } from "./recognise.ts";
import { openSession } from "./session.ts";

/** JaCoCo's XML, as JaCoCo's Maven, Gradle and Ant tasks, Kover and gcovr write it. */
export const jacoco: Reader = {
  id: "jacoco",
  holds: "coverage",
  recognises: recogniseJacoco,
  open: openSession,
};
