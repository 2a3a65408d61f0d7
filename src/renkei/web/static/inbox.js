// Keys of the inbox: f files, r right, w wrong, x never again, u undoes; j and k move (keys.js).
// After a decision the page comes back at the entry that took the place of the one decided.
(() => {
  "use strict";
  const entries = [...document.querySelectorAll(".inbox > [data-step]")];
  const named = location.hash.match(/^#e-(\d+)$/);
  if (named && entries.length) {
    const entry = entries[Math.min(Number(named[1]), entries.length - 1)];
    entry.classList.add("here");
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "center" });
  }
  // Uncertain readings are being looked for: look again, unless someone is at work here already.
  if (document.querySelector("[data-working]")) {
    setTimeout(() => entries.some((e) => e.contains(document.activeElement)) || location.reload(), 2500);
  }
  const current = () => entries.find((e) => e.classList.contains("here")) || entries[0];

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys")?.open) return;
    if (event.target.matches("input, textarea, select")) return;
    if (event.key === "u") {
      const form = document.querySelector(".done form");
      if (form) form.requestSubmit();
      return;
    }
    if (!"frwx".includes(event.key) || event.key.length !== 1) return;
    const deed = current()?.querySelector(`.deed [data-key="${event.key}"], [data-key="${event.key}"]`);
    if (!deed) return;
    event.preventDefault();
    if (deed.matches("input")) deed.focus();
    else deed.click();
  });
})();
