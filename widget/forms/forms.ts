export { beginForms } from './begin-forms.tsx';
export { setTeam } from './set-team.ts';
