/** Why a move did not happen, and what to do. Nothing was changed when this is thrown. */
export class MoveError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MoveError';
  }
}
