import { useEffect, useState } from 'react';
import { useChat, useUnread } from './use-chat.js';

const PAGES = ['Plants', 'Pots', 'Help'];

/** Your server signs it; see "Identity" in the documentation. */
const fetchToken = async () => (await fetch('/chat-token')).text();

export function App() {
  const [page, setPage] = useState(PAGES[0]);
  const [signedIn, setSignedIn] = useState(false);
  const chat = useChat('KEY', 'https://chat.example.com');
  const unread = useUnread(chat);

  // Your router's location goes where `page` stands.
  useEffect(() => void chat?.page({ title: page }), [chat, page]);

  const signIn = async () => {
    await chat?.identify(fetchToken);
    setSignedIn(true);
  };
  const signOut = async () => {
    await chat?.reset();
    setSignedIn(false);
  };

  return (
    <>
      <nav>
        {PAGES.map((name) => (
          <button key={name} aria-current={name === page ? 'page' : undefined} onClick={() => setPage(name)}>
            {name}
          </button>
        ))}
        <button onClick={signedIn ? signOut : signIn}>{signedIn ? 'Sign out' : 'Sign in'}</button>
        <button onClick={() => chat?.open()}>{unread > 0 ? `Chat (${unread})` : 'Chat'}</button>
      </nav>
      <h1>{page}</h1>
    </>
  );
}
