"""The style sheet of a comparison in HTML: dark and light, on screen and on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --quiet: #5b5b5b; --paper: #ffffff; --rule: #d3d3d3;
  --out: #a10f2b; --out-paper: #fdeaec; --in: #0b5a2a; --in-paper: #e3f5e8; --moved: #5a3a9a; --warn: #7a4b00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --quiet: #a8a8a8; --paper: #16181b; --rule: #3a3d42;
    --out: #ff9aa8; --out-paper: #45131c; --in: #8fe3a8; --in-paper: #0f3620; --moved: #c3aaff; --warn: #ffcf7a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
h1, h2, h3, small, dl, table.stat, summary, .aside, .note, .stub, .caution, th { font-family: system-ui, sans-serif; }
small, .aside, .note, dt, summary { color: var(--quiet); font-weight: normal; font-size: .875rem; }
a { color: inherit; font-size: .875rem; font-weight: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0; font-size: .9rem; }
dt, dd { margin: 0; }
p { margin: .35rem 0; }
.caution { color: var(--warn); font-size: .9rem; border-left: .2rem solid; padding-left: .6rem; }
.verdict { font-weight: bold; }
section { margin: 1.1rem 0; padding-left: .8rem; border-left: .25rem solid var(--rule); }
section.added { border-color: var(--in); }
section.removed { border-color: var(--out); }
section.edited, section.split, section.merged { border-color: var(--ink); }
section.moved { border-color: var(--moved); }
del { color: var(--out); background: var(--out-paper); text-decoration: line-through; }
ins { color: var(--in); background: var(--in-paper); text-decoration: underline; }
del::before, del::after, ins::before, ins::after { clip-path: inset(100%); height: 1px; overflow: hidden;
  position: absolute; white-space: nowrap; width: 1px; }
del::before { content: " [deleted: "; }
ins::before { content: " [inserted: "; }
del::after, ins::after { content: "] "; }
details { margin: .5rem 0; }
details p { color: var(--quiet); margin-left: 1rem; }
.missing summary { color: var(--warn); }
.stub { border: 1px dashed var(--moved); padding: .25rem .6rem; font-size: .9rem; }
em { font-style: normal; color: var(--quiet); }
.d1 { margin-left: 1.5rem; } .d2 { margin-left: 3rem; } .d3 { margin-left: 4.5rem; } .d4 { margin-left: 6rem; }
.d5 { margin-left: 7.5rem; } .d6 { margin-left: 9rem; } .d7 { margin-left: 10.5rem; } .d8 { margin-left: 12rem; }
table { border-collapse: collapse; width: 100%; }
table.stat { font-size: .9rem; margin: 1rem 0; }
th { text-align: left; }
table.stat th { white-space: nowrap; }
table.stat th, table.stat td { padding: .15rem .6rem .15rem 0; border-bottom: 1px solid var(--rule);
  vertical-align: top; }
th.number, td.number { text-align: right; white-space: nowrap; }
table.side { table-layout: fixed; }
table.side td { vertical-align: top; padding: .1rem .8rem .4rem 0; width: 50%; }
table.side tr.place th { padding-top: .9rem; border-top: 1px solid var(--rule); }
@media (max-width: 40rem) { body { padding: .8rem; } .d1, .d2, .d3, .d4, .d5, .d6, .d7, .d8 { margin-left: 1rem; } }
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --rule: #999; --out: #000; --out-paper: #fff; --in: #000;
    --in-paper: #fff; --moved: #000; --warn: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, th, summary { break-after: avoid; }
  p, tr { orphans: 2; widows: 2; }
  a { text-decoration: none; }
}
"""
