/** Why the last thing did not work; nothing where it did. */
export const ToolFailed = ({ failure }: { failure: string | undefined }) =>
  failure === undefined ? null : (
    <p class="dialog-failed" role="alert">
      {failure}
    </p>
  );
