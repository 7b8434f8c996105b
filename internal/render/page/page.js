// Shows the evidence of the line that is pointed at or has the focus, and
// filters the articles by what they say. The page can be read without it.
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
  const only = document.getElementById("only"), count = document.getElementById("count");
  const articles = [...document.querySelectorAll("details.article")];
  document.querySelectorAll(".scripted").forEach((e) => { e.hidden = false; });
  let latest = 0;
  const filter = async () => {
    const run = ++latest, wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = new Set();
    for (const [i, a] of articles.entries()) {
      if (i % 500 === 499) await new Promise((next) => setTimeout(next)); // another key may be pressed
      if (run !== latest) return;
      const text = wanted.length ? a.textContent.toLowerCase() : "";
      if (wanted.every((w) => text.includes(w)) && (!only.checked || a.classList.contains("doubtful"))) found.add(a);
    }
    articles.forEach((a) => { a.hidden = !found.has(a); });
    count.textContent = `${found.size} of ${articles.length} shown`;
  };
  search.addEventListener("input", filter);
  only.addEventListener("change", filter);
  filter();
})();
