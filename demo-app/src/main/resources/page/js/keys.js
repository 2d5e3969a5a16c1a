// Keyboard keys. They are off while somebody types.

const TYPING = new Set(["INPUT", "SELECT", "TEXTAREA"]);

export function startKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const busy = TYPING.has(event.target.tagName) || document.querySelector("dialog[open]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
      return;
    }
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
