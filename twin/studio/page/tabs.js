// Which panel is shown: on a wide screen what stands left of the map, on a small one what stands below it.
export function showTab(tab) {
  document.body.dataset.tab = tab;
  for (const button of document.querySelectorAll(".tabs button")) button.setAttribute("aria-current", String(button.dataset.tab === tab));
}
