// The legend below the map, for whatever the map shows.
import { SIGN, STRESS, STRESS_WIDTH, diverging, scaleOf, COLOUR } from "/static/colours.js";
import { language, make, t } from "/static/words.js";

function swatch(colour, text) {
  const box = make("span", { cls: "swatch" });
  box.style.background = colour;
  return make("span", {}, box, text);
}

function dash(colour, wide, text) {
  const line = make("span", { cls: "dash" });
  line.style.borderTopColor = colour;
  line.style.borderTopWidth = `${wide}px`;
  return make("span", {}, line, text);
}

// How the map draws works: streets as lines, trees as dots, areas and buildings by their outline.
function workMark(item) {
  if (item.sign === "lane" || item.sign === "line") return dash(SIGN[item.sign], 4, item.label);
  const mark = make("span", { cls: `swatch outline ${item.sign}` });
  mark.style[item.sign === "trees" ? "backgroundColor" : "borderColor"] = SIGN[item.sign];
  return make("span", {}, mark, item.label);
}

function bar(colours) {
  const canvas = make("canvas", { width: colours.length, height: 1, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  colours.forEach(([r, g, b], i) => {
    context.fillStyle = `rgb(${r},${g},${b})`;
    context.fillRect(i, 0, 1, 1);
  });
  return canvas;
}

function groundLegend(city, plan) {
  const fresh = new Set([...city.ground, ...plan.ground].map(([group]) => group));
  const seen = city.groups.filter((group, i) => fresh.has(i) || group.key === "trees" || group.key === "yard");
  const works = new Map(plan.items.filter((item) => item.did).map((item) => [item.label, workMark(item)]));
  return [...seen.map((group) => swatch(group.colour, group.label[language()])), ...works.values()];
}

function streetLegend(layer) {
  if (layer.side === "change") {
    const stress = layer.key === "stress";
    if (!layer.values.some((value) => Math.abs(value) >= (stress ? 0.5 : 2))) return [t("no_difference")];
    return [dash(diverging(-0.8), 5, t(stress ? "calmer" : "fewer_cars")), dash(diverging(0.8), 5, t(stress ? "tenser" : "more_cars"))];
  }
  if (layer.key === "stress") return [1, 2, 3, 4].map((level) => dash(STRESS[level], STRESS_WIDTH[level], t(`stress_${level}`)));
  return [dash(COLOUR.flow, 3, String(Math.round(layer.high / 4))), dash(COLOUR.flow, 12, String(Math.round(layer.high))), t("cars_hour")];
}

export function showLegend(node, city, plan, layer) {
  if (!layer) node.replaceChildren(...groundLegend(city, plan));
  else if (layer.values) node.replaceChildren(...streetLegend(layer));
  else if (layer.side === "change" && layer.high === 0) node.replaceChildren(t("no_difference"));
  else {
    const unit = layer.unit ? ` ${layer.unit}` : "";
    const [low, middle, high] = layer.ticks;
    const ends = layer.side === "change" ? [low, "0", high] : [low, middle, high];
    node.replaceChildren(make("b", { text: layer.label }), make("span", { text: ends[0] }), bar(scaleOf(layer)), make("span", { text: `${ends[2]}${unit}` }));
  }
}
