// Choosing an intervention, saying where, and doing it.
import { order } from "/static/api.js";
import { Draft } from "/static/draft.js";
import { buildForm, placesFor, settingsOf } from "/static/form.js";
import { showTab } from "/static/tabs.js";
import { icon, language, make, t, tied } from "/static/words.js";

const LONG = /(\p{L}{8})(?=\p{L}{4})/gu; // where a long word may be broken
const PAUSE = 140; // ms without a change before the server is asked what it would do
const $ = (id) => document.getElementById(id);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

export class Builder {
  constructor(studio) {
    this.studio = studio;
    this.draft = null;
    studio.view.onclick = (x, y) => this.clicked(x, y);
    studio.view.onhover = (at) => this.hovered(at);
    $("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
  }

  get kinds() {
    return this.studio.city.catalogue[language()];
  }

  // The buttons, one for each intervention; the form is built anew in the language chosen.
  list() {
    $("kinds").replaceChildren(...this.kinds.map((kind) => make("button", {
      type: "button", data: { kind: kind.kind }, "aria-pressed": "false", on: { click: () => this.choose(kind.kind) },
    }, icon(kind.sign), make("span", { text: kind.label.replace(LONG, "$1\u00ad") }))));
    if (this.draft) this.begin(this.draft.kind.kind, this.draft.index);
  }

  choose(name) {
    if (this.draft && this.draft.kind.kind === name && this.draft.index === null) this.cancel();
    else {
      this.begin(name);
      $("where").focus();
    }
  }

  begin(name, index = null) {
    const { studio } = this;
    const kind = this.kinds.find((known) => known.kind === name);
    const item = index === null ? null : studio.plan.items[index];
    this.draft = new Draft(kind, studio.city, studio.net, index, item);
    buildForm($("form"), this.draft, item, studio.city.places, {
      changed: () => this.changed(),
      place: (text) => this.named(text),
      way: (way) => this.drawBy(way),
      back: () => this.back(),
      cancelled: () => this.cancel(),
    });
    for (const button of $("kinds").children) button.setAttribute("aria-pressed", String(button.dataset.kind === name));
    if (document.body.dataset.tab === "assume") showTab("build");
    $("canvas").classList.add("aims");
    document.body.classList.add("drafting");
    if (studio.side !== "after") studio.showSide("after");
    this.changed();
  }

  change(index) {
    this.begin(this.studio.plan.items[index].kind, index);
    showTab("build");
    $("form").scrollIntoView({ block: "nearest" });
    $("form").querySelector(".fields :is(input, select)")?.focus();
  }

  cancel() {
    this.draft = null;
    clearTimeout(this.timer);
    $("form").hidden = true;
    $("hint").hidden = true;
    $("canvas").classList.remove("aims");
    document.body.classList.remove("drafting");
    for (const button of $("kinds").children) button.setAttribute("aria-pressed", "false");
    this.studio.redraw();
  }

  drawBy(way) {
    this.draft.draw(way);
    $("where").value = "";
    for (const button of $("form").querySelectorAll(".ways button")) button.setAttribute("aria-checked", String(button.dataset.way === way));
    this.changed();
  }

  named(text) {
    const { draft } = this;
    const found = placesFor(draft.kind, this.studio.city.places).find((place) => plain(place.name) === plain(text));
    if (draft.points.length || draft.rows.length || draft.houses.size) draft.empty();
    draft.place = found || null;
    const wrong = Boolean(text.trim()) && !found;
    $("where-error").hidden = !wrong || this.mayBecome(text);
    $("where-error").textContent = wrong ? t("place_unknown") : "";
    if (found) this.studio.view.showBox(found.box);
    this.changed();
  }

  mayBecome(text) {
    return placesFor(this.draft.kind, this.studio.city.places).some((place) => plain(place.name).includes(plain(text)));
  }

  clicked(x, y) {
    if (!this.draft) return;
    try {
      if (this.draft.click(x, y, this.studio.view.scale)) $("where").value = "";
    } catch (error) {
      this.studio.warn(error.message);
    }
    this.changed();
  }

  hovered(at) {
    if (!this.draft) return;
    this.draft.move(at, this.studio.view.scale);
    this.studio.redraw();
  }

  back() {
    this.draft.back();
    this.changed();
  }

  // Something of the draft changed: show it, and soon ask what it would do.
  changed() {
    const { draft, studio } = this;
    $("drawn").textContent = draft.said;
    $("hint").hidden = Boolean(draft.place || draft.fresh);
    $("hint").textContent = t(`draw_${draft.way}`);
    $("do").disabled = !draft.ready;
    studio.redraw();
    clearTimeout(this.timer);
    if (draft.ready) this.timer = setTimeout(() => this.preview(draft), PAUSE);
    else this.tell("", false);
  }

  body(draft) {
    const feature = draft.feature(settingsOf($("form"), draft.kind));
    return draft.index === null ? { feature } : { feature, index: draft.index };
  }

  async preview(draft) {
    try {
      const answer = await order("preview", { session: this.studio.plan.session, ...this.body(draft) });
      if (this.draft === draft) this.tell(answer.note, !answer.did);
    } catch (error) {
      if (this.draft === draft) this.tell(error.message, true);
    }
  }

  tell(text, bad) {
    if (!$("preview")) return;
    $("preview").textContent = tied(text);
    $("preview").classList.toggle("bad", bad);
  }

  async finish() {
    const { draft, studio } = this;
    if (!draft) return;
    if (!draft.ready) {
      studio.warn(t("needs_shape"));
      return;
    }
    if (!$("form").reportValidity()) return;
    const op = draft.index === null ? "add" : "replace";
    if (!(await studio.edit({ op, ...this.body(draft) }))) return;
    const item = studio.plan.items[draft.index ?? studio.plan.items.length - 1];
    studio.news_(item.did ? t("done", { title: item.note }) : item.note);
    const again = document.querySelector(`#kinds [data-kind="${draft.kind.kind}"]`);
    this.cancel();
    if (document.activeElement === document.body) again.focus();
  }
}
