// The scorecard: before and after of every number, on one relative axis, each a click away from its receipt.
import { COLOUR } from "/static/colours.js";
import { make, svg, t } from "/static/words.js";

const LEAST = 1; // %, so that a change too small to matter does not look like one
const REACH = 72; // px of the longest mark
const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

// A round relative change that holds all rows of at most 100 %; those beyond are cut at the edge, so that they flatten no other.
function limitOf(rows) {
  const moved = rows.map((row) => Math.abs(row.share ?? 0)).filter(Boolean);
  const held = moved.filter((share) => share <= 100);
  const most = moved.length && !held.length ? 100 : Math.max(0, ...held);
  if (most <= LEAST) return LEAST;
  if (most >= 80) return 100;
  const power = 10 ** Math.floor(Math.log10(most));
  return STEPS.map((step) => step * power).find((value) => value >= most);
}

// The mark lies on the side of its sign, the relative change is written on the other.
function dumbbell(row, limit) {
  const outer = svg("svg", { "aria-hidden": "true" });
  const node = svg("svg", { x: "50%", overflow: "visible" });
  outer.append(node);
  node.append(svg("line", { x1: 0, x2: 0, y1: -6, y2: 30, stroke: COLOUR.rule, "stroke-width": 1 }));
  const y = 12;
  if (!row.sign) {
    node.append(svg("circle", { cx: 0, cy: y, r: 3.6, fill: COLOUR.paper, stroke: COLOUR.muted, "stroke-width": 1.2 }));
    node.append(svg("text", { x: 9, y: y + 4, fill: COLOUR.muted }, row.mark));
    return outer;
  }
  const end = row.sign * (row.share === null ? 1 : Math.min(1, Math.abs(row.share) / limit)) * REACH;
  const colour = COLOUR[row.verdict];
  node.append(svg("line", { x1: 0, x2: end, y1: y, y2: y, stroke: colour, "stroke-width": 6.5, "stroke-opacity": 0.33 }));
  node.append(svg("circle", { cx: 0, cy: y, r: 4, fill: COLOUR.paper, stroke: COLOUR.ink, "stroke-width": 1.5 }));
  if (row.verdict === "better") node.append(svg("circle", { cx: end, cy: y, r: 5, fill: colour }));
  else node.append(svg("path", { d: `M${end - 6.5} ${y}l6.5-6.5 6.5 6.5-6.5 6.5z`, fill: colour }));
  if (row.share !== null && Math.abs(row.share) > limit * 1.0001) {
    const beyond = { x: end + row.sign * 9, y: y + 4, fill: colour, "text-anchor": row.sign > 0 ? "start" : "end" };
    node.append(svg("text", beyond, row.sign > 0 ? "▸" : "◂"));
  }
  const away = Math.abs(end) < 6 ? 12 : 8;
  const at = { x: -row.sign * away, y: y + 4, fill: colour, "text-anchor": row.sign > 0 ? "end" : "start" };
  node.append(svg("text", at, row.percent));
  return outer;
}

function figures(row) {
  const node = make("button", { type: "button", cls: "figure", "aria-label": spoken(row) });
  if (row.verdict === "same") {
    node.append(make("span", { cls: "after", text: row.after }), " ", make("span", { cls: "unit", text: row.unit }));
    return node;
  }
  node.append(make("span", { cls: "was", text: `${row.before} → ` }), make("b", { cls: "after", text: row.after }));
  node.append(make("span", { cls: "difference" }, make("span", { cls: "unit", text: row.unit }), ` ${row.difference}`));
  return node;
}

// What the draws say of a difference, on a line of its own.
function sureRow(row) {
  const agree = t("agree", { share: row.sure.share, range: row.sure.range, unit: row.unit === "%" ? "pts" : row.unit }).trim();
  const cell = make("td", { colspan: 3 }, make("b", { text: row.sure.word }), ` · ${agree}`);
  return make("tr", { cls: "sure", data: { of: row.key, sure: row.sure.sure } }, cell);
}

function spoken(row) {
  const verdict = row.verdict === "same" ? t(row.mark === "=" ? "no_change" : "unresolved") : t(row.verdict);
  return `${row.label}: ${row.before} → ${row.after} ${row.unit}, ${verdict}. ${t("receipt")}`;
}

export class Scorecard {
  // `doing` holds what a click calls: receipt(key) and map(key). `keys` are the metrics shown.
  constructor(doing) {
    this.doing = doing;
    this.body = document.querySelector("#rows tbody");
    this.still = document.querySelector("#still");
    this.only = document.querySelector("#moved");
    this.only.addEventListener("change", () => this.show(this.card, this.themes));
    this.last = new Map();
    this.keys = [];
  }

  show(card, themes) {
    if (!card) return;
    [this.card, this.themes] = [card, themes];
    const told = card.rows.filter((row) => row.key !== "cost");
    const moved = told.filter((row) => row.verdict && row.verdict !== "same");
    const all = !this.only.checked || (!moved.length && !told.some((row) => row.pending));
    const shown = all ? told : told.filter((row) => row.pending || row.verdict !== "same");
    this.keys = shown.map((row) => row.key);
    const limit = limitOf(moved);
    this.body.parentElement.classList.toggle("plain", !moved.length && !told.some((row) => row.pending));
    const rows = [];
    let theme = "";
    for (const row of shown) {
      if (row.theme !== theme) {
        theme = row.theme;
        rows.push(make("tr", {}, make("th", { colspan: 3, scope: "colgroup", text: themes[theme] })));
      }
      rows.push(this.row(row, limit));
      if (row.sure && row.sign) rows.push(sureRow(row));
    }
    const focused = document.activeElement?.closest?.("tr[data-metric]")?.dataset.metric;
    this.body.replaceChildren(...rows);
    if (focused) this.body.querySelector(`tr[data-metric="${focused}"] button`)?.focus();
    this.tellStill(all ? [] : told.filter((row) => row.verdict === "same"));
    document.querySelector("#asides").textContent = card.asides;
  }

  row(row, limit) {
    const state = row.pending ? "pending" : row.broken ? "broken" : row.verdict;
    const fresh = this.last.get(row.key) !== undefined && this.last.get(row.key) !== row.after && !row.pending;
    if (!row.pending) this.last.set(row.key, row.after);
    const open = make("button", { type: "button", cls: "open", text: row.label, on: { click: () => this.doing.map(row.key) } });
    open.title = row.map ? t("map_of", { label: row.label }) : "";
    const node = make("tr", { data: { metric: row.key, verdict: state }, cls: fresh ? "fresh" : "" }, make("td", { cls: "name" }, row.map ? open : make("span", { text: row.label })));
    if (row.pending || row.broken) {
      const wait = row.broken ? make("span", { text: row.broken, cls: "worse small" }) : make("span", { cls: "wait" });
      const value = make("td", { cls: "figures" }, make("span", { cls: "was", text: row.before ? `${row.before} → …` : "…" }));
      node.append(make("td", { cls: "bar-cell" }, wait), value);
      return node;
    }
    const number = figures(row);
    number.addEventListener("click", () => this.doing.receipt(row.key));
    node.append(make("td", { cls: "bar-cell" }, dumbbell(row, limit)), make("td", { cls: "figures" }, number));
    return node;
  }

  // The numbers that stand still, in one sentence, each of them a way to its receipt.
  tellStill(rows) {
    this.still.replaceChildren();
    if (!rows.length) return;
    const [before, after] = t("still").split("{list}");
    this.still.append(before);
    rows.forEach((row, i) => {
      const link = make("button", { type: "button", data: { metric: row.key }, on: { click: () => this.doing.receipt(row.key) } });
      link.textContent = row.label;
      link.title = `${row.after} ${row.unit}`;
      this.still.append(...(i ? [" · "] : []), link);
    });
    this.still.append(after);
  }
}
