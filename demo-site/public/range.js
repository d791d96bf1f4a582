const cards = [...document.querySelectorAll('[data-grid] > li')];
const search = document.getElementById('search');
const count = document.querySelector('[data-range-count]');
const none = document.querySelector('[data-none]');

const ROOM_WORDS = { bright: 'a bright room', half: 'half light', dim: 'a dim room' };

const matches = (card, word, room) =>
  card.dataset.rooms.split(' ').includes(room) &&
  `${card.dataset.name} ${card.dataset.latin} ${card.dataset.line}`.toLowerCase().includes(word);

const refresh = () => {
  const word = search.value.trim().toLowerCase();
  const { room } = document.documentElement.dataset;
  let shown = 0;
  for (const card of cards) {
    card.hidden = !matches(card, word, room);
    if (!card.hidden) shown += 1;
  }
  count.textContent = `${shown} of ${cards.length} plants for ${ROOM_WORDS[room]}`;
  none.hidden = shown > 0;
};

/** Filters the plants by the light of the room and the word searched for. */
export const startRange = () => {
  for (const input of document.querySelectorAll('input[name="room"]')) {
    input.addEventListener('change', () => {
      document.documentElement.dataset.room = input.value;
      refresh();
    });
    if (input.checked) document.documentElement.dataset.room = input.value;
  }
  search.value = new URLSearchParams(location.search).get('q') ?? '';
  search.addEventListener('input', refresh);
  search.form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (document.documentElement.dataset.view !== 'shop') document.querySelector('.ff-brand').click();
  });
  refresh();
  return { refresh };
};
