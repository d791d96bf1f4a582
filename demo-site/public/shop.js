import { startCart } from './cart.js';
import { startNavigation } from './navigation.js';
import { startRange } from './range.js';
import { startShortcuts } from './shortcuts.js';

const status = document.querySelector('[data-status]');
const say = (text) => {
  status.textContent = text;
};

const openChat = () => {
  if (typeof window.Bellhop !== 'function')
    return say('The chat has not loaded. Write to hello@fernandfield.example.');
  window.Bellhop('open');
};

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open).showModal();
  if (event.target.closest('[data-chat]')) openChat();
});

document.querySelector('[data-courier]').addEventListener('submit', (event) => {
  event.preventDefault();
  event.submitter.textContent = 'Note saved';
  say('Your note for the courier is saved.');
});

const range = startRange();
startCart(say);
startShortcuts();
startNavigation({ onShow: range.refresh });
