// A shop window per side: what its replicas say, and buttons to sell and to change a price.

import { byId, el, isUsable, keyed, setAttr, setText, setUsable } from "./dom.js";
import { textOn } from "./reduce.js";

const SPEEDS = [2, 10, 50, 200];
const nextSale = {};
let command;
let latest;

export function startStorefronts(send) {
  command = send;
}

export function renderStorefronts(state) {
  latest = state;
  const sides = [...new Set(state.nodes.map((node) => node.side))];
  keyed(byId("shops"), sides, (side) => side, createShop, updateShop);
  renderOrders(state.orders);
}

const sell = (side, sku) => command("sell", { side, sku, quantity: 1 });

/** Sells one unit of the side's next product in the list. */
function sellNext(side) {
  const products = latest.catalogue;
  const at = nextSale[side] ?? 0;
  nextSale[side] = (at + 1) % products.length;
  return sell(side, products[at % products.length].sku);
}

function createShop(side) {
  const id = side.toLowerCase();
  return el("div", { class: `shop side-${id}`, role: "group", "aria-label": `Storefront ${side}` },
    el("div", { class: "shop-head" },
      el("h3", { text: side }),
      el("button", {
        type: "button",
        class: "primary",
        test: `sell-${id}`,
        text: "Sell next",
        title: "Sells one unit of the next product in the list",
        on: { click: (event) => isUsable(event.currentTarget) && sellNext(side) },
      })),
    el("ul", { class: "products" }),
    priceForm(side, id),
    descriptionForm(side, id));
}

function priceForm(side, id) {
  const product = el("select", { "aria-label": `Product of ${side}`, test: `price-product-${id}` });
  const pounds = el("input", {
    type: "number", min: "0.01", max: "10000", step: "0.01", required: "", placeholder: "£",
    "aria-label": `New price in pounds, ${side}`, test: `price-value-${id}`,
  });
  const form = el("form", { class: "price-form" },
    product, pounds, el("button", { type: "submit", text: "Set price", test: `price-set-${id}` }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pence = Math.round(Number(pounds.value) * 100);
    if (pence > 0) {
      command("price", { side, sku: product.value, pence });
      pounds.value = "";
    }
  });
  return form;
}

function descriptionForm(side, id) {
  const product = el("select", { "aria-label": `Product to describe, ${side}`, test: `describe-product-${id}` });
  const text = el("input", {
    type: "text", maxlength: "80", required: "", placeholder: "Description",
    "aria-label": `New description, ${side}`, test: `describe-text-${id}`,
  });
  const form = el("form", { class: "price-form" },
    product, text, el("button", { type: "submit", text: "Describe", test: `describe-set-${id}` }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) {
      command("describe", { side, sku: product.value, text: text.value.trim() });
      text.value = "";
    }
  });
  return form;
}

function updateShop(shop, side) {
  const up = latest.nodes.some((node) => node.side === side && node.up);
  setUsable(shop.querySelector(".primary"), up, "No node of this side is up");
  keyed(
    shop.querySelector(".products"),
    latest.catalogue,
    (product) => product.sku,
    (product) => createProduct(side, product),
    (item, product) => updateProduct(item, side, product, up));
  shop.querySelectorAll("select").forEach((select) => keyed(
    select,
    latest.catalogue,
    (product) => product.sku,
    (product) => el("option", { value: product.sku, text: product.title }),
    () => {}));
}

function createProduct(side, product) {
  const id = side.toLowerCase();
  return el("li", {},
    el("div", { class: "product" },
      el("span", { class: "title", text: product.title }),
      el("span", { class: "facts" },
        el("span", { class: "price", test: `price-${id}-${product.sku}` }),
        el("span", { class: "sold", test: `sold-${id}-${product.sku}` }))),
    el("button", {
      type: "button",
      text: "Buy",
      "aria-label": `Buy ${product.title} in ${side}`,
      test: `buy-${id}-${product.sku}`,
      on: { click: (event) => isUsable(event.currentTarget) && sell(side, product.sku) },
    }));
}

function updateProduct(item, side, product, up) {
  const [orders, price] = product.rows;
  setText(item.querySelector(".price"), textOn(latest, side, price) || pounds(product.pence));
  setText(item.querySelector(".sold"), textOn(latest, side, orders) || "none sold");
  setUsable(item.querySelector("button"), up, "No node of this side is up");
}

const pounds = (pence) => `£${(pence / 100).toFixed(2)}`;

/** Start and stop of real order lines, where the demo was given some. */
function renderOrders({ lines, played, linesPerSecond }) {
  const box = byId("orders");
  box.hidden = lines === 0;
  if (lines === 0) {
    return;
  }
  if (!box.firstChild) {
    const speed = el("select", { "aria-label": "Lines a second", test: "orders-speed" },
      ...SPEEDS.map((each) => el("option", { value: each, text: `${each} / s` })));
    const toggle = () => {
      const lines = latest.orders.linesPerSecond > 0 ? 0 : Number(speed.value);
      command("play", { linesPerSecond: lines });
    };
    speed.addEventListener("change", () => {
      if (latest.orders.linesPerSecond > 0) {
        command("play", { linesPerSecond: Number(speed.value) });
      }
    });
    box.append(
      el("span", { class: "panel-note", test: "orders-note" }),
      speed,
      el("button", { type: "button", test: "orders-toggle", on: { click: toggle } }));
  }
  setText(box.firstChild, `${played} of ${lines} order lines`);
  setText(box.lastChild, linesPerSecond > 0 ? "Stop orders" : "Play orders");
  setAttr(box.lastChild, "aria-pressed", linesPerSecond > 0);
}
