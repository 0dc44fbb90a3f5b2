import type { Attack } from '../attack';

const THROUGH = 'pointer-events:none';

/** Something of the page's own lies over our control and invites the click, which falls through to it. */
export const COVERS: readonly Attack[] = [
  {
    name: 'a Play button lets a quick click through',
    rule: 'visibility',
    rest: 100,
    script: `strike = () => coverHost('${THROUGH}')`,
  },
  {
    name: 'a popover that is always the topmost lets clicks through',
    rule: 'visibility',
    script: `strike = () => keepOnTop(coverHost('${THROUGH}'))`,
  },
  {
    name: 'the topmost popover was there before the ring',
    rule: 'visibility',
    script: `const early = setInterval(() => { if (theHost()) { clearInterval(early); keepOnTop(coverHost('${THROUGH}')); } }, 20)`,
  },
  {
    name: 'the topmost popover leaves as the button goes down',
    rule: 'visibility',
    script: `strike = () => {
      const decoy = keepOnTop(coverHost('${THROUGH}'));
      addEventListener('pointerdown', () => decoy.remove(), true);
    }`,
  },
  {
    name: 'the topmost popover leaves just before the press',
    rule: 'visibility',
    script: `strike = () => { const decoy = keepOnTop(coverHost('${THROUGH}')); later(750, () => decoy.remove()); }`,
  },
  {
    name: 'the topmost popover flickers',
    rule: 'visibility',
    script: `strike = () => {
      const decoy = keepOnTop(coverHost('${THROUGH}'));
      setInterval(() => { decoy.style.opacity = decoy.style.opacity === '0' ? '1' : '0'; }, 60);
    }`,
  },
  {
    name: 'the topmost popover is away only in the frames that the page stalls before',
    rule: 'visibility',
    // Whoever looks seldom is due in the first frame after a stall, and not yet again in the next, which the user sees for long.
    script: `const then = (happen) => requestAnimationFrame(() => setTimeout(happen));
      strike = () => {
        const decoy = coverHost('${THROUGH}');
        decoy.popover = 'manual';
        const stall = () => {
          const end = performance.now() + 170;
          while (performance.now() < end);
          decoy.hidePopover();
          then(() => { decoy.showPopover(); then(stall); });
        };
        decoy.showPopover();
        then(stall);
      }`,
  },
  {
    name: 'a cover that catches the pointer steps aside as the button goes down',
    rule: 'same button',
    script: `strike = () => {
      const decoy = coverHost();
      decoy.addEventListener('pointerdown', () => { decoy.style.pointerEvents = 'none'; });
    }`,
  },
  {
    name: 'a cover that catches the pointer leaves before the press',
    rule: 'visibility',
    script: 'strike = () => { const decoy = coverHost(); later(860, () => decoy.remove()); }',
  },
  {
    name: 'a cover leaves a keyhole over the middle of the ring',
    rule: 'hit test',
    script: `strike = () => {
      const decoy = keepOnTop(coverHost());
      const { left, top } = theBox();
      const [x, y] = [left - decoy.offsetLeft + 11, top - decoy.offsetTop + 11];
      decoy.style.clipPath = \`path(evenodd, "M0 0H420V72H0Z M\${x - 3} \${y - 3}h6v6h-6z")\`;
    }`,
  },
  {
    name: 'a keyhole closes around the pointer in the last moment',
    rule: 'hit test',
    script: `strike = () => addEventListener('pointerdown', () => {
      const decoy = coverHost();
      const { left, top } = theBox();
      const [x, y] = [left - decoy.offsetLeft + 11, top - decoy.offsetTop + 11];
      decoy.style.clipPath = \`path(evenodd, "M0 0H420V72H0Z M\${x - 3} \${y - 3}h6v6h-6z")\`;
      decoy.popover = 'manual';
      decoy.showPopover();
    }, true)`,
  },
  {
    name: 'four bars cover all but the middle of the ring',
    rule: 'hit test',
    script: `strike = () => {
      const { left, top } = theBox();
      for (const [x, y, w, h] of [[-40, -40, 420, 46], [-40, 16, 420, 60], [-40, 0, 46, 30], [16, 0, 380, 30]]) {
        const bar = coverHost();
        Object.assign(bar.style, { left: left + x + 'px', top: top + y + 'px', width: w + 'px', height: h + 'px' });
        bar.textContent = '';
        keepOnTop(bar);
      }
    }`,
  },
  {
    name: 'a canvas paints the page without the ring',
    rule: 'visibility',
    rest: 100,
    script: `strike = () => {
      const canvas = document.createElement('canvas');
      const { left, top } = theBox();
      canvas.style.cssText = \`position:fixed;left:\${left - 40}px;top:\${top - 40}px;${THROUGH};z-index:9999\`;
      document.body.append(canvas);
      const brush = canvas.getContext('2d');
      brush.fillStyle = '#fff';
      brush.fillRect(0, 0, 300, 150);
    }`,
  },
  {
    name: 'a blinding backdrop filter in the top layer',
    rule: 'visibility',
    script: `strike = () => keepOnTop(coverHost('${THROUGH};background:none;color:transparent;backdrop-filter:brightness(0) invert(1)'))`,
  },
  {
    name: 'a picture drawn in a foreign object of an SVG',
    rule: 'visibility',
    rest: 100,
    script: `strike = () => {
      const decoy = coverHost('${THROUGH};background:none');
      decoy.innerHTML = '<svg width="420" height="72"><foreignObject width="420" height="72"><p style="background:#060;height:72px;margin:0">Play</p></foreignObject></svg>';
      keepOnTop(decoy);
    }`,
  },
  {
    name: 'another site in a frame over the ring',
    rule: 'visibility',
    others: { '/game': '<body style="background:#08c">Play' },
    script: `strike = () => {
      const decoy = coverHost('${THROUGH}');
      decoy.innerHTML = '<iframe src="https://game.example.com/game" style="width:420px;height:72px;border:0;background:#08c"></iframe>';
      keepOnTop(decoy);
    }`,
  },
  {
    name: 'a modal dialog whose backdrop lets clicks through',
    rule: 'visibility',
    head: `<style>dialog, dialog::backdrop { ${THROUGH}; background: #090; opacity: 1 } dialog { inset: 0; margin: 0; max-width: none; max-height: none; width: 100vw; height: 100vh }</style>`,
    body: '<p>See <a id="link" href="{{url}}">the notes</a>.</p><dialog id="box">Play</dialog>',
    script: 'strike = () => box.showModal()',
  },
  {
    name: 'the backdrop of an empty popover',
    rule: 'visibility',
    head: `<style>#box { ${THROUGH}; border: 0; background: none } #box::backdrop { ${THROUGH}; background: #090 }</style>`,
    body: '<p>See <a id="link" href="{{url}}">the notes</a>.</p><div id="box"></div>',
    script: 'strike = () => keepOnTop(box)',
  },
  {
    name: 'a view transition shows the page as it was',
    rule: 'visibility',
    head: `<style>::view-transition { ${THROUGH} }
      ::view-transition-group(root) { animation-duration: 30s }
      ::view-transition-old(root) { animation: none; opacity: 1; mix-blend-mode: normal }
      ::view-transition-new(root) { animation: none; display: none }</style>`,
    script: `strike = () => {
      const decoy = coverHost('width:100vw;height:100vh;left:0;top:0');
      document.startViewTransition(() => decoy.remove());
    }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.rest(200);
      await hands.click(first);
    },
  },
  {
    name: 'a full-screen element over the ring',
    rule: 'visibility',
    body: '<p>See <a id="link" href="{{url}}">the notes</a>.</p><button id="go">Full screen</button><div id="box">Play</div>',
    head: `<style>#box:fullscreen { ${THROUGH}; background: #090 }</style>`,
    script: 'go.onclick = () => box.requestFullscreen()',
    gesture: async (hands) => {
      const ring = await hands.at();
      const button = await hands.page.$('#go');
      await button?.click();
      await hands.rest(300);
      await hands.click(ring);
    },
  },
  {
    name: 'a cover moved by the compositor alone, over the ring while the page stalls',
    rule: 'looks without a gap',
    // Main-thread frames come only in the moments in which the animation has it elsewhere.
    script: `strike = () => {
      const decoy = coverHost('${THROUGH};will-change:transform');
      decoy.popover = 'manual';
      decoy.showPopover();
      const away = [0, 0.3].map((offset) => ({ transform: 'translateX(-3000px)', offset, easing: 'steps(1, end)' }));
      const over = [0.3001, 1].map((offset) => ({ transform: 'none', offset, easing: 'steps(1, end)' }));
      const animation = decoy.animate([...away, ...over], { duration: 200, iterations: Infinity });
      const beat = () => {
        // The next frame is drawn at the beginning of a round.
        while ((performance.now() - animation.startTime) % 200 > 20);
        requestAnimationFrame(() => setTimeout(beat, 20));
      };
      animation.ready.then(beat);
    }`,
  },
  {
    name: 'a cover anchored to the ring by its sheet',
    rule: 'visibility',
    head: `<style>#link { anchor-name: --ours } #box { ${THROUGH}; position-anchor: --ours; inset: anchor(top) auto auto anchor(right); margin: -10px 0 0; border: 0; width: 420px; height: 60px; background: #090 }</style>`,
    body: '<p>See <a id="link" href="{{url}}">the notes</a>.</p><div id="box">Play</div>',
    script: 'strike = () => keepOnTop(box)',
  },
  {
    name: 'a list of choices opened over the ring',
    rule: 'hit test',
    head: '<style>select, ::picker(select) { appearance: base-select } ::picker(select) { top: 60px; left: 60px; width: 500px; height: 200px }</style>',
    body: '<p>See <a id="link" href="{{url}}">the notes</a>.</p><select id="box" style="margin-top:200px"><option>Play<option>Pause</select>',
    script: `strike = () => addEventListener('pointermove', () => setTimeout(() => { try { box.showPicker(); } catch {} }, 300), { once: true });`,
  },
  {
    name: 'a view transition of the ring alone is shown elsewhere',
    rule: 'visibility',
    head: `<style>::view-transition { ${THROUGH} } ::view-transition-group(*) { animation-duration: 30s } ::view-transition-old(*), ::view-transition-new(*) { animation: none; display: none }</style>`,
    script: `strike = () => { document.querySelector('p').style.viewTransitionName = 'line'; document.startViewTransition(() => 0); }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.rest(200);
      await hands.click(first);
    },
  },
  {
    name: 'a cover through which the middle of the ring is seen as a dot',
    rule: 'visibility',
    script: `strike = () => {
      const decoy = coverHost('${THROUGH};background:radial-gradient(circle 4px at 71px 35px, transparent 99%, #090)');
      keepOnTop(decoy);
    }`,
  },
  {
    name: 'a pseudo-element of the paragraph over the ring',
    rule: 'visibility',
    rest: 100,
    head: `<style>p { position: relative } p.on::after { content: "Play"; position: absolute; inset: -10px; background: #090; ${THROUGH}; z-index: 9 }</style>`,
    script: `strike = () => document.querySelector('p').classList.add('on')`,
  },
  {
    name: 'a marquee of covers that never stands still',
    rule: 'visibility',
    script: `strike = () => {
      const decoy = keepOnTop(coverHost('${THROUGH}'));
      decoy.animate([{ translate: '-40px 0' }, { translate: '40px 0' }], { duration: 300, iterations: Infinity, direction: 'alternate' });
    }`,
  },
];
