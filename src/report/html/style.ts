const light = `
--ink:#1d1f23;--paper:#faf8f3;--panel:#fffefb;--line:#ddd8cc;--muted:#5d6067;--link:#005a8e;
--verified:#00694d;--falsified:#b23c05;--inconclusive:#765700;--vacuous:#5d6067;
--blue:#0072b2;--orange:#d55e00;--green:#00936b;--purple:#b4568c;--grey:#54575d;
color-scheme:light;`;

const dark = `
--ink:#e9e6df;--paper:#15171a;--panel:#1c1f23;--line:#363a41;--muted:#a6abb4;--link:#7cc4f2;
--verified:#4fcfa5;--falsified:#ff9a6b;--inconclusive:#e6c35c;--vacuous:#a6abb4;
--blue:#56b4e9;--orange:#f28e4b;--green:#2fc79c;--purple:#dd93bd;--grey:#c7cbd1;
color-scheme:dark;`;

/** The style of the page: a paper for reading figures, in light, dark and print. */
export const style = `
:root{${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
@media screen{:root[data-theme=dark]{${dark}}}
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:74rem;margin:0 auto;padding:0 1.25rem 4rem;outline:0}
h1,h2,.name,.sentence{font-family:ui-serif,"Iowan Old Style",Charter,"Source Serif 4",Georgia,"Noto Serif","Liberation Serif",serif}
h1,h2{text-wrap:balance}p{text-wrap:pretty}
h1{font-size:clamp(1.7rem,5vw,2.9rem);line-height:1.15;font-weight:600;letter-spacing:-.015em;margin:.2rem 0 .6rem}
h2{font-size:1.6rem;font-weight:600;margin:3.5rem 0 1rem;padding-top:.9rem;border-top:2px solid var(--ink)}
h3{font-size:1.15rem;margin:1.6rem 0 .5rem}
h4{font-size:.82rem;letter-spacing:.08em;text-transform:uppercase;color:var(--muted);margin:2.2rem 0 .6rem}
h5{font-size:1.05rem;margin:0 0 .3rem}
p{max-width:46rem;margin:.5rem 0}
a{color:var(--link);text-underline-offset:.15em}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
.muted{color:var(--muted);font-weight:400}
.verified{color:var(--verified)}.falsified{color:var(--falsified)}.inconclusive{color:var(--inconclusive)}.vacuous{color:var(--vacuous)}
.verdict{font-weight:600;white-space:nowrap;font-size:.9rem}
.kicker{font-size:.82rem;letter-spacing:.08em;text-transform:uppercase;color:var(--muted);margin:0}
.lead{color:var(--muted);font-variant-numeric:tabular-nums}
.sentence{font-size:1.15rem;line-height:1.45;max-width:44rem}
.hint{border-left:3px solid var(--inconclusive);padding:.35rem .9rem;background:var(--panel);max-width:46rem}
.glance{padding-top:2.2rem}
.counters{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem;padding:0;margin:1.6rem 0}
.counters li{background:var(--panel);border:1px solid var(--line);border-top:3px solid currentColor;border-radius:4px;padding:.7rem .9rem;display:grid;grid-template-columns:auto 1fr;column-gap:.7rem;align-items:baseline}
.counters .muted{grid-column:1/-1;font-size:.85rem}
.counters .none{border-top-color:var(--line)}.counters .none .count,.counters .none .verdict{color:var(--muted)}
.count{font-size:1.9rem;line-height:1;font-weight:600;font-variant-numeric:tabular-nums}
.broken{padding:0;list-style:none;margin:1.2rem 0 1.6rem;max-width:54rem}
.broken li{padding:.55rem 0;border-bottom:1px solid var(--line)}
.broken li:first-child{border-top:1px solid var(--line)}
.broken a{font-weight:600}
nav{position:sticky;top:0;z-index:2;display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:.45rem 1.25rem;background:var(--paper);border-bottom:1px solid var(--line)}
nav ul{display:flex;gap:1.1rem;list-style:none;margin:0;padding:0;overflow-x:auto;white-space:nowrap}
nav a{display:block;padding:.3rem 0;font-size:.9rem;text-decoration:none}
nav a:hover{text-decoration:underline}
.controls{display:flex;flex-wrap:wrap;gap:.4rem}
button{font:inherit;font-size:.85rem;color:var(--ink);background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.28rem .65rem;cursor:pointer}
#filter{font:inherit;font-size:.85rem;color:var(--ink);background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.28rem .5rem;width:9rem;min-width:0}
.save{padding:0 .4rem;font-size:.75rem;margin-left:.3rem;color:var(--muted)}
.tip{position:fixed;z-index:4;max-width:min(22rem,92vw);padding:.2rem .5rem;font-size:.8rem;font-variant-numeric:tabular-nums;color:var(--paper);background:var(--ink);border-radius:4px;pointer-events:none}
[hidden]{display:none!important}
button:hover{border-color:var(--muted)}
button[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.4rem;z-index:3;background:var(--panel);padding:.4rem .8rem}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;margin:0}
.scroll{margin:.6rem 0 1.2rem}.scroll,figure.wide{overflow-x:auto;background:linear-gradient(90deg,transparent calc(100% - 2.5rem),var(--paper) calc(100% - 1rem)) local,linear-gradient(90deg,transparent calc(100% - 1rem),color-mix(in srgb,var(--ink) 22%,transparent)) scroll}
.card .scroll{background:linear-gradient(90deg,transparent calc(100% - 2.5rem),var(--panel) calc(100% - 1rem)) local,linear-gradient(90deg,transparent calc(100% - 1rem),color-mix(in srgb,var(--ink) 22%,transparent)) scroll}
table{border-collapse:collapse;font-size:.88rem;line-height:1.4;min-width:100%;font-variant-numeric:tabular-nums;overflow-wrap:normal}
caption{text-align:left;color:var(--muted);font-size:.85rem;padding:.2rem 0 .35rem}
th,td{text-align:left;padding:.38rem .9rem .38rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
tbody th{font-weight:500;min-width:9rem;max-width:24rem;overflow-wrap:anywhere}
tbody td{max-width:26rem}
thead th{font-weight:600;white-space:nowrap;border-bottom:1.5px solid var(--ink)}
.num{text-align:right}td.num{white-space:nowrap}
th button{all:unset;cursor:pointer;font-weight:600}
th button:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
th button::after{content:"";display:inline-block;width:.9em;text-align:center;color:var(--muted)}
th.num button::after{display:none}th.num button::before{display:inline-block;width:.9em;text-align:center;color:var(--muted)}
th[aria-sort=ascending] button::after,th.num[aria-sort=ascending] button::before{content:"↑"}th[aria-sort=descending] button::after,th.num[aria-sort=descending] button::before{content:"↓"}
.matrix{width:fit-content;max-width:100%;max-height:80vh;overflow:auto;border:1px solid var(--line);border-radius:4px;position:relative}
.matrix table{min-width:0;border-collapse:separate;border-spacing:0;font-size:.78rem;line-height:1.25}
.matrix th,.matrix td{padding:.16rem .12rem;vertical-align:middle;border-bottom:1px solid var(--line)}
.matrix td{min-width:1.45rem;text-align:center;border-left:1px solid color-mix(in srgb,var(--line) 55%,transparent)}
.matrix thead{position:sticky;top:0;z-index:1}
.matrix thead th{background:var(--paper);vertical-align:bottom;text-align:center}
.matrix thead th[scope=colgroup]{border-bottom:0;color:var(--muted);font-weight:400;padding-bottom:0;text-align:left;border-left:1px solid var(--line)}
.matrix tbody th,.matrix thead .corner{position:sticky;left:0;background:var(--paper);max-width:none;min-width:9rem;text-align:left;padding:.16rem .5rem;border-left:0;white-space:nowrap}
.matrix thead .corner{z-index:2}
.matrix .vertical{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;font-weight:400;display:inline-block;line-height:1.1;padding:.3rem 0}
.matrix .group{border-left:1px solid var(--muted)}
.matrix .sum{min-width:2.1rem}
.matrix .measured{color:var(--muted);font-style:italic}
.k0{background:color-mix(in srgb,var(--blue) 45%,var(--paper))}.k1{background:color-mix(in srgb,var(--blue) 30%,var(--paper))}.k2{background:color-mix(in srgb,var(--blue) 18%,var(--paper))}.k3{background:color-mix(in srgb,var(--blue) 9%,var(--paper))}
.matrix .none,.legend .none{color:var(--muted)}
.na{background:repeating-linear-gradient(135deg,transparent 0 3px,color-mix(in srgb,var(--line) 70%,transparent) 3px 4px)}
.legend{font-size:.84rem;color:var(--muted);max-width:none}
.legend span{display:inline-block;margin-right:.9rem}
.legend i{display:inline-block;min-width:1.7rem;text-align:center;font-style:normal;color:var(--ink);border:1px solid var(--line);margin-right:.35rem;font-size:.78rem}
.entries details{border-bottom:1px solid var(--line)}
.entries summary{padding:.35rem 0}
.entries details[open]{padding-bottom:.8rem}
.claim{color:var(--muted);font-weight:400;font-size:.84rem}
td .claim{margin-top:.15rem}
.finding{margin:.6rem 0;border-left:3px solid var(--line);padding-left:.9rem;max-width:60rem}.finding>div{display:flex;gap:.2rem .8rem;flex-wrap:wrap}.finding dt{flex:0 0 5.5rem;color:var(--muted);font-size:.88rem}.finding dd{margin:0;flex:1 1 16rem}
.equation{margin-bottom:.25rem;font-size:.95rem}
td summary{padding:0}
.plain li+li{margin-top:.3rem}
.cases td,.cases th{padding-right:1.4rem}
.cases thead th{width:30%}
.cases tbody th{color:var(--muted);font-weight:400}
data[value]{text-decoration:underline dotted color-mix(in srgb,currentColor 45%,transparent);text-underline-offset:.2em;text-decoration-thickness:1px}
.plain{list-style:none;margin:0;padding:0}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.8rem 0}
.facts dt{font-size:.8rem;color:var(--muted)}
.facts dd{margin:0;font-variant-numeric:tabular-nums}
.rule>details{border-bottom:1px solid var(--line)}
.rule>details[open]{padding-bottom:2rem}
summary{cursor:pointer;padding:.55rem 0}
.rule>details>summary{display:flex;flex-wrap:wrap;gap:.2rem .9rem;align-items:baseline;list-style:none;position:relative;padding-left:1.4rem}
.rule>details>summary::-webkit-details-marker{display:none}
.rule>details>summary::before{content:"▸";position:absolute;left:.1rem;color:var(--muted)}
.rule>details[open]>summary::before{content:"▾"}
.name{display:inline;font-size:1.35rem;font-weight:600;margin:0}
.card{background:var(--panel);border:1px solid var(--line);border-left:4px solid var(--muted);border-radius:4px;padding:1.1rem 1.3rem;margin:0 0 1.5rem}
.failure .card{border-left-color:var(--falsified)}.suspicion .card{border-left-color:var(--inconclusive)}
.label{font-size:.85rem;color:var(--muted);margin:1rem 0 .25rem}
.listing pre{padding:.5rem .2rem;white-space:pre;overflow-wrap:normal;max-height:34rem}
.listing pre code{display:block;width:max-content;min-width:100%}
.listing span{display:block;padding:0 .8rem 0 4rem;text-indent:-3.4rem}
.listing span::before{content:attr(data-n);display:inline-block;width:2.6rem;margin-right:.8rem;text-indent:0;text-align:right;color:var(--muted)}
.listing .update{background:color-mix(in srgb,var(--blue) 11%,transparent);box-shadow:inset 3px 0 var(--blue)}
.copyable{position:relative}
pre{background:color-mix(in srgb,var(--ink) 5%,var(--panel));border:1px solid var(--line);border-radius:4px;padding:.7rem 5rem .7rem .9rem;margin:.3rem 0;overflow:auto;max-height:26rem;white-space:pre-wrap;overflow-wrap:anywhere;min-height:2.9rem}
.copy{position:absolute;top:.45rem;right:.45rem}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1.6rem 2rem;margin:1rem 0;align-items:start}
figure{margin:0;min-width:0}
figure.wide{grid-column:1/-1}.wide .plot{max-width:100%;min-width:44rem}
figcaption{font-size:.84rem;line-height:1.45;color:var(--muted);margin-top:.3rem}
figcaption b{color:var(--ink)}
.plot{display:block;width:100%;height:auto;max-width:460px;overflow:hidden;font-size:11px;color:var(--ink)}
.plot text{white-space:pre}
.plane{max-width:340px}.plane .vector{font-size:.15px;font-style:italic;font-weight:600;text-anchor:middle}
input[type=range]{width:100%;max-width:46rem;accent-color:var(--blue)}
#step-facts{min-height:3.4rem}@media (max-width:40rem){#step-facts{min-height:11rem}}
.key span{display:inline-block;margin-right:.6rem}
.swatch{display:inline-block;width:1.3em;height:0;border-top:3px solid;vertical-align:.25em;margin-right:.35em}
.swatch.dashed{border-top-style:dashed}
.c0{border-color:var(--blue)}.c1{border-color:var(--orange)}.c2{border-color:var(--green)}.c3{border-color:var(--purple)}.c4{border-color:var(--grey)}
math{font-size:1.05em;font-family:"STIX Two Math","Cambria Math","Latin Modern Math","Noto Sans Math",math}
mtd.tml-right{text-align:right;text-align:-webkit-right}mtd.tml-left{text-align:left;text-align:-webkit-left}mtable.tml-jot mtd{padding:.25em 0}
math[display=block]{margin:.6rem 0;width:fit-content}
@media (min-width:60rem){.plots{grid-template-columns:repeat(3,1fr)}.card .plots{grid-template-columns:repeat(4,1fr)}}
@media (min-width:40rem){.plots.sides{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (max-width:40rem){th,td{padding-right:.55rem}tbody th{min-width:6.5rem}.matrix tbody th,.matrix thead .corner{white-space:normal;min-width:7rem;max-width:8.5rem}main{padding:0 .9rem 3rem}nav{position:static;flex-wrap:wrap;padding:.5rem .9rem;gap:.2rem}.card{padding:.9rem .9rem}.counters{grid-template-columns:1fr 1fr}.sentence{font-size:1.05rem}}
@media print{
@page{margin:14mm}
body{background:#fff;font-size:10.5pt}
nav,.copy,.save,.saves,#play,.tip,.skip,th button::after{display:none}
main{max-width:none;padding:0}
details::details-content{content-visibility:visible;block-size:auto}
.card{border-width:1px;border-left-width:4px}
figure,tr,.hint,.sentence,.counters li{break-inside:avoid}
h2,h3,h4,h5,summary{break-after:avoid}
.counters{grid-template-columns:repeat(4,1fr)}data[value]{text-decoration:none}
.scroll,.card .scroll,figure.wide,.matrix{overflow:visible;max-height:none;background:none}table{font-size:8.5pt}thead th{white-space:normal}
pre,.listing pre{max-height:none}.listing pre{white-space:pre-wrap;overflow-wrap:anywhere}.listing pre code{width:auto}
.plots{grid-template-columns:repeat(3,1fr)}.wide .plot{min-width:0}
}
`;
