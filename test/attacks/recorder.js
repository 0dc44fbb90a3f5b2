// A page that wants to know everything: runs first in the main world and writes down whatever it can reach. `__reach()`
// answers with all of it as one text; `__finds(words)` asks the browser's own search.
(() => {
  const seen = [];
  const globalsBefore = new Set(Object.getOwnPropertyNames(window));
  const note = (...parts) => {
    if (seen.length < 5000) seen.push(parts.map(String).join(' '));
  };
  const show = (node) =>
    node instanceof Element ? node.outerHTML.slice(0, 2000) : `${node?.nodeName} ${node?.nodeValue ?? ''}`;

  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
    const original = console[name];
    console[name] = (...words) => {
      note('console', ...words);
      original.apply(console, words);
    };
  }
  // Roots that somebody makes in this world; the extension's world has its own prototypes.
  const roots = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  };
  const EVENTS =
    'pointerdown pointerup pointermove pointerenter pointerover pointerout mousedown mouseup mousemove mouseover click dblclick auxclick ' +
    'contextmenu keydown keyup keypress beforeinput input focusin focusout focus blur copy cut selectionchange selectstart toggle ' +
    'beforetoggle slotchange animationstart animationend transitionrun transitionend load error message messageerror ' +
    'securitypolicyviolation scroll resize storage hashchange popstate visibilitychange pagehide fullscreenchange dragstart';
  for (const type of EVENTS.split(' ')) {
    addEventListener(
      type,
      (event) => {
        const path = event.composedPath().map((node) => node.nodeName ?? 'window');
        const data = [event.data, event.message, event.key, event.blockedURI, event.relatedTarget?.nodeName];
        note(
          'event',
          type,
          path.join('>'),
          ...data.filter(Boolean),
          event.target instanceof Node && show(event.target),
        );
      },
      true,
    );
  }
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, attributeName, oldValue } of records) {
      note('mutation', type, attributeName, oldValue, show(target).slice(0, 300));
      for (const node of [...addedNodes, ...removedNodes]) note('node', show(node));
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeOldValue: true,
    characterData: true,
    characterDataOldValue: true,
  });
  for (const type of PerformanceObserver.supportedEntryTypes) {
    try {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const nodes = [entry.target, entry.element, ...(entry.sources ?? []).map(({ node }) => node)];
          note('performance', JSON.stringify(entry), ...nodes.filter(Boolean).map(show));
        }
      }).observe({ type, buffered: true });
    } catch {}
  }
  new ReportingObserver((reports) => note('report', JSON.stringify(reports)), { buffered: true }).observe();

  // What most of the attacks need: our host beside the link, its box, and something of the page's own over it.
  globalThis.theHost = (beside = document.getElementById('link')) => beside?.nextElementSibling;
  globalThis.theBox = () => theHost().getBoundingClientRect();
  globalThis.coverHost = (style = '', { left, top } = theBox()) => {
    const decoy = document.createElement('div');
    decoy.textContent = 'Play';
    const place = `position:fixed;left:${left - 60}px;top:${top - 24}px;width:420px;height:72px;margin:0;border:0;padding:0`;
    decoy.style.cssText = `${place};background:#090;color:#fff;z-index:2147483647;${style}`;
    document.documentElement.append(decoy);
    return decoy;
  };
  // Keeps a popover above every other one of the top layer.
  globalThis.keepOnTop = (decoy) => {
    decoy.popover = 'manual';
    const raise = () => {
      if (!decoy.isConnected) return;
      if (decoy.matches(':popover-open')) decoy.hidePopover();
      decoy.showPopover();
      requestAnimationFrame(raise);
    };
    raise();
    return decoy;
  };

  // So long (ms) after the pointer has set off, however busy the machine is.
  globalThis.later = (ms, happen) =>
    addEventListener('pointermove', () => setTimeout(happen, ms), { once: true, capture: true });

  globalThis.__finds = (words) => {
    getSelection().removeAllRanges();
    const found = window.find(words, false, false, true, false, true, false);
    getSelection().removeAllRanges();
    return found;
  };
  globalThis.__reach = () => {
    const selection = getSelection();
    selection.selectAllChildren(document.documentElement);
    const selected = selection.toString();
    const fragments = [...Array(selection.rangeCount).keys()].map((index) => {
      const holder = document.createElement('div');
      holder.append(selection.getRangeAt(index).cloneContents());
      return holder.innerHTML;
    });
    selection.removeAllRanges();
    const everything = [...document.querySelectorAll('*')];
    const frames = [...document.querySelectorAll('iframe')].map((frame) => {
      try {
        return frame.contentDocument?.documentElement.outerHTML;
      } catch {
        return '';
      }
    });
    return [
      ...seen,
      document.documentElement.outerHTML,
      document.documentElement.getHTML({ serializableShadowRoots: true, shadowRoots: roots }),
      new XMLSerializer().serializeToString(document),
      document.documentElement.innerText,
      document.documentElement.textContent,
      selected,
      ...fragments,
      ...frames,
      ...everything.map((element) =>
        [
          element.shadowRoot?.innerHTML,
          element.ariaLabel,
          element.title,
          element.slot,
          getComputedStyle(element, '::before').content,
        ].join(' '),
      ),
      ...roots.map((root) => root.innerHTML),
      ...[...document.styleSheets, ...document.adoptedStyleSheets].map((sheet) => {
        try {
          return [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');
        } catch {
          return '';
        }
      }),
      ...[
        ...document.getAnimations(),
        ...everything.flatMap((element) => element.getAnimations({ subtree: true })),
      ].map(({ animationName, effect }) => `animation ${animationName} ${show(effect?.target)}`),
      ...everything.flatMap((element) => {
        const { left, top } = element.getBoundingClientRect();
        const hits = document.elementsFromPoint(left + 8, top + 8).slice(0, 5);
        return [...hits, document.caretPositionFromPoint(left + 8, top + 8)?.offsetNode].map(show);
      }),
      ...performance.getEntries().map((entry) => JSON.stringify(entry)),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
      document.title,
      location.href,
      JSON.stringify(history.state),
      window.name,
      ...Object.getOwnPropertyNames(window)
        .filter((name) => !globalsBefore.has(name))
        .map((name) => `global ${name}`),
    ].join('\n');
  };
})();
