// The words of the page, in the language chosen. The table comes from Python; nothing is written here.
let table = { en: {}, fr: {} };
let chosen = "en";

export const language = () => chosen;

export function learn(words) {
  table = words;
}

export function speak(lang) {
  chosen = lang;
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    node.title = t(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
}

// The sentence of this key, with what stands in braces filled in.
export function t(key, filled = {}) {
  const text = table[chosen][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => (name in filled ? filled[name] : `{${name}}`));
}

// A sentence whose marks do not begin a line: in French a space stands before them.
export const tied = (text) => text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/« /g, "«\u00a0");

// A whole number as this language writes it.
export const count = (value) => Math.round(value).toLocaleString(chosen === "fr" ? "fr-FR" : "en-GB").replace(/[\s,]/g, "\u202f");

// An element with text and attributes, for building without markup in strings.
export function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, action] of Object.entries(value)) node.addEventListener(event, action);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name === "cls" ? "class" : name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
}

export function icon(name) {
  const node = svg("svg", { class: `icon ${name}`, "aria-hidden": "true" });
  node.append(svg("use", { href: `#i-${name}` }));
  return node;
}
