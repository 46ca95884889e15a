(() => {
  "use strict";
  const get = (id) => document.getElementById(id);
  const picture = get("picture"), holder = get("data"), panel = get("panel"), find = get("find");
  if (!picture || !holder) return;
  const data = JSON.parse(holder.textContent);
  const nodes = [...picture.querySelectorAll(".node")];
  const lines = [...picture.querySelectorAll(".ties line")];
  const rows = [...document.querySelectorAll("#entities tbody tr")];
  const of = nodes.map(() => []);
  data.ties.forEach((tie, index) => { of[tie[0]].push(index); of[tie[1]].push(index); });

  // a thin line is hard to hit: a wide one that does not show lies over it
  const hits = lines.map((line) => {
    const hit = line.cloneNode(true);
    hit.setAttribute("class", "hit");
    line.parentNode.append(hit);
    return hit;
  });

  let pinned = null;

  const light = (chosenNodes, chosenTies, here) => {
    picture.classList.toggle("dim", chosenNodes !== null);
    nodes.forEach((node, i) => {
      node.classList.toggle("on", chosenNodes !== null && chosenNodes.has(i));
      node.classList.toggle("here", here.includes(i));
    });
    lines.forEach((line, i) => line.classList.toggle("on", chosenTies !== null && chosenTies.has(i)));
  };
  const lightNode = (i) => {
    const near = new Set([i]);
    of[i].forEach((t) => { near.add(data.ties[t][0]); near.add(data.ties[t][1]); });
    light(near, new Set(of[i]), [i]);
  };
  const lightTie = (t) => {
    const ends = [data.ties[t][0], data.ties[t][1]];
    light(new Set(ends), new Set([t]), ends);
  };
  const restore = () => {
    if (pinned === null) search(false);
    else if (pinned.node !== undefined) lightNode(pinned.node);
    else lightTie(pinned.tie);
  };

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  };
  const some = (n, one, many) => n + " " + (n === 1 ? one : many);
  const units = (n) => some(n, data.unit[0], data.unit[1]);
  const openPanel = (title) => {
    panel.replaceChildren();
    panel.hidden = false;
    const close = make("button", "×", panel);
    close.className = "close";
    close.type = "button";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", clear);
    make("h3", title, panel);
  };
  const link = (target, text, parent) => {
    const a = make("a", text, parent);
    a.href = target;
    return a;
  };

  const showNode = (i) => {
    pinned = { node: i };
    lightNode(i);
    const [name, kind, mentions, documents, row] = data.nodes[i];
    openPanel(name);
    const facts = make("p", kind + " · " + some(mentions, "mention", "mentions") + " in " + some(documents, "document", "documents"), panel);
    facts.className = "facts";
    if (row !== null) {
      facts.append(" · ");
      link("#e" + row, "in the table", facts);
    }
    const list = make("ul", "", panel);
    const ties = [...of[i]].sort((a, b) => data.ties[b][2] - data.ties[a][2] || a - b);
    for (const t of ties) {
      const other = data.ties[t][0] === i ? data.ties[t][1] : data.ties[t][0];
      const button = make("button", data.nodes[other][0] + " · " + units(data.ties[t][2]), make("li", "", list));
      button.type = "button";
      button.addEventListener("click", () => showTie(t));
    }
  };

  // the words of both names stand out in the sentence
  const sentence = (text, names, parent) => {
    const words = new Set(names.join(" ").split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{Lu}/u.test(word) && word.length > 1));
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
      if (words.has(part)) make("b", part, parent);
      else parent.append(part);
    }
  };

  const showTie = (t) => {
    pinned = { tie: t };
    lightTie(t);
    const [a, b, count, documents, npmi, llr, quotes] = data.ties[t];
    const names = [data.nodes[a][0], data.nodes[b][0]];
    openPanel(names[0] + " – " + names[1]);
    make("p", "together in " + units(count) + " of " + some(documents, "document", "documents") + " · NPMI " + npmi + " · log-likelihood ratio " + llr, panel).className = "facts";
    const list = make("ol", "", panel);
    for (const [document, text] of quotes) {
      const item = make("li", "", list);
      sentence(text, names, item);
      if (data.documents.length < 2) continue;
      item.append(" ");
      const [name, number] = data.documents[document];
      const cite = make("cite", "", item);
      if (number === null) cite.textContent = name;
      else link("#d" + number, name, cite);
    }
    if (quotes.length === 0) list.replaceWith(make("p", "nertool graph --evidence 3 has the sentences."));
    const ends = make("ul", "", panel);
    for (const end of [a, b]) {
      const button = make("button", "All of " + data.nodes[end][0], make("li", "", ends));
      button.type = "button";
      button.addEventListener("click", () => showNode(end));
    }
  };

  const clear = () => {
    pinned = null;
    panel.hidden = true;
    restore();
  };

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = data.nodes.map((node) => plain(node[0]));
  const rowNames = rows.map((row) => plain(row.firstElementChild.textContent));
  const search = (filter) => {
    const wanted = plain(find.value.trim());
    const matches = new Set();
    if (wanted) searched.forEach((name, i) => { if (name.includes(wanted)) matches.add(i); });
    light(wanted ? matches : null, null, [...matches]);
    if (!filter) return matches;
    let seen = 0;
    rows.forEach((row, i) => {
      row.hidden = wanted !== "" && !rowNames[i].includes(wanted);
      seen += row.hidden ? 0 : 1;
    });
    document.querySelectorAll("#entities details").forEach((details) => { details.open = wanted !== ""; });
    get("found").textContent = wanted ? matches.size + " in the picture, " + seen + " in the tables" : "";
    return matches;
  };
  find.addEventListener("input", () => {
    pinned = null;
    panel.hidden = true;
    search(true);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = search(true).values().next();
    if (first.done) return;
    showNode(first.value);
    nodes[first.value].scrollIntoView({ block: "center", inline: "center" });
  });

  const target = (event) => {
    const node = event.target.closest(".node");
    if (node) return { node: nodes.indexOf(node) };
    const tie = hits.indexOf(event.target);
    return tie < 0 ? null : { tie };
  };
  // scrolling brings nodes under a pointer that rests: nobody points at those
  let pointer = "";
  picture.addEventListener("pointerover", (event) => {
    const place = event.screenX + " " + event.screenY;
    if (event.pointerType === "touch" || place === pointer) return;
    pointer = place;
    const over = target(event);
    if (over === null) restore();
    else if (over.node !== undefined) lightNode(over.node);
    else lightTie(over.tie);
  });
  picture.addEventListener("pointerleave", restore);
  picture.addEventListener("focusin", (event) => {
    const over = target(event);
    if (over && pinned === null) lightNode(over.node);
  });
  picture.addEventListener("focusout", restore);
  picture.addEventListener("click", (event) => {
    const over = target(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (over === null) clear();
    else if (over.node !== undefined) showNode(over.node);
    else showTie(over.tie);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    find.value = "";
    search(true);
    clear();
  });

  let size = 1;
  const resize = (to) => {
    size = Math.min(6, Math.max(1, to));
    const stage = picture.parentElement;
    const x = (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth;
    const y = (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight;
    picture.style.minWidth = "0";
    picture.style.width = size * 100 + "%";
    stage.scrollLeft = x * stage.scrollWidth - stage.clientWidth / 2;
    stage.scrollTop = y * stage.scrollHeight - stage.clientHeight / 2;
  };
  const now = () => picture.clientWidth / picture.parentElement.clientWidth;
  get("closer").addEventListener("click", () => resize(now() * 1.4));
  get("farther").addEventListener("click", () => resize(now() / 1.4));
  get("all").addEventListener("click", () => { find.value = ""; search(true); clear(); resize(1); });
  document.querySelector(".tools").hidden = false;
})();
