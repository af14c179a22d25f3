// Filters the first table: words that a row must have, and a stage. Without it the page has the whole list.
"use strict";

const table = document.querySelector("table.stat");
const rows = table ? [...table.tBodies[0].rows] : [];
const titles = table && table.tHead ? [...table.tHead.rows[0].cells].map((cell) => cell.textContent) : [];
const stageAt = titles.indexOf("Stage");
const stageOf = (row) => (stageAt < 0 ? "" : row.cells[stageAt].textContent);

const labeled = (words, control) => {
  const label = document.createElement("label");
  label.append(`${words} `, control);
  return label;
};

if (rows.length > 1) {
  const form = document.createElement("form");
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter the measures");
  const words = document.createElement("input");
  words.type = "search";
  const stage = document.createElement("select");
  for (const each of ["", ...new Set(rows.map(stageOf))].sort()) {
    const option = document.createElement("option");
    option.value = each;
    option.textContent = each || "all";
    stage.append(option);
  }
  const count = document.createElement("output");
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/u).filter(Boolean);
    for (const row of rows) {
      const has = row.textContent.toLowerCase();
      row.hidden = !wanted.every((word) => has.includes(word)) || (stage.value !== "" && stageOf(row) !== stage.value);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = `${shown} of ${rows.length} shown`;
  };
  form.append(labeled("Words", words));
  if (stageAt >= 0) form.append(labeled("Stage", stage));
  form.append(count);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  table.before(form);
  show();
}
