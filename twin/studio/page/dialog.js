// One dialog for all that is read and closed again: receipts, the ledger, help, the picture.
import { make, t } from "/static/words.js";

const dialog = document.querySelector("#dialog");
document.querySelector("#dialog-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

export function open(title, ...content) {
  document.querySelector("#dialog-title").textContent = title;
  document.querySelector("#dialog-body").replaceChildren(...content);
  if (!dialog.open) dialog.showModal();
}

export function openText(title, text) {
  open(title, make("pre", { text }));
}

// A receipt as tables: what is computed on the left, what it means on the right.
export function openReceipt(title, text) {
  const [, , ...lines] = text.split("\n"); // its own title and the rule below it
  open(title, ...lines.filter((line) => line.trim()).map(receiptLine));
}

function receiptLine(line) {
  const said = line.trim();
  if (said.startsWith("-- ")) return make("h4", { text: said.slice(3) });
  const cut = said.indexOf("  # ");
  if (cut >= 0) return make("p", { cls: "line" }, make("code", { text: said.slice(0, cut).trim() }), make("span", { text: said.slice(cut + 4) }));
  if (line.startsWith("  ")) return make("p", { cls: "line whole", text: said });
  return make("h3", { text: said });
}

export function openHelp() {
  const keys = ["key_build", "key_before", "key_undo", "key_map", "key_draw", "key_cross"];
  open(t("help"), make("p", { text: t("help_text") }), make("h3", { text: t("keys") }), make("ul", {}, ...keys.map((key) => make("li", { text: t(key) }))));
}

export function isOpen() {
  return dialog.open;
}

// Hand a file to the reader.
export function handOver(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
