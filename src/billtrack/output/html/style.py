"""The style sheet of every HTML page: dark and light, wide and narrow, on screen and on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --quiet: #5b5b5b; --paper: #ffffff; --rule: #d3d3d3;
  --link: #0b4f9e; --out: #a10f2b; --out-paper: #fdeaec; --in: #0b5a2a; --in-paper: #e3f5e8; --moved: #5a3a9a;
  --warn: #7a4b00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --quiet: #a8a8a8; --paper: #16181b; --rule: #3a3d42; --link: #9cc7ff;
    --out: #ff9aa8; --out-paper: #45131c; --in: #8fe3a8; --in-paper: #0f3620; --moved: #c3aaff; --warn: #ffcf7a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
h4, h5, h6, .change > :first-child { font-size: 1rem; margin: 0 0 .4rem; }
h1, h2, h3, h4, h5, h6, small, dl, nav, footer, figure, .steps, table.stat, summary, .aside, .note, .stub, .caution,
.verdict, th { font-family: system-ui, sans-serif; }
small, .aside, .note, dt, summary, figcaption, footer { color: var(--quiet); font-weight: normal; font-size: .875rem; }
a { color: var(--link); }
.change > :first-child a, th a { font-size: .875rem; font-weight: normal; }
dl { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .15rem 1rem; margin: .8rem 0;
  font-size: .9rem; }
dt, dd { margin: 0; min-width: 0; }
p { margin: .35rem 0; }
header { margin-bottom: 1.5rem; }
nav ul { list-style: none; margin: .5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem;
  font-size: .9rem; }
nav a { display: inline-block; padding: .25rem 0; }
main > .part { border-top: 2px solid var(--rule); }
.steps { list-style: none; margin: .8rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem .6rem;
  font-size: .9rem; }
.steps li { border: 1px solid var(--rule); border-radius: .3rem; padding: .1rem .5rem; }
.steps li span { color: var(--quiet); }
.steps .now, .steps .final, .steps .ended { border-color: var(--ink); border-width: 2px; font-weight: bold; }
.steps .now span, .steps .final span, .steps .ended span { font-weight: normal; }
.steps .not-reached { border-style: dashed; color: var(--quiet); }
.timeline { gap: .5rem 1rem; }
.timeline .aside { font-size: .875rem; }
figure { display: inline-block; margin: 1rem 1rem 1rem 0; vertical-align: top; width: min(100%, 28rem); }
figcaption { margin-top: .2rem; }
svg.picture { display: block; width: 100%; height: auto; }
dd svg.picture { max-width: 24rem; margin-top: .3rem; }
.caution { color: var(--warn); font-size: .9rem; border-left: .2rem solid; padding-left: .6rem; }
.verdict { font-weight: bold; }
section.change, section.same { margin: 1.1rem 0; padding-left: .8rem; border-left: .25rem solid var(--rule); }
section.added { border-color: var(--in); }
section.removed { border-color: var(--out); }
section.edited, section.split, section.merged { border-color: var(--ink); }
section.moved { border-color: var(--moved); }
del + ins { margin-left: .2em; }
del { color: var(--out); background: var(--out-paper); text-decoration: line-through; }
ins { color: var(--in); background: var(--in-paper); text-decoration: underline; }
del::before, del::after, ins::before, ins::after { clip-path: inset(100%); height: 1px; overflow: hidden;
  position: absolute; white-space: nowrap; width: 1px; }
del::before { content: " [deleted: "; }
ins::before { content: " [inserted: "; }
del::after, ins::after { content: "] "; }
details { margin: .5rem 0; }
summary { cursor: pointer; }
details.side-by-side > summary { color: var(--link); font-size: 1rem; padding: .3rem 0; }
.folded p, .missing p { color: var(--quiet); margin-left: 1rem; }
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
table.stat td:not(.prose, .number) { min-width: 6.5rem; }
table.stat td a { white-space: nowrap; }
th.number, td.number { text-align: right; white-space: nowrap; }
table.side { table-layout: fixed; }
table.side td { vertical-align: top; padding: .1rem .8rem .4rem 0; width: 50%; }
table.side tr.place th { padding-top: .9rem; border-top: 1px solid var(--rule); }
footer { border-top: 2px solid var(--rule); margin-top: 2.5rem; padding-top: .6rem; }
@media (max-width: 40rem) {
  body { padding: .8rem; }
  figure { display: block; margin: 1rem 0; width: 100%; }
  dl, dl.timeline { display: block; }
  dd { margin: 0 0 .5rem; }
  .d1, .d2, .d3, .d4, .d5, .d6, .d7, .d8 { margin-left: 1rem; }
  table.stat, table.stat tbody, table.stat tr, table.stat td, table.side, table.side tbody, table.side tr,
  table.side td, table.side th { display: block; width: auto; }
  table.stat thead, table.side thead { clip-path: inset(100%); height: 1px; overflow: hidden; position: absolute;
    width: 1px; }
  table.stat tr { border-bottom: 1px solid var(--rule); padding: .3rem 0; }
  table.stat td { border: 0; overflow-wrap: anywhere; padding: 0; text-align: left; white-space: normal; }
  table.stat td[data-label]:not(:first-child)::before { content: attr(data-label) ": "; color: var(--quiet); }
  table.side td.old:not(:empty)::before { content: "Old"; color: var(--quiet); font-size: .875rem; }
  table.side td.new:not(:empty)::before { content: "New"; color: var(--quiet); font-size: .875rem; }
}
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --rule: #999; --link: #000; --out: #000; --out-paper: #fff;
    --in: #000; --in-paper: #fff; --moved: #000; --warn: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, h4, h5, h6, th, summary { break-after: avoid; }
  figure, .steps li, tr, dd { break-inside: avoid; }
  p, tr { orphans: 2; widows: 2; }
  a { text-decoration: none; }
  nav { display: none; }
}
"""
