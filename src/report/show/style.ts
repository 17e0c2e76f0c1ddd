/** What the pages of `show` add to the style of every page. */
export const showStyle = `
#exact{display:none}
.bench{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:1rem 2rem;align-items:start}
.bench>:first-child{align-self:stretch}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem}
@media (max-width:52rem){.bench,.pair{grid-template-columns:minmax(0,1fr)}}
.bench figure,.pair figure{margin:0 0 1rem}
.drawn svg{width:100%;max-width:36rem;height:auto;display:block}
#map{position:sticky;top:3.2rem}
@media (max-width:52rem){#map{position:static}}
.panel{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;align-items:end;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.7rem .9rem;margin:1rem 0}
.panel p{margin:0}
.slider{flex:1 1 14rem;max-width:none;margin:0}
.slider label{display:block;font-size:.9rem}
.slider output{font-weight:600;font-variant-numeric:tabular-nums}
#vectors .drawn svg,#ball .drawn svg{max-width:24rem}
input[type=range]{width:100%;max-width:none;accent-color:var(--blue);margin:.2rem 0}
select,input[type=number]{font:inherit;font-size:.9rem;color:var(--ink);background:var(--paper);border:1px solid var(--muted);border-radius:4px;padding:.25rem .4rem;max-width:100%}
input[type=number]{width:6rem}
.saves button{padding:0 .35rem;font-size:.75rem}
.subjects td,.subjects th{padding:.2rem .7rem .2rem 0}
.subjects tr[data-selected]{background:color-mix(in srgb,var(--blue) 12%,transparent)}
.subjects label{display:flex;gap:.4rem;align-items:center;cursor:pointer}
.subjects svg{flex:none}
.subjects label span{min-width:6.5em}
[data-series].lit path:first-of-type{stroke-width:3.4}
.handle{cursor:grab;touch-action:none}
.handle:focus-visible circle{stroke:var(--ink);stroke-width:3}
.numbers{font-variant-numeric:tabular-nums;white-space:nowrap}
.matrix-text{min-width:0}.matrix-text td{text-align:right}.matrix-text :is(th,td){padding:.2rem 1.6rem .2rem 0}
.formulas{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.3rem 2rem;padding:0;list-style:none}
.formulas math{font-size:1.1rem}
fieldset{border:1px solid var(--line);border-radius:4px;padding:.4rem .8rem;margin:.4rem 0}
legend{font-size:.85rem;color:var(--muted)}
`;
