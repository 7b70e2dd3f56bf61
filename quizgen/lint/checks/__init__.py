"""One module per check; each is a pure function from a paper to its findings."""
