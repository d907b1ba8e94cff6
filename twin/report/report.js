"use strict";
// What the page does beyond showing itself: the line between before and after, the order of the table, and what paper shows opened.
document.documentElement.classList.add("scripted");

for (const swipe of document.querySelectorAll(".swipe")) {
  const slider = swipe.querySelector("input");
  const move = () => {
    swipe.style.setProperty("--at", `${100 - slider.value}%`);
    slider.setAttribute("aria-valuetext", `${slider.value} %`);
  };
  slider.hidden = false;
  slider.dir = "rtl"; // its value is the share after, which is on the right
  slider.addEventListener("input", move);
  slider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    slider.value = Number(slider.value) + step * (event.shiftKey ? 10 : 2);
    move();
  });
  swipe.classList.add("live");
  move();
}

function sortable(table) {
  const groups = [...table.tBodies];
  const home = groups.map((group) => [...group.rows]);
  const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    if (a !== "nan" && b !== "nan" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
    if (a === "nan" || b === "nan") return (a === "nan") - (b === "nan");
    return a.localeCompare(b, document.documentElement.lang);
  };
  const order = (head, column) => {
    const next = { ascending: "descending", descending: "none" }[head.ariaSort] ?? "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    groups.forEach((group, i) => group.append(...home[i]));
    table.classList.toggle("sorted", next !== "none");
    if (next === "none") return;
    head.setAttribute("aria-sort", next);
    const rows = home.flat().filter((row) => row.dataset.metric);
    const sign = next === "ascending" ? 1 : -1;
    rows.sort((a, b) => sign * compare(valueOf(a, column), valueOf(b, column)));
    groups[0].append(...rows);
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => order(head, column));
    head.replaceChildren(button);
  });
}
document.querySelectorAll("table[data-sortable]").forEach(sortable);

for (const box of document.querySelectorAll(".only-moved")) {
  const table = box.closest("section").querySelector("table.numbers");
  box.addEventListener("change", () => table.classList.toggle("short", box.checked));
}

// A link to a receipt opens it.
function unfold() {
  let part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
}
window.addEventListener("hashchange", unfold);
unfold();

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details[data-print]:not([open])")];
  for (const part of opened) part.open = true;
});
window.addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
  opened = [];
});
