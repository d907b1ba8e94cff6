// Colours of the page, read off its style sheet, and the scales of the maps.
const style = getComputedStyle(document.documentElement);
const read = (name) => style.getPropertyValue(`--${name}`).trim();

const NAMES = "ink muted rule paper brand better worse bike renovated roof-edge white flow tree badge house".split(" ");
export const COLOUR = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
export const CHANGE = Array.from({ length: 7 }, (_, i) => read(`change-${i}`));
export const STRESS = [null, 1, 2, 3, 4].map((level) => level && read(`stress-${level}`));
export const STRESS_WIDTH = [0, 1.6, 2.6, 4.2, 6.2]; // px
export const SIGN = { lane: COLOUR.bike, line: COLOUR.brand, area: COLOUR.ink, trees: COLOUR.tree, buildings: COLOUR.renovated };
export const BADGE = { ...SIGN, buildings: COLOUR.badge };

const parts = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const STEPS = 255;

// 255 colours along some given ones.
function ramp(stops) {
  const known = stops.map(parts);
  return Array.from({ length: STEPS }, (_, i) => {
    const at = (i / (STEPS - 1)) * (known.length - 1);
    const k = Math.min(known.length - 2, Math.floor(at));
    return known[k].map((value, c) => Math.round(value + (known[k + 1][c] - value) * (at - k)));
  });
}

// Blue where it is better: blue for much of what should be more, orange for much of what should be less.
const LESS = ramp([CHANGE[3], CHANGE[4], CHANGE[5]]);
const MORE = ramp([CHANGE[3], CHANGE[2], CHANGE[1]]);
const DOWN_IS_BLUE = ramp(CHANGE);
const UP_IS_BLUE = ramp([...CHANGE].reverse());

export function scaleOf(layer) {
  if (layer.side === "change") return layer.blue === "less" ? DOWN_IS_BLUE : UP_IS_BLUE;
  return layer.better === "less" ? LESS : MORE;
}

export const diverging = (share) => `rgb(${DOWN_IS_BLUE[Math.round(((Math.max(-1, Math.min(1, share)) + 1) / 2) * (STEPS - 1))].join()})`;

// A layer's bytes as a small picture, one pixel a cell.
export function picture(layer) {
  const bytes = Uint8Array.from(atob(layer.data), (c) => c.charCodeAt(0));
  const image = new ImageData(layer.cols, layer.rows);
  const scale = scaleOf(layer);
  bytes.forEach((value, i) => {
    if (value < STEPS) image.data.set([...scale[value], 255], 4 * i);
  });
  const canvas = new OffscreenCanvas(layer.cols, layer.rows);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
