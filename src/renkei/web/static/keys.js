// Keys: / search, j and k through the entries, Enter opens, ? lists the keys. Pages work without.
(() => {
  "use strict";
  const dialog = document.getElementById("keys");
  const opener = document.querySelector(".keys-open");
  const show = () => dialog && !dialog.open && dialog.showModal();
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", show);
  }

  const entries = () => [...document.querySelectorAll("[data-step]")].filter((e) => e.offsetParent);
  const step = (by) => {
    const all = entries();
    if (!all.length) return;
    const at = all.findIndex((e) => e.classList.contains("here"));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    all.forEach((e) => e.classList.toggle("here", e === next));
    const link = next.matches("a, button") ? next : next.querySelector("a, button");
    (link || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  const places = { h: "/", i: "/items", d: "/documents", s: "/sources", n: "/inbox" };
  const keys = {
    "/": () => document.getElementById("seek")?.focus(),
    "?": show,
    j: () => step(1),
    k: () => step(-1),
    n: () => step(1),
    p: () => step(-1),
  };
  let going = false;
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("input, textarea, select") || target.isContentEditable) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (going && places[event.key]) {
      location.href = places[event.key];
    } else if (event.key === "g") {
      going = true;
      setTimeout(() => (going = false), 1200);
      return;
    } else if (keys[event.key] && !dialog?.open) {
      event.preventDefault();
      keys[event.key]();
    }
    going = false;
  });

  // A select or a date of a filter sends its form by itself; without scripts there is a button.
  for (const form of document.querySelectorAll("form[data-auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
    });
  }
})();
