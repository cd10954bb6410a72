/** What follows a dragged player; ids are those of `data-player`. */
export type Drag = { take: (id: string) => void; over: (id: string) => void; leave: () => void };

type Held = { pointer: number; chip: HTMLElement; id: string; x: number; y: number; scrolled: number };

/** A finger that rests this long means the name, not the page. */
const restMs = 250;
const restPx = 8;
/** This close to an edge the page comes along. */
const edgePx = 110;

/**
 * Lets players be dragged within an element: by mouse at once, by finger or pen after a short rest, so that a quick
 * stroke still scrolls. The name follows the pointer; letting it go puts it back, for what was told stays to be decided.
 */
export function dragging(drag: Drag | undefined) {
  return (field: HTMLElement) => {
    if (!drag) return undefined;
    let held: Held | undefined;
    let lifted = false;
    let target: string | undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let last = { x: 0, y: 0 };

    function press(event: PointerEvent) {
      const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-player] button') : null;
      const id = chip?.closest<HTMLElement>('[data-player]')?.dataset['player'];
      if (!chip || id === undefined || event.button !== 0 || held) return;
      held = { pointer: event.pointerId, chip, id, x: event.clientX, y: event.clientY, scrolled: scrollY };
      last = { x: event.clientX, y: event.clientY };
      if (event.pointerType !== 'mouse') resting = setTimeout(lift, restMs);
    }

    function lift() {
      if (!held || !drag) return;
      lifted = true;
      held.chip.setPointerCapture?.(held.pointer);
      held.chip.classList.add('lifted');
      navigator.vibrate?.(12);
      drag.take(held.id);
      requestAnimationFrame(scrollAlong);
    }

    function move(event: PointerEvent) {
      if (held?.pointer !== event.pointerId) return;
      last = { x: event.clientX, y: event.clientY };
      const away = Math.hypot(last.x - held.x, last.y - held.y) > restPx;
      if (!lifted && away) {
        if (event.pointerType === 'mouse') lift();
        else return letGo();
      }
      if (lifted) follow();
    }

    function follow() {
      if (!held || !drag) return;
      held.chip.style.translate = `${last.x - held.x}px ${last.y - held.y + scrollY - held.scrolled}px`;
      const under = document.elementFromPoint(last.x, last.y)?.closest<HTMLElement>('[data-player]');
      const found = under && field.contains(under) ? under.dataset['player'] : undefined;
      const next = found === held.id ? undefined : found;
      if (next === target) return;
      target = next;
      if (next === undefined) drag.leave();
      else drag.over(next);
    }

    function scrollAlong() {
      if (!lifted) return;
      const up = last.y < edgePx;
      if (up || last.y > innerHeight - edgePx) {
        scrollBy({ top: up ? -8 : 8, behavior: 'instant' });
        follow();
      }
      requestAnimationFrame(scrollAlong);
    }

    function end(event: PointerEvent) {
      if (held?.pointer !== event.pointerId) return;
      // The click that follows a drag would pick the name a second time.
      if (lifted) addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      letGo();
    }

    function letGo() {
      clearTimeout(resting);
      held?.chip.classList.remove('lifted');
      held?.chip.style.removeProperty('translate');
      held = undefined;
      lifted = false;
      target = undefined;
    }

    const swallow = (event: Event) => event.stopPropagation();
    /** Neither the page's scrolling nor the menu of a long press comes in between. */
    const mine = (event: Event) => held && (lifted || event.type === 'contextmenu') && event.preventDefault();

    const listening = new AbortController();
    const { signal } = listening;
    field.addEventListener('pointerdown', press, { signal });
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', end, { signal });
    addEventListener('pointercancel', end, { signal });
    field.addEventListener('touchmove', mine, { signal, passive: false });
    field.addEventListener('contextmenu', mine, { signal });
    return () => {
      letGo();
      listening.abort();
    };
  };
}
