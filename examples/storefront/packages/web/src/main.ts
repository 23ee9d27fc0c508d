import { createClient } from "@shop/client";
import { endWithParent, listen } from "@shop/http";
import { createWeb } from "./create-web.ts";

const { SHOP_API = "http://127.0.0.1:3000", PORT = "0" } = process.env;

const server = createWeb(createClient(SHOP_API));
const url = await listen(server, Number(PORT));
console.log(`The shop listens on ${url}`);
endWithParent(server, url);
