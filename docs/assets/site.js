// What the theme leaves to those who cannot see or use a mouse: the search has a name, and what is too wide scrolls by keys.
document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", "Search");

const reachWhatScrolls = () => {
  for (const wide of document.querySelectorAll("pre, .md-typeset__scrollwrap")) {
    wide.tabIndex = wide.scrollWidth > wide.clientWidth ? 0 : -1;
  }
};
addEventListener("load", reachWhatScrolls);
addEventListener("resize", reachWhatScrolls);
