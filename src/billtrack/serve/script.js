// Keys for readers: / goes to the search box, j and k to the next and the previous change. Without it every page works.
"use strict";

const changes = () => [...document.querySelectorAll("section.change, tr.place, .stub")];

const go = (step) => {
  const all = changes();
  if (!all.length) return;
  const at = all.findIndex((each) => each.classList.contains("here"));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all.forEach((each) => each.classList.remove("here"));
  all[next].classList.add("here");
  all[next].setAttribute("tabindex", "-1");
  all[next].focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "start" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  } else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
});
