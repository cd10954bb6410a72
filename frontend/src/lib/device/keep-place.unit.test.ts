// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPlace } from './keep-place.ts';

let end: () => void;

beforeEach(() => {
  document.body.innerHTML = `
    <main>
      <h1>Settings</h1>
      <section id="players">
        <h2>Players</h2>
        <ul>
          <li id="ana"><span>Ana</span><button id="edit">Edit</button></li>
          <li id="leo"><span>Leo</span><button id="restore">Bring back</button></li>
        </ul>
      </section>
    </main>`;
  end = keepPlace();
});

afterEach(() => {
  end();
  document.body.innerHTML = '';
});

const at = (id: string) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`nothing is called ${id}`);
  return element;
};
/** Observers are told in a microtask that was asked for before this one. */
const told = () => Promise.resolve();

test('a form that takes the place of its button gets the focus, and the button that takes the place of the form', async () => {
  at('edit').focus();
  at('ana').innerHTML = '<form><input id="name" /><button>Save</button></form>';
  await told();
  expect(document.activeElement?.id).toBe('name');
  at('ana').innerHTML = '<span>Ana</span><button id="edit">Edit</button>';
  await told();
  expect(document.activeElement?.id).toBe('edit');
});

test('what is left of a row gets the focus of what vanished from it', async () => {
  at('ana').insertAdjacentHTML('beforeend', '<button id="undo">Undo</button>');
  at('undo').focus();
  at('undo').remove();
  await told();
  expect(document.activeElement?.id).toBe('edit');
});

test('a row that vanishes gives the focus to the heading above it, a section to that of the screen', async () => {
  at('restore').focus();
  at('leo').remove();
  await told();
  expect(document.activeElement?.textContent).toBe('Players');
  at('edit').focus();
  at('players').remove();
  await told();
  expect(document.activeElement?.textContent).toBe('Settings');
});

test('what stands elsewhere is left alone', async () => {
  at('restore').focus();
  at('ana').remove();
  await told();
  expect(document.activeElement?.id).toBe('restore');
});

test('who has tapped elsewhere is not brought back', async () => {
  at('restore').focus();
  at('restore').blur();
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  at('leo').remove();
  await told();
  expect(document.activeElement).toBe(document.body);
});

test('another screen is where the router says', async () => {
  at('restore').focus();
  document.body.innerHTML = '<main><h1>Squad</h1><button>Draw</button></main>';
  await told();
  expect(document.activeElement).toBe(document.body);
});
