// Small help where JavaScript runs; every page works without it.
"use strict";

// Whether somebody sits there: only then does what a page fetches by itself keep the session open.
let used = false;
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { used = true; });

// <div data-live="address" data-every="seconds">: its content is fetched again while data-live stays on it. data-keep:
// the session stays open by it, for what is shown on a wall.
for (const box of document.querySelectorAll("[data-live]")) {
  const every = Math.max(1, Number(box.dataset.every || 2)) * 1000;
  let shown;
  const again = async () => {
    if (document.hidden && !box.dataset.keep) return setTimeout(again, every);
    try {
      const answer = await fetch(box.dataset.live, { headers: { Accept: "text/html", "X-Live": used || box.dataset.keep ? "used" : "idle" }, credentials: "same-origin" });
      used = false;
      if (answer.redirected) { location.reload(); return; } // the session is over: what is shown must not stay
      if (answer.ok) {
        const text = await answer.text();
        if (text !== shown) box.innerHTML = shown = text; // else the place of the reader would be lost
        if (answer.headers.get("X-Live") === "over") { location.reload(); return; }
      }
    } catch (_) { /* the next try will tell */ }
    setTimeout(again, every);
  };
  setTimeout(again, every);
}

// <form data-ask="question">: asked before it is sent.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const question = (button && button.dataset.ask) || event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

// <select data-send>: sends its form when changed; the button beside it is for those without JavaScript.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
  // <input type="checkbox" data-all="name">: ticks all of that name.
  if (event.target.matches("[data-all]")) {
    for (const one of document.getElementsByName(event.target.dataset.all)) one.checked = event.target.checked;
  }
});

// <textarea data-count>: how many characters are left of maxlength.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const told = document.createElement("p");
  told.className = "help";
  const digits = new Intl.NumberFormat(document.documentElement.lang === "bn" ? "bn-IN" : "en-IN");
  const tell = () => { told.textContent = `${digits.format([...area.value].length)} / ${digits.format(area.dataset.count)}`; };
  area.after(told);
  area.addEventListener("input", tell);
  tell();
}
