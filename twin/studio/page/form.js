// The form of an intervention, built from its catalogue entry: where, its settings, what it would do.
import { make, t } from "/static/words.js";

const OTHER_KINDS = { street: ["street", "path"], line: ["street", "path"], area: ["place", "building"], building: ["building", "place"] };

// Kinds of named places that this intervention can be done to.
export function placesFor(kind, places) {
  const kinds = new Set(kind.draw.flatMap((way) => OTHER_KINDS[way]));
  return places.filter((place) => kinds.has(place.kind));
}

function control(field, value) {
  const options = { id: `field-${field.name}`, name: field.name, data: { type: field.type } };
  if (field.type === "boolean") return make("input", { ...options, type: "checkbox", checked: Boolean(value) });
  if (field.type === "choice") {
    const select = make("select", options);
    if (field.optional) select.append(make("option", { value: "", text: t("unsaid") }));
    for (const choice of field.choices) select.append(make("option", { value: choice.value, text: choice.label, selected: choice.value === value }));
    return select;
  }
  if (field.type === "string") return make("input", { ...options, type: "text", value: value ?? "" });
  const step = field.type === "integer" ? 1 : "any";
  const usual = field.optional ? t("unsaid") : null;
  return make("input", { ...options, type: "number", step, min: field.min, max: field.max, value: value ?? "", placeholder: usual });
}

function row(field, value) {
  const input = control(field, value);
  const long = field.label.length > 20 || (field.choices || []).some((choice) => choice.label.length > 16);
  const text = make("span", { text: field.label });
  if (field.type === "boolean") return make("label", { cls: "check wide" }, input, text);
  return make("label", { cls: long ? "wide" : "" }, text, input);
}

// What the form says now; fields at their default are left out, so that plans stay short.
export function settingsOf(form, kind) {
  const found = {};
  for (const field of kind.fields) {
    const input = form.elements[field.name];
    if (!input) continue;
    const value = valueOf(field, input);
    if (value !== null && value !== field.default) found[field.name] = value;
  }
  return found;
}

function valueOf(field, input) {
  if (field.type === "boolean") return input.checked;
  if (input.value.trim() === "") return null;
  return field.type === "number" || field.type === "integer" ? Number(input.value) : input.value.trim();
}

// Fill the form for a draft. `doing` holds what its parts call: changed, place, way, done, cancelled.
export function buildForm(form, draft, item, places, doing) {
  const { kind } = draft;
  const values = item ? item.feature.properties : {};
  const list = make("datalist", { id: "places" }, ...placesFor(kind, places).map((place) => make("option", { value: place.name })));
  const where = make("input", { id: "where", type: "text", list: "places", placeholder: t("place_hint"), "aria-describedby": "where-error" });
  where.addEventListener("input", () => doing.place(where.value));
  const ways = make("div", { cls: "ways", role: "radiogroup", "aria-label": t("way") }, ...kind.draw.map((way) => make("button", {
    type: "button", role: "radio", text: t(`way_${way}`), data: { way }, "aria-checked": String(way === draft.way),
    on: { click: () => doing.way(way) },
  })));
  const fields = make("div", { cls: "fields" }, ...kind.fields.map((field) => row(field, field.name in values ? values[field.name] : field.default)));
  fields.addEventListener("input", doing.changed);
  form.replaceChildren(
    make("label", {}, make("span", { text: t("place") }), where, list),
    make("p", { id: "where-error", cls: "preview bad", hidden: true }),
    make("p", { cls: "or", text: t("or_draw") }),
    ways,
    make("p", { id: "drawn", cls: "drawn" }),
    fields,
    make("p", { id: "preview", cls: "preview", "aria-live": "polite" }),
    make("div", { cls: "actions" },
      make("button", { type: "submit", id: "do", cls: "main", text: t(item ? "change_it" : "do_it") }),
      make("button", { type: "button", id: "back", text: "⌫", "aria-label": t("last_point"), title: t("last_point"), on: { click: doing.back } }),
      make("button", { type: "button", id: "cancel", text: t("cancel"), on: { click: doing.cancelled } })),
  );
  form.hidden = false;
}
