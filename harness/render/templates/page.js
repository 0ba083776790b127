"use strict";
(() => {
  const bar = document.getElementById("bar");
  const marks = [...document.querySelectorAll("main mark[id]")];
  const items = [...document.querySelectorAll("[data-f]")];
  const chosen = (name) => bar.querySelector(`[data-filter="${name}"]`).value;
  const where = document.getElementById("where");
  let at = -1;

  const wanted = (item) =>
    [...bar.querySelectorAll("input")].some((box) => box.checked && item.classList.contains(box.value)) &&
    (!chosen("family") || chosen("family") === item.dataset.f) &&
    (!chosen("rule") || chosen("rule") === item.dataset.r) &&
    (!chosen("confidence") || chosen("confidence") === item.dataset.c);
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

  // The finding that is meant: the one at hand, by its mark, its note, or the last step.
  const current = () => {
    const near = document.activeElement.closest("li.note, main mark[data-n]");
    if (near) return near.matches("li.note") ? near : document.getElementById(`f${near.dataset.n}`);
    const mark = live()[at];
    return mark ? document.getElementById(`f${mark.dataset.n}`) : null;
  };
  const copy = async () => {
    const note = current();
    if (note) history.replaceState(null, "", `#${note.id}`);
    try {
      await navigator.clipboard.writeText(location.href);
      where.textContent = "link copied";
    } catch {
      where.textContent = "the link is in the address bar";
    }
  };

  // What the editor says of each finding: right, wrong or accepted, why, and the better wording.
  const answers = new Map();
  const field = (label, onChange) => {
    const wrap = document.createElement("label");
    const input = document.createElement("textarea");
    input.rows = 1;
    input.dir = "auto";
    input.addEventListener("change", () => onChange(input.value));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") input.closest("li").querySelector("button").focus();
    });
    wrap.append(`${label} `, input);
    return [wrap, input];
  };
  const answerable = (note, system, name) => {
    const [fingerprint, rule, text] = JSON.parse(note.dataset.a);
    const one = { document: name, system, fingerprint, rule, text };
    const box = document.createElement("div");
    box.className = "answer";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `decision on finding ${note.id.slice(1)}`);
    const buttons = ["right", "wrong", "accepted"].map((word) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", () => decide(word));
      return button;
    });
    const keep = (changes) => mtDecisions.set(one, { ...mtDecisions.get(one), ...changes });
    const [noteBox, noteField] = field("why", (value) => keep({ note: value.trim() }));
    const [wordBox, wordField] = field("better", (value) => keep({ corrected: value }));
    const show = () => {
      const answer = mtDecisions.get(one);
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === (answer && answer.decision))));
      noteBox.hidden = wordBox.hidden = !answer;
      noteField.value = (answer && answer.note) || "";
      wordField.value = (answer && answer.corrected) || "";
      note.classList.toggle("decided", Boolean(answer));
    };
    const decide = (word) => {
      const answer = mtDecisions.get(one);
      if (answer && answer.decision === word) mtDecisions.set(one, null);
      else keep({ decision: word });
      show();
    };
    const write = () => {
      if (!mtDecisions.get(one)) decide("right");
      noteField.focus();
    };
    box.append(...buttons, noteBox, wordBox);
    note.append(box);
    answers.set(note, { decide, write });
    show();
  };

  if (bar) {
    const [system, name] = JSON.parse(document.body.dataset.at);
    for (const note of document.querySelectorAll("li.note")) answerable(note, system, name);
    mtDecisions.offer(document.getElementById("save"), (one) => one.system === system && one.document === name);
    document.getElementById("unkept").hidden = mtDecisions.kept;
    document.getElementById("keys").hidden = false;
    bar.hidden = false;
    where.textContent = `${marks.length} shown`;
    bar.addEventListener("change", filter);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-step]");
      if (button) step(Number(button.dataset.step));
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=checkbox])")) return;
      if (event.key === "n" || event.key === "j") step(1);
      if (event.key === "p" || event.key === "k") step(-1);
      if (event.key === "c") copy();
      const note = current();
      const word = { r: "right", w: "wrong", a: "accepted" }[event.key];
      if (note && word) answers.get(note).decide(word);
      if (note && event.key === "e") {
        event.preventDefault();
        answers.get(note).write();
      }
    });
    document.getElementById("link").addEventListener("click", () => copy());
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
})();
