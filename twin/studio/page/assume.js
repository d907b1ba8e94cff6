// Assumptions: every uncertain parameter of the numbers shown, to be moved within its range; both sides are computed anew.
import { ask } from "/static/api.js";
import { showTab } from "/static/tabs.js";
import { language, make, t } from "/static/words.js";

const OPEN = "weather"; // the group that is open at first
const $ = (id) => document.getElementById(id);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class Assumptions {
  constructor(studio) {
    this.studio = studio;
    this.known = null; // parameters as the server offers them, once they were asked for
    this.values = new Map(); // what is assumed otherwise than by best guess
    this.opened = new Set([OPEN]);
    this.moving = null; // the parameter whose slider is held
    this.wanted = null; // the newest value that is not sent yet
    $("search").addEventListener("input", () => this.list());
    $("moved").addEventListener("change", () => this.list());
    $("assume-reset").addEventListener("click", () => this.studio.edit({ op: "reset" }));
    for (const end of ["pointerup", "focusin"]) $("sliders").addEventListener(end, () => (this.moving = null));
  }

  // Open the panel; at one parameter when it is named.
  async show(name = null) {
    this.known ??= await ask("parameters");
    showTab("assume");
    if (name) {
      this.opened.add(this.known.find((p) => p.name === name).group);
      $("search").value = "";
    }
    this.list();
    const at = name && this.row(name);
    if (at) at.scrollIntoView({ block: "center" });
    (at ? at.querySelector("[type=range]") : $("search")).focus();
  }

  // The parameters that the numbers shown use and the words looked for; those that were changed in any case.
  get chosen() {
    const shown = new Set(this.studio.card.keys);
    const words = plain($("search").value).split(/\s+/).filter(Boolean);
    const tells = (p) => plain(`${p.label[language()]} ${p.name} ${p.unit[language()]} ${this.themes[p.group]}`);
    return this.known.filter((p) => words.every((word) => tells(p).includes(word)) && (this.values.has(p.name) || p.metrics.some((key) => shown.has(key))));
  }

  get themes() {
    return this.studio.city.themes[language()];
  }

  list() {
    if (!this.known) return;
    const groups = new Map();
    for (const p of this.chosen) groups.set(p.group, [...(groups.get(p.group) || []), p]);
    const searched = Boolean($("search").value.trim());
    $("sliders").replaceChildren(...[...groups].map(([group, members]) => this.group(group, members, searched)));
    $("assume-none").hidden = groups.size > 0;
  }

  // A theme that opens; its sliders are made when it does.
  group(key, members, searched) {
    const body = make("div", { cls: "group" });
    const count = make("span", { cls: "muted", text: String(members.length) });
    const node = make("details", { data: { group: key } }, make("summary", {}, make("span", { text: this.themes[key] }), count), body);
    const fill = () => body.childElementCount || body.append(...members.map((p) => this.slider(p)));
    node.addEventListener("toggle", () => {
      if (node.open) fill();
      if (!searched) this.opened[node.open ? "add" : "delete"](key);
    });
    node.open = searched || this.opened.has(key);
    if (node.open) fill();
    return node;
  }

  slider(p) {
    const label = p.label[language()];
    const unit = p.unit[language()];
    const id = `assume-${p.name}`;
    const value = this.values.get(p.name) ?? p.value;
    const range = make("input", { type: "range", id, min: p.low, max: p.high, step: "any", value, "aria-describedby": `${id}-about` });
    const number = make("input", { type: "number", step: "any", value, "aria-label": unit ? `${label}, ${unit}` : label, required: true });
    range.addEventListener("input", () => {
      const round = Math.min(p.high, Math.max(p.low, Number(Number(range.value).toFixed(p.digits))));
      number.value = round;
      this.send(p.name, round);
    });
    number.addEventListener("input", () => {
      if (number.value === "" || !number.validity.valid) return;
      range.value = number.value; // at its end for what lies beyond
      this.send(p.name, Number(number.value));
    });
    number.addEventListener("change", () => number.value === "" && this.reset(p.name));
    const reset = make("button", { type: "button", cls: "plain", text: t("reset"), "aria-label": `${t("reset")}: ${label}`, on: { click: () => this.reset(p.name) } });
    const source = make("span", { text: p.source || t("own_assumption"), title: p.reference });
    const badge = p.verified ? null : make("span", { cls: "unverified", text: t("unverified") });
    const node = make("div", { cls: "slider", data: { name: p.name } },
      make("label", { for: id, text: label }),
      make("div", { cls: "set" }, range, number, make("span", { cls: "unit", text: unit })),
      make("p", { id: `${id}-about`, cls: "muted small" }, `${p.range[language()]} · `, source, badge && " ", badge),
      reset);
    this.mark(node, p);
    return node;
  }

  row(name) {
    return document.querySelector(`.slider[data-name="${name}"]`);
  }

  // What the server holds now: every slider stands where it says, but for the one that is held.
  take(assumed) {
    this.values = new Map(assumed.map((change) => [change.name, change.value]));
    $("assume-reset").hidden = !assumed.length;
    $("assume-count").textContent = assumed.length ? ` · ${assumed.length}` : "";
    for (const node of document.querySelectorAll(".slider")) {
      const p = this.known.find((known) => known.name === node.dataset.name);
      const value = this.values.get(p.name) ?? p.value;
      if (this.moving !== p.name) for (const input of node.querySelectorAll("input")) if (Number(input.value) !== value) input.value = value;
      this.mark(node, p);
    }
  }

  mark(node, p) {
    node.classList.toggle("changed", this.values.has(p.name));
    node.querySelector("button").hidden = !this.values.has(p.name);
  }

  // One request at a time; what a slider passed meanwhile is left out.
  async send(name, value) {
    const again = this.moving === name;
    this.moving = name;
    const idle = !this.wanted;
    this.wanted = { name, value, again: again || this.wanted?.again || false };
    while (idle && this.wanted) {
      const now = this.wanted;
      const done = await this.studio.edit({ op: "assume", ...now });
      if (this.wanted === now || !done) this.wanted = null;
      if (!done) this.moving = null;
      if (!done) this.take(this.studio.plan.assumed);
      else if (this.wanted) this.wanted.again ||= this.wanted.name === now.name;
    }
  }

  async reset(name) {
    this.moving = null;
    const held = this.row(name)?.contains(document.activeElement);
    if (!(await this.studio.edit({ op: "assume", name, value: null }))) return;
    this.studio.news_(t("was_reset"));
    if (held) this.row(name).querySelector("[type=range]").focus();
  }
}
