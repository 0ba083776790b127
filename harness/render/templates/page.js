"use strict";
(() => {
  const bar = document.getElementById("bar");
  const marks = [...document.querySelectorAll("main mark[id]")];
  const items = [...document.querySelectorAll("[data-f]")];
  const family = bar && bar.querySelector("select");
  const where = document.getElementById("where");
  let at = -1;

  const wanted = (item) =>
    [...bar.querySelectorAll("input")].some((box) => box.checked && item.classList.contains(box.value)) &&
    (!family.value || family.value === item.dataset.f);
  const live = () => marks.filter((mark) => !mark.classList.contains("off"));

  const filter = () => {
    const shown = new Set();
    for (const item of items) {
      item.hidden = !wanted(item);
      if (!item.hidden && item.id) shown.add(item.id.slice(1));
    }
    for (const mark of document.querySelectorAll("main mark[data-n]"))
      mark.classList.toggle("off", !shown.has(mark.dataset.n));
    at = -1;
    where.textContent = `${live().length} shown`;
  };

  const step = (by) => {
    const list = live();
    if (!list.length) return;
    at = at < 0 && by < 0 ? list.length - 1 : (at + by + list.length) % list.length;
    const mark = list[at];
    history.replaceState(null, "", `#${mark.id}`);
    const link = mark.querySelector(`a[href="#f${mark.dataset.n}"]`) || document.querySelector(`a.n[href="#f${mark.dataset.n}"]`);
    mark.scrollIntoView({ block: "center" });
    if (link) link.focus({ preventScroll: true });
    where.textContent = `${at + 1} of ${list.length}`;
  };

  if (bar) {
    bar.hidden = false;
    where.textContent = `${marks.length} shown`;
    bar.addEventListener("change", filter);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) step(Number(button.dataset.step));
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
      if (event.key === "n" || event.key === "j") step(1);
      if (event.key === "p" || event.key === "k") step(-1);
    });
    document.addEventListener("focusin", (event) => {
      const mark = event.target.closest("main mark[data-n]");
      const place = mark ? live().findIndex((other) => other.dataset.n === mark.dataset.n) : -1;
      if (place >= 0) at = place;
    });
  }

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const table = head.closest("table");
      const column = [...head.parentNode.children].indexOf(head);
      const numeric = head.dataset.sort === "number";
      const down = head.ariaSort ? head.ariaSort === "ascending" : numeric;
      for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => {
        const cell = row.children[column];
        const value = cell.dataset.value ?? cell.textContent.trim();
        return numeric ? (value === "" ? null : Number(value)) : value;
      };
      const body = table.tBodies[0];
      const sorted = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === null || y === null) return (x === null) - (y === null);
        const order = numeric ? x - y : x.localeCompare(y, undefined, { numeric: true });
        return down ? -order : order;
      });
      body.append(...sorted);
    });
  }
})();
