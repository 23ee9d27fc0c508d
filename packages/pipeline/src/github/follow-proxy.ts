import http from "node:http";
import { usageError } from "@tollgate/model";
import type { Environment } from "../environment.ts";

const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] as const;

/**
 * Lets this process reach GitHub through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, as runners do. Node
 * follows them when it is told to, from 24.14 on; an older one says that it does not. Loopback needs no proxy.
 */
export function followProxy({ env, stderr }: Pick<Environment, "env" | "stderr">, apiUrl: string): void {
  const variable = variables.find((name) => env[name]);
  if (variable === undefined || /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(apiUrl).hostname)) return;
  // Node 22 has no such function
  const follow = http.setGlobalProxyFromEnv as typeof http.setGlobalProxyFromEnv | undefined;
  if (follow === undefined) {
    stderr(`warning: ${variable} names a proxy, which this Node ${process.version} does not follow.\n`);
    return;
  }
  try {
    follow({ ...env } as NodeJS.ProcessEnv); // names and texts, as it wants them
  } catch {
    throw usageError(`${variable} names no proxy.`, "It is an address: http://HOST:PORT.");
  }
}
