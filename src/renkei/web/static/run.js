// While a job runs: asks how far it is, moves the bar, and opens the page anew when it has ended.
// Without this the page opens itself anew every other second.
(() => {
  "use strict";
  const shown = document.getElementById("progress");
  if (!shown) return;
  const bar = document.getElementById("bar");
  const ask = async () => {
    try {
      const answer = await fetch(`${shown.dataset.at || "/run/jobs"}/${shown.dataset.job}.json`);
      if (!answer.ok) return location.reload();
      const told = await answer.json();
      bar.value = told.share;
      shown.querySelector(".share-done").textContent = `${Math.round(told.share * 100)}%`;
      shown.querySelector(".doing").textContent = told.doing;
      if (told.state !== "running") return location.reload();
    } catch {
      // The server may be busy; it is asked again.
    }
    setTimeout(ask, 400);
  };
  setTimeout(ask, 300);
})();
