import { hasChromium } from "../chromium.ts";
import { expect, test } from "./shop.ts";

test.describe("the page in a browser", () => {
  test.skip(!hasChromium, "there is no Chromium on this machine");

  test("counts pieces and leads to the order", async ({ page }) => {
    await page.goto("/");
    const order = page.getByRole("button", { name: "Order" });
    await expect(order).toBeDisabled();
    await page.getByLabel("Green tea").fill("3");
    await expect(page.getByText("3 pieces")).toBeVisible();
    await order.click();
    await expect(page.getByText("3 × tea")).toBeVisible();
  });
});
