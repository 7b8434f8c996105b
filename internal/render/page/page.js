// Shows the evidence of the line that is pointed at or has the focus, makes what
// articles say when they are opened, filters them by it, and sorts them. The page can be
// read without it.
(() => {
  let lit = [];
  const show = (line) => {
    if (!line) return;
    lit.forEach((s) => s.classList.remove("lit"));
    lit = line.dataset.evidence.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    lit.forEach((s) => s.classList.add("lit"));
    if (lit[0]) reveal(lit[0], lit[0].closest(".text"));
  };
  // Only a text with a scroll bar of its own is moved: the reader's place stays.
  const reveal = (sentence, text) => {
    const inner = sentence.getBoundingClientRect(), outer = text.getBoundingClientRect();
    if (text.scrollHeight > text.clientHeight && (inner.top < outer.top || inner.bottom > outer.bottom)) {
      text.scrollTop += inner.top - outer.top - outer.height / 4;
    }
  };
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, (e) => show(e.target.closest("[data-evidence]")));
  }

  const search = document.querySelector("input[type=search]");
  if (!search) return;
  document.querySelector("header").after(document.querySelector(".ending")); // where style has put it
  const articles = [...document.querySelectorAll("details.article")];

  // A late article is markup in a noscript, as text.
  const late = (a) => a?.querySelector("noscript");
  const make = (a) => {
    const markup = late(a);
    if (markup) markup.outerHTML = markup.textContent;
    return markup;
  };
  const follow = () => {
    const a = document.getElementById(location.hash.slice(1).split("-")[0]);
    if (!make(a)) return;
    a.open = true;
    location.replace(location.hash);
  };
  const paper = matchMedia("print");
  document.addEventListener("toggle", (e) => make(e.target), true);
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => articles.forEach(make));
  paper.addEventListener("change", () => { if (paper.matches) articles.forEach(make); });
  follow();

  const named = { amp: "&", lt: "<", gt: ">" };
  const unescape = (text) => text.replace(/&(?:#(\d+)|(\w+));/g, (_, n, name) => n ? String.fromCharCode(n) : named[name]);
  const read = (a) => {
    const markup = late(a);
    const text = markup ? a.firstElementChild.textContent + unescape(markup.textContent.replace(/<[^>]*>/g, "")) : a.textContent;
    return text.toLowerCase();
  };
  const order = document.getElementById("order");
  const doubts = (a) => parseInt(a.querySelector("summary .tag")?.textContent) || 0;
  const file = (a) => (a.querySelector(".file") ?? a.querySelector("h2")).textContent;
  const orders = {
    "": () => 0,
    doubts: (a, b) => doubts(b) - doubts(a),
    title: (a, b) => a.querySelector("h2").textContent.localeCompare(b.querySelector("h2").textContent),
    file: (a, b) => file(a).localeCompare(file(b)),
  };
  order.addEventListener("change", () => articles[0]?.parentNode.append(...articles.toSorted(orders[order.value])));

  const only = document.getElementById("only"), count = document.getElementById("count");
  const texts = []; // what the articles say, read with the first search
  let latest = 0;
  const filter = async () => {
    const run = ++latest, words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    while (words.length && texts.length < articles.length) {
      texts.push(read(articles[texts.length]));
      if (texts.length % 500 === 0) await new Promise((next) => setTimeout(next)); // another key may be pressed
      if (run !== latest) return;
    }
    let shown = 0;
    articles.forEach((a, i) => {
      const found = words.every((w) => texts[i].includes(w)) && (!only.checked || a.classList.contains("doubtful"));
      if (a.hidden === found) a.hidden = !found;
      shown += found;
    });
    count.textContent = `${shown} of ${articles.length} shown`;
  };
  document.querySelectorAll(".scripted").forEach((e) => { e.hidden = false; });
  search.addEventListener("input", filter);
  only.addEventListener("change", filter);
  filter();
})();
