export { type Client, createClient, RefusedError } from "./create-client.ts";
