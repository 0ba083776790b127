"use strict";
// What an editor decided about findings: kept by the browser under the finding's fingerprint, and
// saved as a file by hand. `mt-harness baseline import` reads the file.
const mtDecisions = (() => {
  const PREFIX = "mt-harness:";
  const kept = (() => {
    try {
      localStorage.setItem(`${PREFIX}?`, "1");
      localStorage.removeItem(`${PREFIX}?`);
      return localStorage;
    } catch {
      return null;
    }
  })();
  const held = new Map();
  const watchers = [];

  const key = (one) => PREFIX + JSON.stringify([one.system, one.document, one.fingerprint]);
  const read = (name) => (kept ? kept.getItem(name) : (held.get(name) ?? null));
  const get = (one) => {
    try {
      return JSON.parse(read(key(one)));
    } catch {
      return null;
    }
  };
  const set = (one, answer) => {
    const written = answer && JSON.stringify({ ...one, ...answer });
    try {
      if (!written) kept ? kept.removeItem(key(one)) : held.delete(key(one));
      else if (kept) kept.setItem(key(one), written);
      else held.set(key(one), written);
    } catch {
      alert("This browser has no room left: save the decisions and clear them.");
    }
    for (const tell of watchers) tell();
  };
  const all = (mine) => {
    const names = kept ? Array.from({ length: kept.length }, (_, n) => kept.key(n)) : [...held.keys()];
    const made = [];
    for (const name of names.sort()) {
      if (!name.startsWith(`${PREFIX}[`)) continue;
      try {
        const one = JSON.parse(read(name));
        if (one && mine(one)) made.push(one);
      } catch {
        continue;
      }
    }
    return made;
  };
  const save = (mine) => {
    const decisions = all(mine).map(({ document, system, fingerprint, rule, text, decision, note, corrected }) => ({
      document,
      system,
      fingerprint,
      rule,
      text,
      decision,
      note: note || null,
      corrected: corrected || null,
    }));
    const written = `${JSON.stringify({ schema: "mt-harness/decisions/1", decisions }, null, 1)}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([written], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const offer = (button, mine) => {
    const tell = () => {
      const count = all(mine).length;
      button.hidden = !count;
      button.textContent = `Save ${count} decision${count === 1 ? "" : "s"}`;
    };
    button.addEventListener("click", () => save(mine));
    watchers.push(tell);
    tell();
  };
  return { get, set, offer, kept: kept !== null };
})();
