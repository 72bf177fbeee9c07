// SPDX-License-Identifier: Apache-2.0
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);

  // ---- links into closed parts open them

  function open(hash) {
    const target = hash.length > 1 && $(decodeURIComponent(hash.slice(1)));
    if (!target) {
      return;
    }
    for (let e = target; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") {
        e.open = true;
      }
      e.hidden = false;
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", () => open(location.hash));

  // ---- search

  const entries = [...document.querySelectorAll(".entry")];
  const words = entries.map((e) => e.dataset.words.toLowerCase());
  const ids = entries.map((e) => e.id.toLowerCase());

  function find() {
    const query = $("query").value.trim().toLowerCase();
    const exact = ids.includes(query);
    let found = 0;
    entries.forEach((entry, i) => {
      const shown = !query || ids[i] === query || (exact ? words[i].split(/\W+/).includes(query) : words[i].includes(query));
      entry.hidden = !shown;
      found += shown ? 1 : 0;
    });
    for (const section of document.querySelectorAll("main > section")) {
      const own = section.querySelectorAll(".entry");
      section.hidden = query !== "" && ![...own].some((e) => !e.hidden);
    }
    $("found").textContent = query ? found + " found" : "";
  }
  $("query").addEventListener("input", find);
  $("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = entries.find((e) => !e.hidden);
    if (first) {
      location.hash = first.id;
    }
  });
  document.querySelector("nav").addEventListener("click", () => {
    $("query").value = "";
    find();
  });

  // ---- player

  let texts;
  let films;
  let film;
  let rows = []; // indices of the frames that are shown
  let at = 0; // index into rows
  let timer = 0;
  let opener;

  /** All frames with all of their values; in the page those that did not change are left out. */
  function unpack(packed) {
    let w = [];
    let p = [];
    return packed.frames.map(([thread, does, place, link, beside, words, places]) => {
      const before = { w, p };
      w = words ? words.map((t) => texts[t]) : w;
      p = places ? places.map((t) => texts[t]) : p;
      return { thread, does: texts[does], place: texts[place], link: texts[link], beside, w, p, before };
    });
  }

  function element(name, text, kind) {
    const e = document.createElement(name);
    e.textContent = text || "";
    if (kind) {
      e.className = kind;
    }
    return e;
  }

  function heading(text) {
    const th = element("th", text);
    th.scope = "col";
    return th;
  }

  /** Slot.java:130 of Slot.send(Slot.java:130). */
  function short(place) {
    const of = place.match(/\(([^)]*)\)$/);
    return of ? of[1] : place;
  }

  const unmade = "not made yet";

  function value(name, now, before) {
    const made = now !== undefined;
    const kind = !made ? "none" : now.includes(" and ") ? "twice" : now !== before ? "new" : "same";
    const td = element("td", made ? now : unmade, kind);
    td.dataset.name = name;
    return td;
  }

  /** The columns that change; the others are named once. */
  function columns(names, of) {
    const last = film.frames[film.frames.length - 1];
    const all = names.map((name, k) => ({ name, k, of }));
    const [dull, told] = [[], []];
    for (const c of all) {
      const values = film.frames.map((f) => f[of][c.k]).filter((v) => v !== undefined);
      (values.length > 1 && values.some((v) => v !== values[0]) ? told : dull).push(c);
    }
    return [told, dull.map((c) => c.name + " " + (last[of][c.k] === undefined ? unmade : last[of][c.k]))];
  }

  function draw() {
    const all = $("all").checked;
    rows = film.frames.map((f, i) => i).filter((i) => all || !film.frames[i].beside || i === film.breaks);
    const head = $("frames").querySelector("thead");
    const line = document.createElement("tr");
    const [words, dullWords] = columns(film.words, "w");
    const [buffers, dullBuffers] = columns(film.buffers, "p");
    const shown = [...words, ...buffers];
    const dull = [...dullWords, ...dullBuffers];
    $("same").textContent = dull.length ? "The same all along: " + dull.join("; ") + "." : "";
    line.append(heading("step"), ...film.threads.map(heading), ...shown.map((c) => heading(c.name)));
    head.replaceChildren(line);
    const body = document.createDocumentFragment();
    for (const i of rows) {
      const frame = film.frames[i];
      const tr = document.createElement("tr");
      const number = element("th", String(i + 1));
      number.scope = "row";
      tr.append(number);
      film.threads.forEach((name, t) => {
        const td = document.createElement("td");
        if (t === frame.thread) {
          td.className = "does";
          td.dataset.name = name;
          td.append(frame.does);
          if (frame.link) {
            const a = element("a", short(frame.place));
            a.href = "#" + frame.link;
            td.append(a);
          } else {
            td.append(element("small", short(frame.place)));
          }
        }
        tr.append(td);
      });
      shown.forEach((c) => tr.append(value(c.name, frame[c.of][c.k], frame.before[c.of][c.k])));
      tr.classList.toggle("breaks", film.broken && i === film.breaks);
      tr.addEventListener("click", (event) => event.target.tagName === "A" || go(rows.indexOf(i)));
      body.append(tr);
    }
    $("frames").querySelector("tbody").replaceChildren(body);
    $("at").max = rows.length;
  }

  function go(to) {
    at = Math.max(0, Math.min(rows.length - 1, to));
    const frame = film.frames[rows[at]];
    const lines = $("frames").querySelectorAll("tbody tr");
    lines.forEach((tr, i) => {
      tr.classList.toggle("now", i === at);
      tr.classList.toggle("later", i > at);
      if (i === at) {
        tr.setAttribute("aria-current", "step");
      } else {
        tr.removeAttribute("aria-current");
      }
    });
    const box = $("frames");
    box.scrollTop = lines[at].offsetTop - box.clientHeight / 2;
    $("at").value = at + 1;
    const changes = [];
    film.words.forEach((name, k) => frame.w[k] !== frame.before.w[k] && changes.push(name + " is now " + frame.w[k]));
    film.buffers.forEach((name, k) => frame.p[k] !== frame.before.p[k] && changes.push(name + " is now " + frame.p[k]));
    const breaks = film.broken && rows[at] === film.breaks ? " Here it breaks." : "";
    $("now").textContent = "Step " + (rows[at] + 1) + " of " + film.frames.length + ", " + film.threads[frame.thread] + ": "
      + frame.does + ", at " + frame.place + "." + (changes.length ? " After it: " + changes.join("; ") + "." : "") + breaks;
    if (at === rows.length - 1) {
      stop();
    }
  }

  function jump() {
    stop();
    go(rows.indexOf(film.breaks));
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    $("toggle").textContent = "play";
  }

  function toggle() {
    if (timer) {
      stop();
    } else {
      go(at === rows.length - 1 ? 0 : at);
      timer = setInterval(() => go(at + 1), 900);
      $("toggle").textContent = "pause";
    }
  }

  function show(key, button) {
    if (!films) {
      const data = JSON.parse($("films").textContent);
      texts = data.texts;
      films = data.films;
    }
    const packed = films[key];
    film = { ...packed, frames: unpack(packed), broken: !key.startsWith("scenario-") };
    opener = button;
    $("film-title").textContent = film.title;
    $("film-outcome").textContent = film.outcome.split("\n\tat ")[0];
    $("break").hidden = !film.broken;
    $("all").checked = false;
    draw();
    $("player").showModal();
    go(0);
    $("forward").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".play");
    if (button) {
      show(button.dataset.film, button);
    }
  });
  $("first").addEventListener("click", () => go(0));
  $("back").addEventListener("click", () => go(at - 1));
  $("forward").addEventListener("click", () => go(at + 1));
  $("toggle").addEventListener("click", toggle);
  $("break").addEventListener("click", jump);
  $("close").addEventListener("click", () => $("player").close());
  $("at").addEventListener("input", () => go($("at").value - 1));
  $("all").addEventListener("change", () => {
    const frame = rows[at];
    draw();
    go(Math.max(0, rows.findIndex((i) => i >= frame)));
  });
  $("frames").addEventListener("click", (event) => event.target.tagName === "A" && $("player").close());
  $("player").addEventListener("close", () => {
    stop();
    if (opener && !location.hash.match(/\.java-/)) {
      opener.focus();
    }
  });
  const keys = {
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    b: jump,
    B: jump,
    " ": toggle,
  };
  $("player").addEventListener("keydown", (event) => {
    const onButton = event.target.tagName === "BUTTON" || event.target.type === "checkbox";
    const ofRange = event.target.type === "range" && event.key !== " ";
    const action = keys[event.key];
    if (!action || ofRange || (event.key === " " && onButton) || (!film.broken && action === jump)) {
      return;
    }
    event.preventDefault();
    if (action !== toggle) {
      stop();
    }
    action();
  });

  open(location.hash);
})();
