// The nodes as cards with their root-hash chips, the links between them, and real messages.

import { byId, el, isUsable, keyed, setAttr, setText, setUsable, svg } from "./dom.js";
import { curve, fly, path } from "./links.js";
import { MARKS, marksOf, pair } from "./reduce.js";

const LINK_WORDS = { up: "up", quiet: "quiet", cut: "cut", down: "one end is down" };
const TICKS_PER_SECOND = 5;

let command;
let wires;
let flyers;
let latest;
let places = new Map();
let lastTick = -1;

export function startCluster(send) {
  command = send;
  wires = svg("g", { class: "wires" });
  flyers = svg("g", { class: "flyers" });
  byId("stage").append(
    svg("svg", { class: "drawing", "aria-hidden": "true" }, wires, flyers),
    el("div", { class: "sides" }),
    el("div", { class: "cut-line", "aria-hidden": "true" }, el("span", { text: "✂" })));
  new ResizeObserver(() => {
    places = new Map();
    if (latest) {
      drawLinks(latest);
    }
  }).observe(byId("stage"));
}

export function renderCluster(state) {
  const first = latest === undefined || latest.nodes.length !== state.nodes.length;
  latest = state;
  const sides = [...new Set(state.nodes.map((node) => node.side))];
  keyed(document.querySelector(".sides"), sides, (side) => side, createSide, updateSide);
  if (first) {
    places = new Map();
  }
  const { cut } = state.summary;
  setAttr(byId("stage"), "data-cut", cut);
  setUsable(byId("cut"), !cut && state.loaded, "West and East are cut already");
  setUsable(byId("heal"), cut, "There is no cut to heal");
  drawLinks(state);
  renderTable(state);
  renderTraffic(state);
}

function createSide(side) {
  return el("div", { class: `side side-${side.toLowerCase()}`, role: "group", "aria-label": side },
    el("h3", { text: side }), el("div", { class: "cards" }));
}

function updateSide(element, side) {
  const marks = rootMarks(latest.nodes);
  keyed(
    element.querySelector(".cards"),
    latest.nodes.filter((node) => node.side === side),
    (node) => node.id,
    createCard,
    (card, node) => updateCard(card, node, marks.get(node.id)));
}

function rootMarks(nodes) {
  const up = nodes.filter((node) => node.up);
  const marks = marksOf(up.map((node) => node.root));
  return new Map(up.map((node, i) => [node.id, marks[i]]));
}

function createCard(node) {
  const power = el("button", {
    type: "button",
    class: "power",
    test: `power-${node.id}`,
    on: { click: (event) => isUsable(event.currentTarget) && togglePower(node.id) },
  });
  return el("article", { class: "card", test: `node-${node.id}` },
    el("div", { class: "card-head" }, el("h4", { text: node.id }), power),
    el("p", { class: "chip", test: `chip-${node.id}` },
      el("span", { class: "swatch", "aria-hidden": "true" }), el("code")),
    el("p", { class: "card-facts" }));
}

function togglePower(id) {
  const node = latest.nodes.find((each) => each.id === id);
  command(node.up ? "kill" : "restart", { node: id });
}

function updateCard(card, node, mark) {
  setAttr(card, "data-up", node.up);
  setAttr(card, "title", node.address);
  setAttr(card, "aria-label", `${node.side} ${node.id}, ${node.up ? "up" : "down"}`);
  const power = card.querySelector(".power");
  setText(power, node.up ? "Kill" : "Restart");
  setAttr(power, "aria-label", `${node.up ? "Kill" : "Restart"} ${node.id}`);
  const chip = card.querySelector(".chip");
  setAttr(chip, "data-root", node.root);
  setAttr(chip, "title", node.up ? `root hash ${node.root}` : "down");
  const swatch = chip.firstChild;
  setText(swatch, node.up ? MARKS[mark] : "×");
  const hue = node.up ? Math.round((parseInt(node.root.slice(0, 4), 16) / 65536) * 360) : 0;
  swatch.style.setProperty("--hue", hue);
  setText(chip.lastChild, node.up ? node.root.slice(0, 8) : "down");
  setText(
    card.querySelector(".card-facts"),
    node.up ? `${node.keys} keys · ${bytes(node.pendingBytes)} pending` : "its memory is gone");
}

function bytes(n) {
  return n < 1000 ? `${n} B` : n < 1e6 ? `${(n / 1000).toFixed(1)} KB` : `${(n / 1e6).toFixed(1)} MB`;
}

/** Middle and inner edge of each card within the stage; measured once, until the size changes. */
function measure(state) {
  const frame = byId("stage").getBoundingClientRect();
  for (const node of state.nodes) {
    const card = document.querySelector(`[data-testid="node-${node.id}"]`).getBoundingClientRect();
    const x = card.left - frame.left + card.width / 2;
    const y = card.top - frame.top + card.height / 2;
    const inward = x < frame.width / 2 ? 1 : -1;
    places.set(node.id, { x, y, inward, edge: x + (inward * card.width) / 2, side: node.side });
  }
}

function curveOf(one, other) {
  const from = places.get(one);
  const to = places.get(other);
  return from && to ? curve(from, to) : null;
}

function drawLinks(state) {
  if (places.size === 0 && state.nodes.length > 0) {
    measure(state);
    wires.replaceChildren();
  }
  keyed(
    wires,
    state.links,
    (link) => pair(link.one, link.other),
    (link) => svg("path", { d: path(curveOf(link.one, link.other)) }),
    (wire, link) => setAttr(wire, "class", `wire ${link.state}`));
}

function renderTable(state) {
  const table = byId("links-table");
  if (!table.tBodies.length) {
    const titles = ["Link", "State", "Deltas", "Control", "Repairs", "Lost"];
    table.append(
      el("thead", {}, el("tr", {}, ...titles.map((text) => el("th", { scope: "col", text })))),
      el("tbody"));
  }
  keyed(
    table.tBodies[0],
    state.links,
    (link) => pair(link.one, link.other),
    (link) => el("tr", {}, el("th", { scope: "row", text: `${link.one} – ${link.other}` }),
      ...Array.from({ length: 5 }, () => el("td"))),
    (row, link) => {
      const seen = state.traffic[pair(link.one, link.other)] ?? {};
      const cells = [LINK_WORDS[link.state], seen.delta, seen.control, seen.repair, seen.lost];
      cells.forEach((text, i) => setText(row.cells[i + 1], String(text ?? 0)));
    });
}

function renderTraffic(state) {
  const { tick } = state;
  if (tick.index === lastTick) {
    return;
  }
  lastTick = tick.index;
  fly(flyers, tick.shown, curveOf);
  const seen = tick.seen * TICKS_PER_SECOND;
  const shown = tick.shown.length * TICKS_PER_SECOND;
  const sampled = shown < seen ? `, ${shown} of them shown` : "";
  setText(byId("rate"), `about ${seen} messages/s, ${bytes(tick.sizeBytes * TICKS_PER_SECOND)}/s${sampled}`);
}
