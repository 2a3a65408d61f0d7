// Files that are dropped on the page go into the form and are sent. Without this one chooses them.
(() => {
  "use strict";
  const form = document.getElementById("drop");
  if (!form) return;
  const stop = (event) => event.preventDefault();
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      stop(event);
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    stop(event);
    form.classList.remove("over");
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    form.querySelector("[type=file]").files = files;
    form.requestSubmit();
  });
})();
