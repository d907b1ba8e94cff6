// What is read and closed again (receipts, the ledger, the picture), and plans in files.
import { ask, askFile } from "/static/api.js";
import { handOver, open, openReceipt, openText } from "/static/dialog.js";
import { make, t } from "/static/words.js";

const finding = () => document.getElementById("finding").textContent;

export class Reader {
  constructor(studio) {
    this.studio = studio;
  }

  get session() {
    return this.studio.plan.session;
  }

  async receipt(key) {
    try {
      const side = this.studio.side === "before" ? "before" : "after";
      const answer = await ask("receipt", { session: this.session, key, side });
      openReceipt(t("receipt_of", { label: answer.label }), answer.text);
    } catch (error) {
      this.studio.failed(error);
    }
  }

  async ledger() {
    openText(t("ledger"), t("loading"));
    try {
      openText(t("ledger"), (await ask("ledger", { session: this.session })).text);
    } catch (error) {
      openText(t("ledger"), error.message);
    }
  }

  async picture() {
    open(t("picture"), make("p", { text: t("loading") }));
    try {
      const url = URL.createObjectURL(await askFile("figure.svg", { session: this.session }));
      open(t("picture"), make("img", { src: url, alt: finding() }));
    } catch (error) {
      open(t("picture"), make("p", { text: error.message }));
    }
  }

  // Hand a file to the reader, named after the plan.
  async keep(what, ending) {
    const { studio } = this;
    try {
      const name = studio.plan.name.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "plan";
      handOver(await askFile(what, { session: this.session }), name + ending);
      studio.news_(t("saved", { file: name + ending }));
    } catch (error) {
      studio.failed(error);
    }
  }

  async load(file) {
    const { studio } = this;
    let plan;
    try {
      plan = JSON.parse(await file.text());
    } catch {
      studio.warn(t("not_json", { file: file.name }));
      return;
    }
    const name = file.name.replace(/\.(geo)?json$/i, "");
    if (await studio.edit({ plan, name }, "plan")) studio.news_(t("loaded", { name: studio.plan.name, count: studio.plan.items.length }));
  }
}
