// Geometry and traffic of the cluster's drawing: curves between the cards, shapes that fly on them.

import { svg } from "./dom.js";

const FLIGHT_MILLIS = 750;
const SPREAD_MILLIS = 200;
const MAX_FLYING = 250;
const STEPS = 8;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let flying = 0;

/**
 * The curve of a link: straight between the sides; within a side a bow beside the cards, wider for
 * cards further apart, so that none hides another.
 */
export function curve(from, to) {
  if (from.side !== to.side) {
    return { from, mid: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to };
  }
  const bow = from.inward * (14 + Math.abs(to.y - from.y) * 0.22);
  const mid = { x: from.edge + bow, y: (from.y + to.y) / 2 };
  return { from: { x: from.edge, y: from.y }, mid, to: { x: to.edge, y: to.y } };
}

export const path = ({ from, mid, to }) =>
  `M${from.x} ${from.y}Q${mid.x} ${mid.y} ${to.x} ${to.y}`;

function at({ from, mid, to }, t) {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * mid.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * mid.y + t * t * to.y,
  };
}

function shape(kind) {
  if (kind === "delta") {
    return svg("circle", { class: "delta", r: 4 });
  }
  return kind === "repair"
    ? svg("rect", { class: "repair", x: -4, y: -4, width: 8, height: 8 })
    : svg("path", { class: "control", d: "M0-4 4 0 0 4-4 0Z" });
}

/** Lets the messages of one tick fly; one that is lost goes half the way and fades. */
export function fly(layer, messages, curveOf) {
  if (still.matches || document.hidden) {
    return;
  }
  messages.forEach((message, i) => {
    const line = curveOf(message.from, message.to);
    if (!line || flying >= MAX_FLYING) {
      return;
    }
    const end = message.lost ? 0.48 : 1;
    const frames = [];
    for (let step = 0; step <= STEPS; step++) {
      const point = at(line, (step / STEPS) * end);
      const fading = message.lost && step > STEPS - 3;
      frames.push({
        transform: `translate(${point.x}px, ${point.y}px)`,
        opacity: step === 0 ? 0.3 : fading ? (STEPS - step) / 3 : 1,
      });
    }
    const flyer = shape(message.kind);
    flyer.setAttribute("opacity", "0");
    layer.append(flyer);
    flying++;
    const flight = flyer.animate(frames, {
      duration: FLIGHT_MILLIS * end,
      delay: (i / messages.length) * SPREAD_MILLIS,
      easing: "linear",
    });
    flight.onfinish = flight.oncancel = () => {
      flyer.remove();
      flying--;
    };
  });
}
