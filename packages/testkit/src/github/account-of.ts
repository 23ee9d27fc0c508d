import { createHash } from "node:crypto";
import type { Account } from "./state.ts";

/** The account of a login; a login that ends in `[bot]` is an app's. */
export function accountOf(login: string): Account {
  if (login === "github-actions[bot]") return { login, id: 41_898_282, type: "Bot" };
  const id = createHash("sha1").update(login).digest().readUInt32BE(0);
  return { login, id, type: login.endsWith("[bot]") ? "Bot" : "User" };
}
