// The studio's page: it asks for the city once, proposes edits, and shows what the server answers.
import { Refused, ask, order } from "/static/api.js";
import { Assumptions } from "/static/assume.js";
import { Builder } from "/static/builder.js";
import { Scorecard } from "/static/card.js";
import { listenForDrops } from "/static/drops.js";
import { openHelp } from "/static/dialog.js";
import { boxOf, showAssumed, showItems } from "/static/items.js";
import { Keys } from "/static/keys.js";
import { drawCross } from "/static/labels.js";
import { showLegend } from "/static/legend.js";
import { Painter } from "/static/paint.js";
import { Reader } from "/static/reader.js";
import { Net } from "/static/snap.js";
import { showTab } from "/static/tabs.js";
import { View } from "/static/view.js";
import { language, learn, make, speak, t, tied } from "/static/words.js";

const LATER = 500; // ms while uncertain parameters are drawn
const $ = (id) => document.getElementById(id);

class Studio {
  constructor(city) {
    this.city = city;
    this.side = "after";
    this.layer = "ground";
    this.shown = null; // the layer as answered
    this.busy = Promise.resolve();
    this.view = new View($("canvas"), city.bounds, () => this.redraw());
    this.painter = new Painter($("canvas"), city, this.view);
    this.net = new Net(city.streets);
    this.reader = new Reader(this);
    this.card = new Scorecard({ receipt: (key) => this.reader.receipt(key), map: (key) => this.showLayer(key) });
    this.builder = new Builder(this);
    this.assumptions = new Assumptions(this);
    this.keys = new Keys(this);
    this.listen();
  }

  // --- talking to the server, one edit after the other ---
  async start() {
    this.take(await order("session", { session: sessionStorage.getItem("session") }));
  }

  // Carry out an edit; true when it was done.
  edit(body, what = "edit") {
    const turn = this.busy.then(async () => {
      this.began = performance.now();
      try {
        this.take(await order(what, { session: this.plan.session, rev: this.plan.rev, ...body }));
        $("alert").hidden = true; // what was refused before is no longer the news
        return true;
      } catch (error) {
        this.failed(error);
        return false;
      }
    });
    this.busy = turn;
    return turn;
  }

  failed(error) {
    if (error instanceof Refused && error.status === 409) {
      this.take(error.answer);
      this.warn(t("stale"));
    } else this.warn(error instanceof Refused ? error.message : error instanceof TypeError ? t("offline") : String(error.message));
  }

  take(answer) {
    this.plan = answer;
    sessionStorage.setItem("session", answer.session);
    this.painter.take(answer);
    this.showPlan();
    this.takeCard(answer.card);
    this.refreshLayer();
  }

  takeCard(card) {
    if (card.rev !== this.plan.rev) return;
    this.plan.card = card;
    this.card.show(card, this.city.themes[language()]);
    $("finding").textContent = card.finding || "";
    document.body.dataset.pending = card.pending;
    $("sure").disabled = !this.plan.items.length || "drawn" in card;
    if (card.undrawn) this.warn(card.undrawn);
    if (card.pending || card.drawing) {
      this.say(card.pending ? t("waiting", { count: card.pending }) : t("drawing", { percent: Math.round(100 * card.drawn) }));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.askCard(), card.pending ? 0 : LATER); // the server waits for numbers before it answers
      return;
    }
    if (this.began) this.took = Math.round(performance.now() - this.began); // until the last number was there
    this.began = null;
    this.say(this.took ? `${t("ready")} (${t("took", { ms: this.took })}) ${this.news ? `— ${this.news}` : ""}` : t("ready"));
  }

  async askCard() {
    try {
      this.takeCard(await ask("card", { session: this.plan.session, wait: 1 }));
    } catch (error) {
      this.failed(error);
    }
  }

  async sure() {
    try {
      this.takeCard(await order("sure", { session: this.plan.session }));
    } catch (error) {
      this.failed(error);
    }
  }

  // --- showing ---
  say(text) {
    if ($("status").textContent !== text) $("status").textContent = text.trim();
  }

  warn(text) {
    $("alert").textContent = tied(text);
    $("alert").hidden = false;
    clearTimeout(this.warning);
    this.warning = setTimeout(() => ($("alert").hidden = true), 9000);
  }

  news_(text) {
    this.news = text;
    this.takeCard(this.plan.card);
  }

  showPlan() {
    const { plan } = this;
    if (document.activeElement !== $("name")) $("name").value = plan.name;
    document.title = `${plan.name} · ${this.city.name} · twin`;
    $("undo").disabled = !plan.can_undo;
    $("redo").disabled = !plan.can_redo;
    showItems($("items"), plan, {
      edit: (i) => this.builder.change(i),
      remove: async (i) => (await this.edit({ op: "remove", index: i })) && this.news_(t("removed")),
      show: (i) => this.showItem(i),
    });
    showAssumed($("assumed"), plan, {
      edit: (name) => this.assumptions.show(name),
      remove: (name) => this.assumptions.reset(name),
    });
    this.assumptions.take(plan.assumed);
    const range = plan.items.length ? ` (${t("cost_range", { low: plan.cost_range[0], high: plan.cost_range[1] })})` : "";
    $("cost").replaceChildren(`${t("cost")} `, make("b", { text: plan.cost }), make("span", { cls: "muted small", text: range }));
    this.redraw();
  }

  showItem(i) {
    const box = boxOf(this.plan.items[i]);
    if (box) this.view.showBox(box);
  }

  redraw() {
    if (this.queued || !this.plan) return;
    this.queued = true;
    requestAnimationFrame(() => {
      this.queued = false;
      const { draft } = this.builder;
      this.painter.paint(this.side, draft, draft && draft.place);
      if (draft && document.activeElement === $("canvas") && $("canvas").matches(":focus-visible")) drawCross(this.painter.context, this.view);
    });
  }

  // --- layers and sides ---
  listLayers() {
    const option = (value, text) => make("option", { value, text });
    const maps = this.city.metrics.map((metric) => [metric, this.plan.card.rows.find((row) => row.key === metric.key)]);
    const groups = new Map();
    for (const [metric, row] of maps) {
      if (row && row.map === false) continue;
      if (!groups.has(metric.theme)) groups.set(metric.theme, make("optgroup", { label: this.city.themes[language()][metric.theme] }));
      groups.get(metric.theme).append(option(metric.key, metric.label[language()]));
    }
    $("layer").replaceChildren(option("ground", t("ground")), option("stress", t("stress")), option("flow", t("flow")), ...groups.values());
    $("layer").value = this.layer;
  }

  showLayer(key) {
    this.layer = key;
    $("layer").value = key;
    if (key === "ground" && this.side === "change") this.side = "after";
    this.refreshLayer();
  }

  showSide(side) {
    if (side === "change" && this.layer === "ground") this.layer = $("layer").value = this.mapThatMoves();
    this.side = side;
    this.refreshLayer();
  }

  // The map that changed most, to show when a change is asked for.
  mapThatMoves() {
    const moved = this.plan.card.rows.filter((row) => row.map && row.share);
    moved.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    const told = moved.find((row) => row.theme === "heat") || moved[0];
    return told ? told.key : "air_warming";
  }

  async refreshLayer() {
    for (const button of $("when").children) {
      button.setAttribute("aria-checked", String(button.dataset.side === this.side));
      button.tabIndex = button.dataset.side === this.side ? 0 : -1;
    }
    const asked = [this.layer, this.side, this.plan.rev, language()].join();
    if (this.layer === "ground") this.gotLayer(asked, null);
    else if (asked !== this.layerShown) {
      const street = this.layer === "stress" || this.layer === "flow";
      this.layerAsked = asked;
      try {
        const answer = await ask(street ? "streets" : "layer", { session: this.plan.session, key: this.layer, side: this.side });
        if (this.layerAsked === asked) this.gotLayer(asked, answer);
      } catch (error) {
        this.failed(error);
        this.showLayer("ground");
      }
    }
  }

  gotLayer(asked, layer) {
    this.layerAsked = this.layerShown = asked;
    this.shown = layer;
    this.painter.show(layer);
    $("map").dataset.layer = this.layer;
    $("map").dataset.side = this.side;
    showLegend($("legend"), this.city, this.side === "before" ? { ground: [], items: [] } : this.plan, layer);
    this.redraw();
  }

  async undo() {
    if (this.plan.can_undo && (await this.edit({ op: "undo" }))) this.news_(t("undid"));
  }

  async redo() {
    if (this.plan.can_redo && (await this.edit({ op: "redo" }))) this.news_(t("redid"));
  }

  // --- language ---
  async speak(lang) {
    speak(lang);
    $("city").textContent = this.city.name;
    $("canvas").setAttribute("aria-label", t("map_label", { city: this.city.name }));
    $("source").textContent = this.city.attribution ? t("map_data", { text: this.city.attribution }) : "";
    this.news = this.took = "";
    await this.start();
    this.listLayers();
    this.builder.list();
    this.assumptions.list();
    this.layerShown = "";
    this.refreshLayer();
  }

  listen() {
    const on = (id, action) => $(id).addEventListener("click", action);
    on("undo", () => this.undo());
    on("redo", () => this.redo());
    on("load", () => $("file").click());
    on("save", () => this.reader.keep("plan.geojson", ".geojson"));
    on("report", () => this.reader.keep("report.html", ".html"));
    on("picture", () => this.reader.picture());
    on("help", openHelp);
    on("sure", () => this.sure());
    on("ledger", () => this.reader.ledger());
    on("clear", () => this.edit({ op: "clear" }));
    on("language", () => this.speak(language() === "en" ? "fr" : "en"));
    on("zoom-in", () => this.view.zoom(1.5));
    on("zoom-out", () => this.view.zoom(1 / 1.5));
    on("whole", () => this.view.showAll());
    $("layer").addEventListener("change", () => this.showLayer($("layer").value));
    $("when").addEventListener("click", (event) => event.target.dataset.side && this.showSide(event.target.dataset.side));
    $("name").addEventListener("change", () => this.edit({ op: "rename", name: $("name").value }));
    $("file").addEventListener("change", () => {
      if ($("file").files.length) this.reader.load($("file").files[0]);
      $("file").value = "";
    });
    on("alert", () => ($("alert").hidden = true));
    on("more", () => showTools($("more").getAttribute("aria-expanded") !== "true"));
    on("assume-open", () => this.assumptions.show());
    on("assume-close", () => (showTab("build"), $("assume-open").focus()));
    for (const button of document.querySelectorAll(".tabs button")) button.addEventListener("click", () => button.dataset.tab === "assume" ? this.assumptions.show() : showTab(button.dataset.tab));
    listenForDrops((file) => this.reader.load(file));
  }
}

// On a small screen the rarer buttons of the header are shown when they are asked for.
function showTools(shown) {
  $("more").setAttribute("aria-expanded", String(shown));
  document.querySelector(".bar").classList.toggle("full", shown);
}

const city = await ask("city");
learn(city.words);
showTab("build");
speak(city.lang);
await new Studio(city).speak(city.lang);
document.body.dataset.ready = "true";
