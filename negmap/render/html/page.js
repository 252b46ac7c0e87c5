// The page is whole without this. It lights sticking points on the map, opens statements, filters and replays.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const list = (text) => (text ? text.split(" ") : []);
  const within = (spans, day) => spans.some(([from, to]) => from <= day && (!to || day < to));
  const idOf = (item) => item.id.replace(/^[a-z]+-p-/, "").replace("_", "#");
  const keyOf = (key) => [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  const placeOf = (hash) => {
    const [, kind, name] = /^#[a-z]+-([op])-(.*)$/.exec(decodeURIComponent(hash)) || ["", "", ""];
    return kind === "o" ? ["obstacle", name] : kind === "p" ? ["position", name.replace("_", "#")] : ["", ""];
  };
  const spansOf = (element) => list(element.dataset.spans).map((span) => span.split("/"));

  function leaf(main) {
    const labels = JSON.parse(main.dataset.labels);
    const $ = (selector, from = main) => from.querySelector(selector);
    const all = (selector, from = main) => [...from.querySelectorAll(selector)];
    const form = $(".filters"), status = $(".status"), panel = $(".panel"), inside = $(".inside");
    const figure = $("figure.map"), turn = $(".turn"), slider = form.elements.day, play = $(".play");
    const days = all(".days>li").reverse();
    const points = all(".point").map((element) => ({
      element, id: element.dataset.point, parties: list(element.dataset.parties),
      issues: list(element.dataset.issues), spans: spansOf(element), text: element.textContent.toLowerCase(),
    }));
    const statements = all(".statements .statement").map((element) => ({
      element, party: element.dataset.party, day: element.dataset.day,
      text: $("header", element).textContent.toLowerCase() + ($(":scope>.summary", element) || {textContent: ""}).textContent.toLowerCase(),
      positions: all(".position", element).map((item) => ({
        element: item, id: idOf(item), issues: list(item.dataset.issues), spans: spansOf(item),
        text: (idOf(item) + " " + item.textContent).toLowerCase(),
      })),
    }));
    const position = new Map(statements.flatMap((s) => s.positions.map((p) => [p.id, {...p, statement: s}])));
    const nodes = figure ? all("g.node", figure) : [];
    const edges = figure ? all("g.edge", figure) : [];
    let chosen = "", opened = null;

    // Which lines touch which node, and which nodes a sticking point joins.
    const joined = new Map();
    for (const edge of edges) {
      const ends = edge.dataset.key.split(" ");
      for (const end of ends) if (end.startsWith("obstacle:")) {
        if (!joined.has(end)) joined.set(end, new Set([end]));
        for (const other of ends) joined.get(end).add(other);
      }
    }

    function light() {
      const lit = joined.get("obstacle:" + chosen);
      if (figure) figure.classList.toggle("lit", Boolean(lit));
      for (const node of nodes) node.classList.toggle("on", Boolean(lit && lit.has(node.dataset.key)));
      for (const edge of edges) edge.classList.toggle("on", Boolean(lit && edge.dataset.key.split(" ").every((end) => lit.has(end))));
      for (const point of points) {
        const on = point.id === chosen;
        point.element.classList.toggle("chosen", on);
        $(".choose", point.element).setAttribute("aria-pressed", String(on));
      }
      return lit;
    }

    function choose(id, scroll) {
      chosen = chosen === id ? "" : id;
      const lit = light();
      if (!chosen) { count(); return; }
      const point = points.find((item) => item.id === chosen);
      const number = $(".number", point.element).textContent;
      status.textContent = say(lit ? labels.chosen : labels.off, {number});
      if (scroll) point.element.scrollIntoView({block: "nearest"});
      if (!lit) $("details", point.element).open = true; // its words are in the list
      const hub = nodes.find((node) => node.dataset.key === "obstacle:" + chosen);
      if (hub) reveal(hub);
    }

    function reveal(node) {
      const box = node.getBoundingClientRect(), frame = figure.getBoundingClientRect();
      figure.scrollBy({ // both at once: where scrolling is smooth, the second of two would stop the first
        top: box.top - frame.top - frame.height / 2 + box.height / 2,
        left: box.left - frame.left - frame.width / 2 + box.width / 2,
      });
    }

    function open(id, from) {
      const meant = position.get(id);
      if (!meant) return false;
      const copy = meant.statement.element.cloneNode(true);
      copy.hidden = false;
      for (const item of all(".position", copy)) {
        item.hidden = false;
        item.classList.toggle("meant", idOf(item) === id);
      }
      for (const item of [copy, ...all("[id]", copy)]) item.removeAttribute("id");
      inside.replaceChildren(copy);
      panel.hidden = false;
      panel.scrollTop = 0;
      opened = from || opened;
      for (const node of nodes) node.classList.toggle("chosen", node.dataset.key === "position:" + id);
      panel.focus({preventScroll: true});
      panel.scrollIntoView({block: "nearest"});
      return true;
    }

    function close() {
      if (panel.hidden) return;
      panel.hidden = true;
      for (const node of nodes) node.classList.remove("chosen");
      if (opened) opened.focus({preventScroll: true});
      opened = null;
    }

    function filter() {
      const party = form.elements.party.value, issue = form.elements.issue.value;
      const wanted = list(form.elements.text.value.trim().toLowerCase().replace(/\s+/g, " "));
      const last = !slider || Number(slider.value) === days.length - 1;
      const day = slider && days[slider.value].dataset.day;
      const found = (text) => wanted.every((word) => text.includes(word));
      const then = (spans) => last || within(spans, day);
      for (const point of points) {
        const standing = last || within(point.spans, day);
        point.element.hidden = !(standing && (!party || point.parties.includes(party)) &&
          (!issue || point.issues.includes(issue)) && found(point.text));
      }
      const gone = new Set();
      for (const statement of statements) {
        const mine = (!party || statement.party === party) && (last || statement.day <= day);
        const own = found(statement.text);
        let shown = 0;
        for (const item of statement.positions) {
          const keep = mine && (!issue || item.issues.includes(issue)) && (own || found(item.text + " " + statement.text));
          item.element.hidden = !keep;
          if (keep) shown += 1;
          if (!keep || !then(item.spans)) gone.add("position:" + item.id);
        }
        statement.element.hidden = !(mine && (shown || (own && !issue)));
      }
      for (const point of points) if (point.element.hidden) gone.add("obstacle:" + point.id);
      for (const node of nodes) node.classList.toggle("away", gone.has(node.dataset.key));
      for (const edge of edges) edge.classList.toggle("away", edge.dataset.key.split(" ").some((end) => gone.has(end)));
      if (slider) {
        const item = days[slider.value];
        const label = $("h3", item).firstChild.textContent.trim();
        $(".day", form).textContent = label;
        slider.setAttribute("aria-valuetext", label);
        turn.hidden = last;
        if (!last) turn.replaceChildren(...[...item.cloneNode(true).childNodes]);
      }
      count();
    }

    function count() {
      const shown = points.filter((point) => !point.element.hidden).length;
      const positions = statements.reduce((sum, s) => sum + (s.element.hidden ? 0 : s.positions.filter((p) => !p.element.hidden).length), 0);
      status.textContent = say(labels.shown, {
        points: shown, all_points: points.length, positions, all_positions: position.size,
      });
    }

    let timer = 0;
    function stop() {
      clearInterval(timer);
      timer = 0;
      if (!play) return;
      play.setAttribute("aria-pressed", "false");
      $(".name", play).textContent = labels.play;
    }
    function replay() {
      if (timer) return stop();
      if (Number(slider.value) >= Number(slider.max)) slider.value = 0;
      filter();
      play.setAttribute("aria-pressed", "true");
      $(".name", play).textContent = labels.pause;
      timer = setInterval(() => {
        slider.value = Number(slider.value) + 1;
        filter();
        if (Number(slider.value) >= Number(slider.max)) stop();
      }, 900);
    }

    let waiting = 0;
    form.addEventListener("input", (event) => {
      if (event.target === slider) stop();
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(filter);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => { stop(); chosen = ""; setTimeout(() => { light(); filter(); }); });
    if (play) play.addEventListener("click", replay);
    $(".close").addEventListener("click", close);

    main.addEventListener("click", (event) => {
      const target = event.target;
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof Element)) return;
      const link = target.closest("a"), button = target.closest(".choose"), node = target.closest("figure.map g.node");
      const [kind, id] = node ? keyOf(node.dataset.key) : link ? placeOf(link.hash) : ["", ""];
      const cell = target.closest(".matrix [data-party]");
      if (button) {
        choose(button.closest(".point").dataset.point, true);
      } else if (kind === "obstacle") {
        event.preventDefault();
        if (!node) { chosen = ""; close(); }
        choose(id, true);
        if (!node) $(".choose", points.find((p) => p.id === id).element).focus();
      } else if (kind === "position" && link.closest(".explore") && !link.closest(".panel")) {
        if (open(id, link)) event.preventDefault();
      } else if (cell) {
        stop();
        form.reset();
        form.elements.party.value = cell.dataset.party;
        form.elements.issue.value = cell.dataset.issue;
        setTimeout(filter);
      }
    });

    main.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        if (!panel.hidden) close();
        else if (chosen) choose(chosen);
      }
      const from = event.target.closest && event.target.closest(".choose");
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (from && step) {
        const buttons = points.filter((p) => !p.element.hidden).map((p) => $(".choose", p.element));
        const next = buttons[buttons.indexOf(from) + step];
        if (next) { event.preventDefault(); next.focus(); }
      }
    });
    count();
    return {main, search: form.elements.text};
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="http"]');
    if (link) link.target = "_blank"; // a source opens beside the page
  }, true);
  const leaves = [...document.querySelectorAll("main")].map(leaf);
  const shown = () => leaves.find(({main}) => main.lang === root.lang) || leaves[0];

  function language(lang) {
    root.lang = lang;
    document.title = document.querySelector(`main[lang="${lang}"] h1`).textContent;
  }
  const checked = document.querySelector("input[name=lang]:checked");
  if (checked) language(checked.value);
  for (const input of document.querySelectorAll("input[name=lang]")) {
    input.addEventListener("change", () => language(input.value));
  }
  document.querySelector(".switches").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      shown().search.focus();
    }
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    for (const item of document.querySelectorAll("main details:not([open])")) {
      item.open = true;
      folded.push(item);
    }
  });
  addEventListener("afterprint", () => {
    for (const item of folded) item.open = false;
    folded = [];
  });
})();
