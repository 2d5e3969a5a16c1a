"use strict";
document.body.classList.add("js");
(() => {
  const detail = document.getElementById("detail");
  const diagram = document.getElementById("spacetime");
  const replay = document.getElementById("replay");
  if (replay && navigator.clipboard) {
    const copy = document.createElement("button");
    copy.textContent = "copy";
    copy.onclick = () => navigator.clipboard.writeText(replay.textContent).then(() => { copy.textContent = "copied"; });
    replay.after(copy);
  }
  if (!diagram) return;
  const add = (name, text) => {
    const part = document.createElement(name);
    part.textContent = text;
    detail.append(part);
  };
  const show = (mark) => {
    const title = mark.querySelector("title");
    detail.textContent = title ? title.textContent : "";
    const before = mark.dataset.before;
    const after = mark.dataset.after;
    if (before === undefined || after === undefined) return;
    let from = 0;
    while (from < before.length && before[from] === after[from]) from++;
    let back = 0;
    while (back < Math.min(before.length, after.length) - from
        && before[before.length - 1 - back] === after[after.length - 1 - back]) back++;
    detail.append("\nstate: ", before.slice(0, from));
    add("del", before.slice(from, before.length - back));
    detail.append(" \u2192 ");
    add("ins", after.slice(from, after.length - back));
    detail.append(before.slice(before.length - back));
  };
  const of = (event) => event.target.closest("g[tabindex]");
  diagram.addEventListener("focusin", (event) => of(event) && show(of(event)));
  diagram.addEventListener("click", (event) => of(event) && of(event).focus());
  diagram.addEventListener("keydown", (event) => {
    const marks = [...diagram.querySelectorAll("g[tabindex]")];
    const next = marks[marks.indexOf(document.activeElement) + (event.key === "ArrowRight" ? 1 : -1)];
    if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && next && document.activeElement !== diagram) {
      event.preventDefault();
      next.focus();
    }
  });
  const cone = document.getElementById("coneonly");
  if (cone) cone.onchange = () => diagram.classList.toggle("fade", cone.checked);
  const centre = diagram.querySelector(".violation .hollow") || diagram.querySelector(".fault rect") || diagram.querySelector(".mark");
  if (centre) diagram.scrollLeft = centre.getBoundingClientRect().left - diagram.getBoundingClientRect().left - diagram.clientWidth * 0.7;
})();
