// The list of what the plan does, with what each intervention really did.
import { make, t, tied } from "/static/words.js";

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
      make("p", { cls: "note", text: tied(item.note) }),
      ...plan.overlaps[i].map((text) => make("p", { cls: "note overlap", text })),
      make("p", { cls: "acts" }, act("edit", doing.edit), act("show", doing.show), act("remove", doing.remove)));
  }));
  document.querySelector("#empty").hidden = plan.items.length > 0;
  document.querySelector("#clear").hidden = !plan.items.length;
}

// What is assumed otherwise than by best guess: changes too, for the town before as for the one after. `doing` holds edit(name), remove(name).
export function showAssumed(list, plan, doing) {
  list.replaceChildren(...plan.assumed.map((change) => {
    const act = (word, action) => make("button", {
      type: "button", cls: "plain", text: t(word), "aria-label": `${t(word)}: ${change.label}`, on: { click: () => action(change.name) },
    });
    return make("li", { data: { name: change.name } },
      make("span", { cls: "badge assumed", text: "≈", "aria-hidden": "true" }),
      make("p", { cls: "title", text: change.label }),
      make("p", { cls: "note", text: t("assumed_both", { change: change.text }) }),
      make("p", { cls: "acts" }, act("edit", doing.edit), act("reset", doing.remove)));
  }));
}

// The box around what a work touched [m]; null when it touched nothing.
export function boxOf(item) {
  const all = [...item.shape.areas.map((rings) => rings[0]), ...item.shape.lines, item.shape.points].flat();
  if (!all.length) return null;
  const [xs, ys] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
