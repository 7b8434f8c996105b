// Shows the evidence of the line that is hovered or has the focus, opens the
// article that a link leads to, and filters the articles by what they say.
(() => {
  let lit = [];
  const show = (line) => {
    lit.forEach((s) => s.classList.remove("lit"));
    lit = line ? line.dataset.evidence.split(" ").map((id) => document.getElementById(id)).filter(Boolean) : [];
    lit.forEach((s) => s.classList.add("lit"));
    if (lit[0]) lit[0].scrollIntoView({ block: "nearest" });
  };
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, (e) => show(e.target.closest("[data-evidence]")));
  }
  const search = document.querySelector("input[type=search]");
  if (!search) return;
  const articles = [...document.querySelectorAll("details")];
  const words = articles.map((a) => a.textContent.toLowerCase());
  const count = document.getElementById("count");
  document.querySelector("nav").hidden = false;
  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    articles.forEach((a, i) => {
      a.hidden = !wanted.every((w) => words[i].includes(w));
      if (!a.hidden) shown++;
    });
    count.textContent = `${shown} of ${articles.length}`;
  };
  search.addEventListener("input", filter);
  filter();
})();
