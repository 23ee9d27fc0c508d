import type { Reader } from "../reader.ts";
import { recogniseTeamcity } from "./recognise.ts";
import { openSession } from "./session.ts";

/** TeamCity service messages about tests, anywhere in a log: PHPUnit, jest-teamcity, mocha-teamcity-reporter and others. */
export const teamcity: Reader = {
  id: "teamcity",
  holds: "tests",
  recognises: recogniseTeamcity,
  open: openSession,
};
