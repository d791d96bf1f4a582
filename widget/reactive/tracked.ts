import type { ComponentChild, FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { createReaction, type Reaction } from './signal.ts';

/** A component that is drawn anew when a signal changes that its last drawing read. */
export const tracked =
  <P>(view: (props: P) => ComponentChild): FunctionComponent<P> =>
  (props) => {
    const [, redraw] = useState({});
    const reaction = useRef<Reaction>(null);
    reaction.current ??= createReaction(() => redraw({}));
    useEffect(() => () => reaction.current?.stop(), []);
    return reaction.current.track(() => view(props));
  };
