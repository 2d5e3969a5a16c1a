// The only place where elements are made. Text enters the page through textContent alone: what
// replicas hold is written by strangers.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** Makes an element; `props` are attributes, `text`, `test` (data-testid) and `on` (listeners). */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, { text, test, on, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  if (test) {
    node.setAttribute("data-testid", test);
  }
  for (const [type, listener] of Object.entries(on ?? {})) {
    node.addEventListener(type, listener);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  node.append(...children);
  return node;
}

/** Sets text when it changed: an unchanged live region must stay silent. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setAttr(node, name, value) {
  if (value === null || value === undefined) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

/**
 * Makes the children of `parent` those of `items`, in order, keeping the elements of keys that stay:
 * focus and selection survive.
 */
export function keyed(parent, items, keyOf, create, update) {
  const old = new Map();
  for (const child of [...parent.children]) {
    old.set(child.dataset.key, child);
  }
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = old.get(key);
    if (child) {
      old.delete(key);
    } else {
      child = create(item);
      child.dataset.key = key;
    }
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(child, at);
    }
    update(child, item);
  }
  old.forEach((child) => child.remove());
}

/** A button that cannot be used now stays focusable, and says why. */
export function setUsable(button, usable, why = "") {
  setAttr(button, "aria-disabled", usable ? null : "true");
  setAttr(button, "title", usable ? null : why);
}

export const isUsable = (button) => button.getAttribute("aria-disabled") !== "true";
