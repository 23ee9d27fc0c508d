import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts a server on this machine only; port 0 takes a free one. Resolves to its address. */
export async function listen(server: Server, port: number = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells the address to the process that started this one, and ends the server with it or at its signal. */
export function endWithParent(server: Server, url: string): void {
  const end = (): void => {
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGTERM", end).once("SIGINT", end).once("disconnect", end);
  process.send?.({ url });
}
