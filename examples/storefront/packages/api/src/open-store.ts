import { DatabaseSync } from "node:sqlite";
import type { Price, PricedLine } from "@shop/pricing";

/** Something that is sold. */
export type Product = {
  readonly sku: string;
  readonly name: string;
  /** Whole cents. */
  readonly price: number;
  readonly stock: number;
};

export type Order = { readonly id: number; readonly lines: readonly PricedLine[]; readonly price: Price };

/** Products, stock and orders. */
export type Store = {
  products(): readonly Product[];
  product(sku: string): Product | undefined;
  /** Takes pieces from stock; false, and nothing is taken, when there are fewer. */
  takeStock(sku: string, quantity: number): boolean;
  addOrder(lines: readonly PricedLine[], price: Price): Order;
  order(id: number): Order | undefined;
  /** Undoes everything that `work` wrote when it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/** Opens a SQLite file; a new one gets its tables and the products. */
export function openStore(path: string): Store {
  const database = new DatabaseSync(path);
  database.exec(schema);
  return {
    products: () =>
      database.prepare("select sku, name, price, stock from product order by sku").all() as Product[],
    product: (sku) =>
      database.prepare("select sku, name, price, stock from product where sku = ?").get(sku) as
        | Product
        | undefined,
    takeStock(sku, quantity) {
      const { changes } = database
        .prepare("update product set stock = stock - :quantity where sku = :sku and stock >= :quantity")
        .run({ sku, quantity });
      return changes === 1;
    },
    addOrder(lines, price) {
      const { lastInsertRowid } = database
        .prepare('insert into "order" (content) values (?)')
        .run(JSON.stringify({ lines, price }));
      return { id: Number(lastInsertRowid), lines, price };
    },
    order(id) {
      const row = database.prepare('select content from "order" where id = ?').get(id);
      return row === undefined ? undefined : { id, ...JSON.parse(String(row["content"])) };
    },
    transaction(work) {
      database.exec("begin immediate");
      try {
        const result = work();
        database.exec("commit");
        return result;
      } catch (error) {
        database.exec("rollback");
        throw error;
      }
    },
    close: () => database.close(),
  };
}

const schema = `
  create table if not exists product (sku text primary key, name text not null, price integer not null, stock integer not null);
  create table if not exists "order" (id integer primary key, content text not null);
  insert or ignore into product values
    ('cup', 'Cup, blue', 1200, 5),
    ('pot', 'Tea pot', 4500, 1),
    ('tea', 'Green tea, 100 g', 650, 40);
`;
