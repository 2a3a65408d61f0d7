// The slider of the structure: while it is dragged, the page of each month is fetched and its
// picture and list put in the place of those at hand. Without this a button does it.
(() => {
  "use strict";
  const slider = document.getElementById("month");
  const out = document.getElementById("month-out");
  if (!slider) return;
  document.documentElement.classList.add("scripted");

  const month = (n) => `${2021 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
  const address = () => {
    const here = new URL(location.href);
    here.searchParams.delete("month");
    here.searchParams.delete("done");
    here.searchParams.set("on", `${month(Number(slider.value))}-01`);
    return here;
  };

  let asked = 0;
  let under = null;
  let waiting = null;
  const fetched = async () => {
    const mine = ++asked;
    const here = address();
    under?.abort();
    under = new AbortController();
    const shown = document.getElementById("shown");
    shown.classList.add("busy");
    try {
      const answer = await fetch(here, { signal: under.signal, headers: { Accept: "text/html" } });
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const box = document.querySelector(".box");
      const place = box ? [box.scrollLeft, box.scrollTop] : [0, 0];
      for (const id of ["live", "shown"]) {
        document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
      }
      document.querySelector(".box")?.scrollTo(...place);
      document.getElementById("on").value = here.searchParams.get("on");
      history.replaceState(null, "", here);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      if (mine === asked) document.getElementById("shown").classList.remove("busy");
    }
  };
  slider.addEventListener("input", () => {
    out.value = month(Number(slider.value));
    slider.setAttribute("aria-valuetext", out.value);
    clearTimeout(waiting);
    waiting = setTimeout(fetched, 70);
  });
})();
