// The list of what the plan does, with what each intervention really did.
import { make, t } from "/static/words.js";

// `doing` holds what the buttons call: edit(i), remove(i), show(i).
export function showItems(list, plan, doing) {
  list.replaceChildren(...plan.items.map((item, i) => {
    const title = make("p", { cls: "title", text: item.title });
    if (!item.did) title.append(make("span", { cls: "idle", text: ` (${t("nothing_changed")})` }));
    const act = (word, action) => make("button", {
      type: "button", cls: "plain", text: t(word), "aria-label": `${t(word)}: ${i + 1}. ${item.title}`, on: { click: () => action(i) },
    });
    return make("li", { data: { kind: item.kind, did: item.did } },
      make("span", { cls: `badge ${item.sign}`, text: String(i + 1), "aria-hidden": "true" }),
      title,
      make("p", { cls: "note", text: item.note }),
      make("p", { cls: "acts" }, act("edit", doing.edit), act("show", doing.show), act("remove", doing.remove)));
  }));
  document.querySelector("#empty").hidden = plan.items.length > 0;
  document.querySelector("#clear").hidden = !plan.items.length;
}

// The box around what a work touched [m]; null when it touched nothing.
export function boxOf(item) {
  const all = [...item.shape.areas.map((rings) => rings[0]), ...item.shape.lines, item.shape.points].flat();
  if (!all.length) return null;
  const [xs, ys] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
