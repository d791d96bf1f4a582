import { useEffect } from 'preact/hooks';
import { mayRole } from '../../../../shared/authority/permissions.ts';
import { t } from '../../../i18n/translate.ts';
import { quickLibrary, type Library } from '../../../store/quick-library.ts';
import { navigate } from '../../../store/route.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { Answered } from '../use-answer.tsx';
import { ImportResponses } from './import-responses.tsx';
import { ResponseForm } from './response-form.tsx';
import { ResponseList } from './response-list.tsx';
import { foldersOf, IMPORT, mayChange, NEW } from './response-rules.ts';

export default function QuickResponsesPage({ membership, id }: SettingsPageProps) {
  const { workspace, member } = membership;
  const library = quickLibrary(workspace.id, member.id);
  useEffect(() => void library.reload(), [library]);
  const mayShare = mayRole(member.role, 'quick_responses.manage');
  const toList = { name: 'settings', workspace: workspace.id, page: 'quick-responses' } as const;
  const done = () => {
    navigate(toList);
    void library.reload();
  };
  const answer = {
    value: library.value.value,
    error: library.error.value,
    reload: () => void library.reload(),
  };
  const shown = (known: Library) => {
    const response = known.responses.find((one) => one.id === id);
    if (id === IMPORT)
      return <ImportResponses workspace={workspace.id} mayShare={mayShare} onImported={answer.reload} />;
    if (id === NEW || (response && mayChange(response, mayShare)))
      return (
        <ResponseForm
          key={id}
          {...{ workspace: workspace.id, response, mayShare, folders: foldersOf(known.responses) }}
          onDone={done}
        />
      );
    return <ResponseList library={known} workspace={workspace.id} mayShare={mayShare} />;
  };
  return (
    <>
      {(id === NEW || id === IMPORT || answer.value?.responses.some((one) => one.id === id)) && (
        <>
          <BackLink to={toList}>{t('settings.quick-responses')}</BackLink>
          <PageHead title={titleOf(id, answer.value)} lead={t('quick.lead')} />
        </>
      )}
      <Answered answer={answer}>{shown}</Answered>
    </>
  );
}

function titleOf(id: string | undefined, library: Library | undefined): string {
  if (id === IMPORT) return t('quick.import-title');
  return library?.responses.find((one) => one.id === id)?.title ?? t('quick.new');
}
