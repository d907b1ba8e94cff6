// A plan file dropped anywhere on the page.
export function listenForDrops(load) {
  const drop = document.getElementById("drop");
  let inside = 0;
  window.addEventListener("dragenter", () => (drop.hidden = ++inside < 1));
  window.addEventListener("dragleave", () => (drop.hidden = --inside < 1));
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    inside = 0;
    drop.hidden = true;
    if (event.dataTransfer.files.length) load(event.dataTransfer.files[0]);
  });
}
