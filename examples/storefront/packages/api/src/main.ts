import { endWithParent, listen } from "@shop/http";
import { createApi } from "./create-api.ts";
import { openStore } from "./open-store.ts";

const { SHOP_DATABASE = "shop.sqlite", PORT = "0" } = process.env;

const server = createApi(openStore(SHOP_DATABASE));
const url = await listen(server, Number(PORT));
console.log(`The API listens on ${url}`);
endWithParent(server, url);
