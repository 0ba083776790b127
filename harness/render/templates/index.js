"use strict";
(() => {
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const form = document.getElementById("filters");
  const pager = document.getElementById("pager");
  const size = Number(table.dataset.size);
  const columns = heads.filter((head) => head.dataset.digits !== undefined).map((head) => ({ key: head.dataset.key, digits: Number(head.dataset.digits), severity: head.classList.length > 1 }));
  const several = heads.some((head) => head.dataset.key === "system");
  const wordy = heads.some((head) => !head.dataset.key);
  const place = new Map(columns.map((column, n) => [column.key, n]));
  const parts = [];
  let rows = [];
  let found = [];
  let page = 0;
  let asked = {};

  // A row of the data: [name, system, page, numbers, rules and counts, causes, alarms, exact name?].
  const unpack = ({ systems, rules, causes, rows: packed }) =>
    packed.map(([name, system, href, values, counted, bits, alarms, exact]) => ({
      name,
      document: exact ?? name,
      system: systems[system],
      href,
      values,
      alarms,
      rules: counted.flatMap((rule, n) => (n % 2 ? [] : [[...rules[rule], counted[n + 1]]])),
      causes: causes.filter((_, n) => bits & (1 << n)),
    }));

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const number = (value, { digits, severity }) => {
    if (severity) return value || "·";
    if (value === null) return "–";
    return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };

  const line = (row) => {
    const made = element("tr");
    const name = element("th");
    name.scope = "row";
    const words = element("bdi", row.name);
    if (row.href) {
      const link = element("a");
      link.href = row.href;
      link.append(words);
      name.append(link);
    } else name.append(words);
    if (row.alarms) {
      const alarm = element("span", "▲", "alarm");
      alarm.title = "a critical finding behind a high score";
      name.append(" ", alarm);
    }
    made.append(name);
    if (several) {
      const cell = element("td");
      cell.append(element("bdi", row.system || "–"));
      made.append(cell);
    }
    if (wordy) {
      const told = row.rules.slice(0, 3).map(([, rule, count]) => `${count}× ${rule}`).join(", ");
      made.append(element("td", told + (row.rules.length > 3 ? ", …" : ""), "txt"), element("td", row.causes.join(", ")));
    }
    columns.forEach((column, n) => made.append(element("td", number(row.values[n], column), "num")));
    return made;
  };

  const within = (row, key, range) => {
    const value = row.values[place.get(key)];
    const [low, high] = range.split(":").map(Number);
    return value !== null && value >= low && value <= high;
  };
  const wanted = (row) => {
    const words = (asked.q || "").toLowerCase();
    if (words && !row.name.toLowerCase().includes(words)) return false;
    if (asked.system && row.system !== asked.system) return false;
    if (asked.severity && !row.values[place.get(asked.severity)]) return false;
    if (asked.cause && !row.causes.includes(asked.cause)) return false;
    if (asked.rule && !row.rules.some(([code]) => code === asked.rule)) return false;
    if (asked.alarm && !row.alarms) return false;
    return Object.keys(asked).every((key) => !place.has(key) || within(row, key, asked[key]));
  };

  const order = () => {
    if (!asked.sort) return (a, b) => a.rank - b.rank;
    const down = asked.down === "1" ? -1 : 1;
    const text = { document: (row) => row.name, system: (row) => row.system }[asked.sort];
    if (text) return (a, b) => down * text(a).localeCompare(text(b), undefined, { numeric: true }) || a.rank - b.rank;
    const n = place.get(asked.sort);
    return (a, b) => {
      const [x, y] = [a.values[n], b.values[n]];
      if (x === null || y === null) return (x === null) - (y === null) || a.rank - b.rank;
      return down * (x - y) || a.rank - b.rank;
    };
  };

  const draw = () => {
    const pages = Math.max(1, Math.ceil(found.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    const from = page * size;
    body.replaceChildren(...found.slice(from, from + size).map(line));
    const all = rows.length.toLocaleString("en-US");
    const few = found.length === rows.length ? `of ${all}` : `of ${found.length.toLocaleString("en-US")} (${all} in all)`;
    document.getElementById("shown").textContent = found.length ? `${from + 1}–${Math.min(from + size, found.length)} ${few}` : `none of ${all}`;
    const [back, on] = pager.querySelectorAll("[data-page]");
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    for (const head of heads) {
      if (asked.sort && head.dataset.key === asked.sort) head.setAttribute("aria-sort", asked.down === "1" ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  };

  const look = () => {
    found = rows.filter(wanted).sort(order());
    for (const field of form.elements) if (field.name && field.value !== (asked[field.name] || "")) field.value = asked[field.name] || "";
    const ranges = Object.keys(asked).filter((key) => place.has(key)).map((key) => `${key} ${asked[key].replace(":", " to ")}`);
    if (asked.alarm) ranges.push("a critical finding behind a high score");
    document.getElementById("ranges").textContent = ranges.join(", ");
    draw();
  };

  // The address says what is asked for, so that it can be copied; an anchor of the page is none.
  const read = () => {
    const hash = location.hash.slice(1);
    const isAsked = hash.includes("=");
    if (!isAsked && hash) return false;
    asked = Object.fromEntries(new URLSearchParams(isAsked ? hash : ""));
    page = Number(asked.page || 1) - 1;
    return isAsked;
  };
  const write = (changes, at = 0) => {
    page = at;
    asked = { ...asked, ...changes, page: at ? String(at + 1) : "" };
    for (const key of Object.keys(asked)) if (!asked[key]) delete asked[key];
    const hash = new URLSearchParams(asked).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    look();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => write({ [event.target.name]: event.target.value }));
  document.getElementById("all").addEventListener("click", () => {
    asked = {};
    write({});
  });
  pager.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page]");
    if (button) write({}, page + Number(button.dataset.page));
  });
  addEventListener("hashchange", () => {
    if (!read()) return;
    look();
    document.getElementById("documents").scrollIntoView();
  });

  const ready = () => {
    rows = parts.flatMap(unpack);
    rows.forEach((row, n) => (row.rank = n));
    document.getElementById("static").hidden = true;
    for (const head of heads.filter((one) => one.dataset.key)) {
      const button = element("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const key = head.dataset.key;
        const first = head.dataset.digits === undefined ? "" : "1";
        write({ sort: key, down: asked.sort === key ? (asked.down === "1" ? "" : "1") : first });
      });
    }
    if (several) {
      const list = form.elements.system;
      for (const name of new Set(rows.map((row) => row.system))) list.append(element("option", name));
    }
    form.hidden = pager.hidden = false;
    const led = read();
    look();
    if (led) document.getElementById("documents").scrollIntoView();
    offerDecisions();
  };

  const offerDecisions = () => {
    if (typeof mtDecisions === "undefined") return;
    const known = new Set(rows.map((row) => JSON.stringify([row.system || null, row.document])));
    mtDecisions.offer(document.getElementById("save"), (one) => known.has(JSON.stringify([one.system, one.document])));
  };

  window.mtHarness = (number, data) => (parts[number - 1] = data);
  const load = (number) => {
    if (number > Number(table.dataset.files)) return ready();
    const script = document.createElement("script");
    script.src = `data-${number}.js`;
    script.onload = () => load(number + 1);
    script.onerror = () => {
      document.getElementById("static").textContent = `data-${number}.js, which holds the table, is not beside this page: these are its first rows.`;
    };
    document.body.append(script);
  };
  load(1);
})();
